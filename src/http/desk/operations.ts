import { portfolioOperations } from './people/portfolio.ts';

/** Everything the desk's page asks and does; its typed client (`web/kit`) is made from this list. */
export const deskOperations = [...portfolioOperations] as const;

export type DeskOperation = (typeof deskOperations)[number];
