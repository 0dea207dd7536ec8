import type { ClientTx } from '../../../clients/recorded.ts';
import type { Queries } from '../../../db/db.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { HttpDeps } from '../../deps.ts';

/** With what a specialist's wish is carried out in a transaction. */
export function clientTxOf({ now, newId, company }: HttpDeps, viewer: Viewer, tx: Queries): ClientTx {
  const { data: policy, version: policyVersion } = company().policy;
  return { tx, now: now(), newId, policy, policyVersion, actor: { kind: 'specialist', id: viewer.id } };
}
