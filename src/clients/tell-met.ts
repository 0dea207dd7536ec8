import { metProposals } from '../db/clients/proposals.ts';
import type { PortfolioDeps } from './deps.ts';
import { hintsOf } from './propose-owner.ts';

/** A transaction that began so long ago may only now have committed, ms. */
const lookBackMs = 10_000;

/**
 * Tells whoever proposed something, and whoever was asked, once it has come true by another way (R8): by whatever changed an owner, or found the
 * person. One teller per server, since each tells those who are connected to it.
 */
export function createMetTeller({ db, now, company, live }: Pick<PortfolioDeps, 'db' | 'now' | 'company' | 'live'>) {
  let since = now();
  let told = new Set<string>();
  return async (): Promise<void> => {
    const at = now();
    const met = await metProposals(db, new Date(since.getTime() - lookBackMs));
    live.publish(met.filter(({ id }) => !told.has(id)).flatMap((each) => hintsOf(company(), each)));
    told = new Set(met.map(({ id }) => id));
    since = at;
  };
}
