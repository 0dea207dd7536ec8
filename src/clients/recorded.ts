import type { Queries } from '../db/db.ts';
import { addAudit } from '../db/reports/audit.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { NewId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import type { AuditAction } from '../texts/audit.ts';

/** Whoever does something to a client: a person at the desk, a system of the company, somebody at the terminal, time itself. */
export interface Actor {
  readonly kind: 'specialist' | 'api-key' | 'terminal' | 'system';
  readonly id: string | null;
}

/** What a verb on clients works with; all of it happens in the transaction it is given. */
export interface ClientTx {
  readonly tx: Queries;
  readonly now: Date;
  readonly newId: NewId;
  readonly policy: Policy;
  readonly policyVersion: number;
  readonly calendar: Calendar;
  readonly actor: Actor;
}

/** Puts what was done on record: ids, codes and names of fields, never what stands in them. */
export async function onRecord(
  { tx, now, newId, actor }: ClientTx,
  action: AuditAction,
  object: { readonly kind: 'client' | 'contact' | 'specialist'; readonly id: string },
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const by = { actorKind: actor.kind, actorId: actor.id };
  await addAudit(tx, { id: newId(), at: now, ...by, action, objectKind: object.kind, objectId: object.id, data });
}
