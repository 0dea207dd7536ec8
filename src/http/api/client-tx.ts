import type { ClientTx } from '../../clients/recorded.ts';
import type { Queries } from '../../db/db.ts';
import type { HttpDeps } from '../deps.ts';
import type { Caller } from './caller.ts';

/** With what a caller's wish is carried out in a transaction. */
export function clientTxOf({ now, newId, company }: HttpDeps, caller: Caller, tx: Queries): ClientTx {
  const { data: policy, version: policyVersion } = company().policy;
  return { tx, now: now(), newId, policy, policyVersion, actor: { kind: 'api-key', id: caller.id } };
}
