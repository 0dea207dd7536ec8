import type { Candidate } from '../../domain/route.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { inserter } from '../rows.ts';
import { clientDecision, rosterSnapshot } from '../schema.ts';
import { statement } from '../statement.ts';

const insert = inserter(clientDecision);
const insertSnapshot = inserter(rosterSnapshot);

/** `owner`: who was to be a client's next owner; `handover`: what a handover waits for; `expiry`: why an ownership ended. */
export type ClientDecisionKind = 'owner' | 'handover' | 'expiry';

export interface ClientDecision {
  readonly id: string;
  readonly client: string;
  readonly kind: ClientDecisionKind;
  /** a code, then who it was, or which handover */
  readonly outcome: string;
  readonly departmentId: string | null;
  readonly policyVersion: number;
  readonly at: Date;
  readonly basis: unknown;
}

/** Puts a decision about a client on record; `compared`: among whom it was, with the snapshot's id. */
export async function insertDecision(
  tx: Queries,
  { client, at, ...decided }: ClientDecision,
  compared: { readonly id: string; readonly staff: readonly Candidate[] } | null,
): Promise<void> {
  const { departmentId, policyVersion } = decided;
  if (compared !== null && departmentId !== null)
    await insertSnapshot(tx, [{ id: compared.id, departmentId, at, policyVersion, candidates: compared.staff }]);
  await insert(tx, [{ ...decided, clientId: client, at, lastAt: at, times: 1, snapshotId: compared?.id ?? null }]);
}

const c = named(clientDecision, 'c');
const set = bare(clientDecision);

const count = statement(
  `update ${c} set ${set.times} = ${c.times} + 1, ${set.lastAt} = $4::text::timestamptz
   where ${c.clientId} = $1::text::uuid and ${c.id} = (
     select ${c.id} from ${c} where ${c.clientId} = $1::text::uuid and ${c.kind} = $2::text
       and ($2::text <> 'handover' or split_part(${c.outcome}, ' ', 2) = split_part($3::text, ' ', 2))
     order by ${c.id} desc limit 1)
   and ${c.outcome} = $3::text returning ${c.id}`,
);

/** Counts one that came to what the newest of its kind, and of its handover, did; false when it came to something else. The client's row is locked by the caller. */
export async function countDecision(
  tx: Queries,
  { client, kind, outcome, at }: Pick<ClientDecision, 'client' | 'kind' | 'outcome' | 'at'>,
): Promise<boolean> {
  return (await count(tx, [client, kind, outcome, at.toISOString()])).length > 0;
}
