import type { z } from 'zod';
import type { FactInput, Facts, kept } from '../../http/desk/clients/fact-contract.ts';
import type { weightWish } from '../../http/desk/clients/weight.ts';
import type * as portfolio from '../../http/desk/people/portfolio-contract.ts';
import type { CoverageItem, CoverageList } from '../../http/desk/reports/coverage.ts';
import type * as handovers from '../../http/desk/reports/handover-contract.ts';
import type { Call } from './call.ts';

export type HandoverShown = z.output<typeof handovers.handover>;
export type HandoverWish = z.input<typeof handovers.handoverWish>;
export type PortfolioPlan = z.output<typeof portfolio.movePlan>;
type Query = Readonly<Record<string, string | null>>;

/** Handovers, who knows whom, and whole portfolios. */
export function tradeApi({ get, post }: Call) {
  const portfolioOf = (id: string): string => `/people/${encodeURIComponent(id)}/portfolio`;
  return {
    handovers: (query: Query) => get<z.output<typeof handovers.handoverList>>('/handovers', query),
    sayOfHandover: (id: string, wish: HandoverWish) => post<HandoverShown>(`/handovers/${encodeURIComponent(id)}/say`, wish),
    facts: (client: string) => get<Facts>(`/clients/${encodeURIComponent(client)}/facts`),
    tellFact: (client: string, fact: FactInput) => post<z.output<typeof kept>>(`/clients/${encodeURIComponent(client)}/facts`, fact),
    weigh: (client: string, wish: z.input<typeof weightWish>) => post<null>(`/clients/${encodeURIComponent(client)}/weight`, wish),
    undoJoin: (contact: string, join: string) =>
      post<null>(`/contacts/${encodeURIComponent(contact)}/joins/${encodeURIComponent(join)}/undo`),
    coverage: (cursor: string | null) => get<CoverageList>('/coverage', { cursor }),
    acquaint: (client: string) => post<CoverageItem>(`/coverage/${encodeURIComponent(client)}/task`, {}),
    portfolioPlan: (id: string) => post<PortfolioPlan>(`${portfolioOf(id)}/preview`, {}),
    movePortfolio: (id: string, reason: string) => post<z.output<typeof portfolio.moved>>(`${portfolioOf(id)}/move`, { reason }),
    undoMove: (id: string, move: string) =>
      post<z.output<typeof portfolio.undone>>(`${portfolioOf(id)}/moves/${encodeURIComponent(move)}/undo`, {}),
  };
}
