import writeXlsx, { type CellObject } from 'write-excel-file/universal';
import type { Language } from '../../../domain/language.ts';
import type { Unit } from '../../../reports/report.ts';
import { digitsOf, toMajor } from './money.ts';
import type { Cell, Sheet } from './sheet.ts';

const secondsPerDay = 86_400;

/** How days are written in a language, in the signs of the file format. */
const dayFormat: Readonly<Record<Language, string>> = { ru: 'dd.mm.yyyy', en: 'yyyy-mm-dd' };

const formats: Readonly<Record<Exclude<Unit, 'money'>, string>> = {
  count: '#,##0',
  share: '0.0%',
  seconds: '[h]:mm:ss',
  days: '0.0',
  units: '#,##0',
  ratio: '0.00',
  score: '0.00',
};

/** A spreadsheet: numbers are numbers, durations and days can be reckoned with, the header stays; what the numbers are stands on a sheet of its own. */
export async function xlsxOf(sheet: Sheet, language: Language, currency: string, aboutTitle: string): Promise<ArrayBuffer> {
  const header = sheet.header.map(
    (text): CellObject => ({ value: text, type: String, fontWeight: 'bold', wrap: true, alignVertical: 'top' }),
  );
  const lines = sheet.lines.map((line) => line.map((cell) => (cell === null ? null : written(cell, language, currency))));
  const about = sheet.about.map((line) =>
    line.map((text): CellObject => ({ value: text, type: String, wrap: true, alignVertical: 'top' })),
  );
  const blob = await writeXlsx([
    { sheet: nameOf(sheet.title), data: [header, ...lines], stickyRowsCount: 1, columns: widthsOf(sheet) },
    { sheet: nameOf(aboutTitle), data: about, columns: [{ width: 42 }, { width: 18 }, { width: 100 }] },
  ]).toBlob();
  return blob.arrayBuffer();
}

function written(cell: Cell, language: Language, currency: string): CellObject {
  switch (cell.type) {
    case 'text':
      return { value: cell.text, type: String };
    case 'day':
      return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: dayFormat[language] };
    case 'month':
      return { value: new Date(`${cell.month}-01T00:00:00Z`), type: Date, format: 'mm.yyyy' };
    case 'moment':
      return { value: new Date(`${cell.wall}Z`), type: Date, format: `${dayFormat[language]} hh:mm:ss` };
    case 'number':
      return number(cell, currency);
  }
}

/** A duration is a part of a day, as spreadsheets have it. */
function number({ unit, value }: Extract<Cell, { readonly type: 'number' }>, currency: string): CellObject {
  if (unit === 'money') {
    const digits = digitsOf(currency);
    return { value: toMajor(value, currency), type: Number, format: digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}` };
  }
  return { value: unit === 'seconds' ? value / secondsPerDay : value, type: Number, format: formats[unit] };
}

/** The file format takes 31 characters, and some signs not at all. */
function nameOf(title: string): string {
  return title.replaceAll(/[[\]/\\:*?]/g, ' ').slice(0, 31);
}

function widthsOf({ header, lines }: Sheet): { width: number }[] {
  return header.map((_, i) => {
    const longest = lines.slice(0, 200).reduce((most, line) => {
      const cell = line[i];
      return Math.max(most, cell?.type === 'text' ? cell.text.length : 0);
    }, 0);
    return { width: Math.min(40, Math.max(14, longest + 2)) };
  });
}
