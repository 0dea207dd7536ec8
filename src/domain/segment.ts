import { type SizeClass, sizeClasses } from './client.ts';

/** From which turnover of a year a client is of which size: minor units of one currency. Deals in others say nothing of it. */
export interface Segments {
  readonly currency: string;
  readonly medium: number;
  readonly large: number;
  readonly key: number;
}

/**
 * A client's size after a deal (R17): what the deals of the last year come to, but never less than it was held to be. A large
 * organisation that begins small stays large; a size is taken back by hand.
 */
export function sizeAfterDeal(
  segments: Segments | undefined,
  size: SizeClass,
  deals: readonly { readonly amount: number; readonly currency: string }[],
): SizeClass {
  if (segments === undefined || size === 'private') return size;
  const sum = deals.reduce((all, each) => all + (each.currency === segments.currency ? each.amount : 0), 0);
  const reached = (['key', 'large', 'medium'] as const).find((each) => sum >= segments[each]) ?? 'small';
  return sizeClasses.indexOf(reached) > sizeClasses.indexOf(size) ? reached : size;
}
