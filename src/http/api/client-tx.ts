import { clientTx } from '../../clients/deps.ts';
import type { ClientTx } from '../../clients/recorded.ts';
import type { Queries } from '../../db/db.ts';
import type { HttpDeps } from '../deps.ts';
import type { Caller } from './caller.ts';

/** With what a caller's wish is carried out in a transaction. */
export function clientTxOf(deps: HttpDeps, caller: Caller, tx: Queries): ClientTx {
  return clientTx(deps, { kind: 'api-key', id: caller.id }, tx);
}
