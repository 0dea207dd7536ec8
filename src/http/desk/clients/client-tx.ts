import { clientTx } from '../../../clients/deps.ts';
import type { ClientTx } from '../../../clients/recorded.ts';
import type { Queries } from '../../../db/db.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { HttpDeps } from '../../deps.ts';

/** With what a specialist's wish is carried out in a transaction. */
export function clientTxOf(deps: HttpDeps, viewer: Viewer, tx: Queries): ClientTx {
  return clientTx(deps, { kind: 'specialist', id: viewer.id }, tx);
}
