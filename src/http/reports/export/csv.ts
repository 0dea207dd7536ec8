import { writeCsv } from '../../../company/csv.ts';
import type { Language } from '../../../domain/language.ts';
import { toMajor } from './money.ts';
import type { Cell, Line } from './sheet.ts';

/**
 * Says how spreadsheets of a language read a text: by what columns are set apart, and how a fraction is written. Russian ones take a
 * comma for the fraction, so columns need another sign.
 */
const locales: Readonly<Record<Language, { readonly separator: string; readonly point: string }>> = {
  ru: { separator: ';', point: ',' },
  en: { separator: ',', point: '.' },
};

/** Spreadsheets take a text for UTF-8 when it begins with this mark. */
const mark = '\uFEFF';

/** The head of a CSV: the mark and the names of the columns. */
export function csvHead(header: readonly string[], language: Language): string {
  return mark + csvLines([header.map((text) => ({ type: 'text', text }))], language, '');
}

/** Lines of a CSV. Numbers are as exact as they are; whatever is a text is never a formula. */
export function csvLines(lines: readonly Line[], language: Language, currency: string): string {
  const { separator, point } = locales[language];
  return writeCsv(
    lines.map((line) => line.map((cell) => (cell === null ? '' : written(cell, point, currency)))),
    separator,
  );
}

function written(cell: Cell, point: string, currency: string): string {
  switch (cell.type) {
    case 'text':
      return cell.text;
    case 'day':
      return cell.day;
    case 'month':
      return cell.month;
    case 'moment':
      return cell.wall.replace('T', ' ');
    case 'number':
      return String(cell.unit === 'money' ? toMajor(cell.value, currency) : cell.value).replace('.', point);
  }
}
