import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRow {
  /** where it begins in the file, from 1 */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Csv {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
}

export type ReadCsv = ({ readonly type: 'csv' } & Csv) | { readonly type: 'broken'; readonly line: number };

/** Reads a table out of a spreadsheet: commas, semicolons or tabs, quotes where needed, line ends of any system. The first row names the columns. */
export function readCsv(text: string): ReadCsv {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    }) as unknown as { readonly record: string[]; readonly info: { readonly lines: number } }[];
    const [header, ...rows] = records;
    return {
      type: 'csv',
      header: (header?.record ?? []).map((name) => name.toLowerCase()),
      rows: rows.map(({ record, info }) => ({ line: info.lines - lineBreaks(record), cells: record.map(withoutMark) })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { readonly lines?: number };
    return { type: 'broken', line: lines ?? 1 };
  }
}

/** Writes a table as text: every cell that needs quotes has them, and none is a formula. */
export function writeCsv(rows: readonly (readonly string[])[], separator = ','): string {
  const isBare = (text: string) => (number.test(text) ? !text.includes(separator) : !/[",;\t\r\n]|^\s|\s$/.test(text));
  const cell = (text: string) => (isBare(text) ? text : `"${text.replaceAll('"', '""')}"`);
  return rows.map((row) => `${row.map((text) => cell(neutral(text))).join(separator)}\r\n`).join('');
}

/** What a spreadsheet would carry out, whoever typed it; a plain number is none. */
const formula = /^'*\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
const number = /^[+-]?\d+([.,]\d+)?$/;

/** The text with a mark by which a spreadsheet shows it and does nothing; `readCsv` takes the mark off again. */
function neutral(text: string): string {
  return formula.test(text) && !number.test(text) ? `'${text}` : text;
}

function withoutMark(text: string): string {
  return text.startsWith("'") && neutral(text.slice(1)) === text ? text.slice(1) : text;
}

/** Spreadsheets of different countries set columns apart by different signs: the one most used in the header, outside of quotes, is meant. */
function delimiterOf(text: string): string {
  const header = (text.split(/\r?\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (sign: string) => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function lineBreaks(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}
