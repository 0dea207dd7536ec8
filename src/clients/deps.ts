import type { Queries } from '../db/db.ts';
import type { Deps } from '../engine/deps.ts';
import type { Actor, ClientTx } from './recorded.ts';

/** Needed by work on clients that nobody waits for. */
export type PortfolioDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'log' | 'live' | 'company'>;

/** Makes the transaction of what somebody does, with the policy of now. */
export function clientTx({ now, newId, company }: Pick<Deps, 'now' | 'newId' | 'company'>, actor: Actor, tx: Queries): ClientTx {
  const { policy, calendar } = company();
  return { tx, now: now(), newId, policy: policy.data, policyVersion: policy.version, calendar, actor };
}

/** Makes the transaction of what time itself does, on record as the system's. */
export function systemTx(deps: PortfolioDeps, tx: Queries): ClientTx {
  return clientTx(deps, { kind: 'system', id: null }, tx);
}
