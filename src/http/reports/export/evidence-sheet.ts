import type { Language } from '../../../domain/language.ts';
import type { Naming } from '../../../domain/reports/rows.ts';
import type { Unit } from '../../../reports/report.ts';
import { sayReport, wordOr } from '../naming.ts';
import { type Cell, type Line, numberCell, textCell } from './sheet.ts';

/** What stands behind a number, with the names whoever asks may know. */
export interface ShownEvidence {
  readonly at: string;
  readonly conversation: string | null;
  readonly client: string | null;
  readonly department: string | null;
  readonly specialist: string | null;
  readonly state: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  /** absent: asked by a program, which has ids */
  readonly title?: string | null;
  readonly proven?: boolean;
}

interface Wording {
  readonly language: Language;
  readonly naming: Naming;
  readonly zoneAt: (at: Date) => string;
  readonly now: Date;
}

/** Columns of a table of evidence: those that every report has, and the details of the report at hand. */
export function evidenceHeader(details: readonly string[], isNamed: boolean, { language, zoneAt, now }: Wording): string[] {
  const zone = zoneAt(now);
  const t = (key: Parameters<typeof sayReport>[1]) => sayReport(language, key, { zone });
  return [
    t('evidence.at'),
    ...(isNamed ? [t('evidence.conversation')] : []),
    t('evidence.department'),
    t('evidence.specialist'),
    t('evidence.state'),
    ...details.map((each) => detailTitle(language, each, zone)),
    t('evidence.conversationId'),
    ...(isNamed ? [] : [t('evidence.client')]),
  ];
}

function detailTitle(language: Language, key: string, zone: string): string {
  if (key === 'until') return sayReport(language, 'detail.until', { zone });
  const name = wordOr(language, `detail.${key}`, key);
  return key.endsWith('Seconds') ? sayReport(language, 'column.unit', { name, unit: sayReport(language, 'unit.seconds') }) : name;
}

export function evidenceLine(row: ShownEvidence, details: readonly string[], wording: Wording): Line {
  const { language, naming } = wording;
  const named = row.title === undefined ? [] : [textCell(titleOf(row, language))];
  return [
    momentCell(row.at, wording),
    ...named,
    row.department === null ? null : textCell(naming('department', row.department)),
    row.specialist === null ? null : textCell(naming('specialist', row.specialist)),
    textCell(row.title === undefined ? row.state : wordOr(language, `state.${row.state}`, row.state)),
    ...details.map((each) => detailCell(each, row.details[each] ?? null, row.title !== undefined, wording)),
    textCell(row.conversation),
    ...(row.title === undefined ? [textCell(row.client)] : []),
  ];
}

/** Whom a conversation is with, as far as somebody may know it, and whether that is more than what they call themselves. */
function titleOf({ title, proven }: ShownEvidence, language: Language): string | null {
  if (title === null || title === undefined) return null;
  if (title === '') return sayReport(language, 'stranger');
  return proven === true ? title : sayReport(language, 'unproven', { name: title });
}

function detailCell(key: string, value: string | number | boolean | null, isNamed: boolean, wording: Wording): Cell | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return textCell(sayReport(wording.language, value ? 'yes' : 'no'));
  if (typeof value === 'number') return numberCell(unitOf(key, value), value);
  if (/^\d{4}-\d{2}-\d{2}T.*Z$/.test(value)) return momentCell(value, wording);
  return textCell(isNamed ? wordOr(wording.language, `${key}.${value}`, value) : value);
}

function unitOf(key: string, value: number): Unit {
  if (key.endsWith('Seconds')) return 'seconds';
  return Number.isInteger(value) ? 'count' : 'score';
}

/** By the clock of the company, as the page shows it. */
function momentCell(iso: string, { zoneAt }: Wording): Cell {
  const at = new Date(iso);
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zoneAt(at), dateStyle: 'short', timeStyle: 'medium' });
  return { type: 'moment', wall: clock.format(at).replace(' ', 'T') };
}
