import type { Dimension } from '../../../reports/report.ts';
import { isOfFew } from './few.ts';
import type { Values } from './reported.ts';

export interface Order {
  /** a column's key, or `by` for the first dimension */
  readonly column: string;
  readonly descending: boolean;
}

export interface Row {
  readonly by: Readonly<Record<string, string | null>>;
  readonly values: Values;
}

export const usualOrder: Order = { column: 'by', descending: false };

export function readOrder(text: string | undefined, columns: readonly string[]): Order {
  const descending = text?.startsWith('-') === true;
  const column = text?.replace(/^-/, '') ?? '';
  return columns.includes(column) || column === 'by' ? { column, descending } : usualOrder;
}

/** Writes an order for the address; the usual one goes without saying. */
export function writeOrder({ column, descending }: Order): string {
  return column === 'by' && !descending ? '' : `${descending ? '-' : ''}${column}`;
}

/** Returns the order a press on a title asks for: numbers begin with the greatest, names with the first. */
export function reordered(order: Order, column: string): Order {
  return order.column === column ? { column, descending: !order.descending } : { column, descending: column !== 'by' };
}

export interface Ordered<Of extends Row> {
  readonly ranked: readonly Of[];
  /** people of whom there is too little to rank them, by name */
  readonly unranked: readonly Of[];
}

/**
 * Puts rows in order. Times go by the calendar, names by the alphabet, what is unknown stands last. `ofPeople`: every row is about one
 * person, and those of few are not ranked.
 */
export function inOrder<Of extends Row>(
  rows: readonly Of[],
  { column, descending }: Order,
  { by, nameOf, ofPeople }: { by: readonly Dimension[]; nameOf: (row: Of) => string; ofPeople: boolean },
): Ordered<Of> {
  const isOfTimes = by.length > 0 && by.every((each) => ['day', 'week', 'month', 'weekday', 'hour'].includes(each));
  const keyOf = (row: Of): string => (isOfTimes ? Object.values(row.by).join(' ') : nameOf(row));
  const byName = (a: Of, b: Of): number => keyOf(a).localeCompare(keyOf(b));
  if (column === 'by') {
    const sorted = rows.toSorted(byName);
    return { ranked: descending ? sorted.reverse() : sorted, unranked: [] };
  }
  const isUnranked = (row: Of): boolean => ofPeople && isOfFew(column, row.values);
  const byValue = (a: Of, b: Of): number => {
    const [one, other] = [a.values[column] ?? null, b.values[column] ?? null];
    if (one === null || other === null) return one === other ? byName(a, b) : one === null ? 1 : -1;
    return (descending ? other - one : one - other) || byName(a, b);
  };
  return { ranked: rows.filter((each) => !isUnranked(each)).toSorted(byValue), unranked: rows.filter(isUnranked).toSorted(byName) };
}
