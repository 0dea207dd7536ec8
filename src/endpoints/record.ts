import type { Queries } from '../db/db.ts';
import { addAudit } from '../db/reports/audit.ts';
import type { NewId } from '../domain/ids.ts';
import type { AuditAction } from '../texts/audit.ts';

/** Whoever does something to an endpoint: somebody at the desk, a system of the company, time itself. */
export interface EndpointActor {
  readonly kind: 'specialist' | 'api-key' | 'system';
  readonly id: string | null;
}

/** Puts on record what was done to an endpoint: names of fields and codes, never an address or a secret. */
export function recordOf(
  { newId, now }: { readonly newId: NewId; readonly now: () => Date },
  tx: Queries,
  { kind, id }: EndpointActor,
  action: Extract<AuditAction, `webhook.${string}`>,
  endpoint: string,
  data: Readonly<Record<string, unknown>> | null = null,
): Promise<void> {
  return addAudit(tx, { id: newId(), at: now(), actorKind: kind, actorId: id, action, objectKind: 'webhook', objectId: endpoint, data });
}
