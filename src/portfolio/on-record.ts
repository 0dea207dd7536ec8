import type { Queries } from '../db/db.ts';
import { inserter } from '../db/rows.ts';
import * as schema from '../db/schema.ts';
import type { NewId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';

/** Who does something to a client: a person at the desk, a system of the company, somebody at the terminal. */
export interface Actor {
  readonly kind: 'specialist' | 'api-key' | 'terminal';
  readonly id: string | null;
}

/** What a verb on clients works with; all of it happens in the transaction it is given. */
export interface Hand {
  readonly tx: Queries;
  readonly now: Date;
  readonly newId: NewId;
  readonly policy: Policy;
  readonly actor: Actor;
}

const insert = inserter(schema.audit);

/** Puts what was done on record: ids, codes and names of fields, never what stands in them. */
export async function onRecord(
  { tx, now, newId, actor }: Hand,
  action: string,
  object: { readonly kind: 'client' | 'contact'; readonly id: string },
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await insert(tx, [
    { id: newId(), at: now, actorKind: actor.kind, actorId: actor.id, action, objectKind: object.kind, objectId: object.id, data },
  ]);
}
