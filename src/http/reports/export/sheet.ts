import type { Unit } from '../../../reports/report.ts';

/** What stands in a cell of a table, before anybody says how it is written down. Days and months are calendar ones. */
export type Cell =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'day'; readonly day: string }
  | { readonly type: 'month'; readonly month: string }
  /** `2026-03-02T12:15:00`, by the clock of the company */
  | { readonly type: 'moment'; readonly wall: string }
  | { readonly type: 'number'; readonly unit: Unit; readonly value: number };

/** null: nothing is known, and nothing stands there */
export type Line = readonly (Cell | null)[];

/** A table to take along. */
export interface Sheet {
  /** what the file is called, without its ending */
  readonly file: string;
  readonly title: string;
  readonly header: readonly string[];
  readonly lines: readonly Line[];
  /** what the numbers are and what they are about: a sheet of its own, where there can be one */
  readonly about: readonly (readonly string[])[];
}

/** How many rows a file holds at most: a spreadsheet is made as a whole, and takes the server's time. */
export const mostRows = { csv: 50_000, xlsx: 5_000 } as const;

export type Format = keyof typeof mostRows;

export const textCell = (text: string | null): Cell | null => (text === null || text === '' ? null : { type: 'text', text });

export const numberCell = (unit: Unit, value: number | null | undefined): Cell | null =>
  value === null || value === undefined ? null : { type: 'number', unit, value };
