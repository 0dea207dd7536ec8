import type { Facts } from '../../http/desk/clients/facts.ts';
import type { FactInput, FactKept } from '../../http/desk/clients/record-fact.ts';
import type { WeightWish } from '../../http/desk/clients/weight.ts';
import type { PortfolioMoved, PortfolioPlan, PortfolioUndone } from '../../http/desk/people/portfolio.ts';
import type { CoverageItem, CoverageList } from '../../http/desk/reports/coverage.ts';
import type { HandoverList, HandoverShown, HandoverWish } from '../../http/desk/reports/handovers.ts';
import type { Call } from './call.ts';

export type { HandoverShown, HandoverWish, PortfolioPlan };

type Query = Readonly<Record<string, string | null>>;

/** Handovers, who knows whom, and whole portfolios. */
export function tradeApi({ get, post }: Call) {
  const portfolioOf = (id: string): string => `/people/${encodeURIComponent(id)}/portfolio`;
  return {
    handovers: (query: Query) => get<HandoverList>('/handovers', query),
    sayOfHandover: (id: string, wish: HandoverWish) => post<HandoverShown>(`/handovers/${encodeURIComponent(id)}/say`, wish),
    facts: (client: string) => get<Facts>(`/clients/${encodeURIComponent(client)}/facts`),
    tellFact: (client: string, fact: FactInput) => post<FactKept>(`/clients/${encodeURIComponent(client)}/facts`, fact),
    weigh: (client: string, wish: WeightWish) => post<null>(`/clients/${encodeURIComponent(client)}/weight`, wish),
    undoJoin: (contact: string, join: string) =>
      post<null>(`/contacts/${encodeURIComponent(contact)}/joins/${encodeURIComponent(join)}/undo`),
    coverage: (cursor: string | null) => get<CoverageList>('/coverage', { cursor }),
    acquaint: (client: string) => post<CoverageItem>(`/coverage/${encodeURIComponent(client)}/task`, {}),
    portfolioPlan: (id: string) => post<PortfolioPlan>(`${portfolioOf(id)}/preview`, {}),
    movePortfolio: (id: string, reason: string) => post<PortfolioMoved>(`${portfolioOf(id)}/move`, { reason }),
    undoMove: (id: string, move: string) => post<PortfolioUndone>(`${portfolioOf(id)}/moves/${encodeURIComponent(move)}/undo`, {}),
  };
}
