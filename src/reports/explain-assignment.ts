import type { AssignmentRow } from '../db/conversations/card.ts';
import type { Explanation } from '../domain/explanation.ts';
import type { Language } from '../domain/language.ts';
import { explain } from '../texts/explain.ts';
import { translator } from '../texts/translate.ts';

type Key = keyof (typeof explain)['ru'];

const t = translator<Key>(explain);

export interface Names {
  person(id: string): string | undefined;
  department(key: string): string;
  /** the time zone it works in */
  zone(key: string): string;
}

/**
 * One assignment in sentences: why a person was sought, who it was and by which rule, who was passed over, under which policy.
 * `hasTable`: those who were compared stand in a table beside it.
 */
export function explainAssignment(row: AssignmentRow, language: Language, names: Names, hasTable = false): string[] {
  const { explanation } = row;
  const name = (id: string) => names.person(id) ?? t(language, 'somebody');
  const sentences = [word(language, `reason.${row.reason}`, { department: names.department(row.department) })];
  if (explanation.table !== undefined) sentences.push(t(language, 'table', { deals: explanation.table.deals }));
  if (explanation.except !== undefined) {
    const key = explanation.exceptGone ?? (row.reason === 'takeover' || row.reason === 'away' ? row.reason : 'other');
    sentences.push(word(language, `except.${key}`, { name: name(explanation.except) }));
  }
  for (const each of explanation.late ?? []) sentences.push(t(language, 'late', { name: name(each) }));
  sentences.push(...ledBySales(row, language, names));
  for (const [i, { specialist, reason }] of explanation.passed.entries()) {
    sentences.push(word(language, `${i === 0 ? 'passed' : 'next'}.${reason}`, { name: name(specialist) }));
  }
  sentences.push(...outcome(row, language, name));
  if (explanation.insteadOf !== undefined) sentences.push(t(language, 'instead-of', { name: name(explanation.insteadOf) }));
  if (explanation.standIn !== undefined) {
    const key = explanation.standIn === explanation.metBy ? 'stand-in.met' : 'stand-in';
    sentences.push(t(language, key, { name: name(explanation.standIn) }));
  }
  if (row.rule === 'least-loaded' || row.rule.startsWith('nobody:')) sentences.push(...comparison(explanation, language, name, hasTable));
  sentences.push(t(language, 'policy', { version: String(row.policy_version) }));
  return sentences.filter((each) => each !== '');
}

/** How often a search in vain came to the same again, and when last. */
export function explainRepeats(
  { department, times = 1, last_at: last }: { readonly department: string; readonly times?: number; readonly last_at?: Date },
  language: Language,
  names: Pick<Names, 'zone'>,
): string[] {
  if (times < 2 || last === undefined) return [];
  const clock = new Intl.DateTimeFormat(language, { timeZone: names.zone(department), dateStyle: 'medium', timeStyle: 'short' });
  return [t(language, 'repeated', { count: times - 1, when: clock.format(last) })];
}

/** What the client, or a record, says of who contacted them; where it led to whoever has it, the rule's own sentence goes on from here (R5). */
function ledBySales({ department, explanation: { outreachAt, named } }: AssignmentRow, language: Language, names: Names): string[] {
  if (named !== undefined) return [t(language, 'led.named', { count: named })];
  if (outreachAt === undefined) return [];
  const day = new Intl.DateTimeFormat(language, { timeZone: names.zone(department), day: 'numeric', month: 'long' });
  return [t(language, 'led.outreach', { day: day.format(new Date(outreachAt)) })];
}

/** Who it was, by which rule, and against what; or why there was nobody, and what becomes of the conversation. */
function outcome({ rule, reason, specialist, explanation }: AssignmentRow, language: Language, name: (id: string) => string): string[] {
  const spoken = explanation.language !== undefined && explanation.language.speak > 0;
  const key = rule === 'least-loaded' && spoken ? 'rule.least-loaded.language' : `rule.${rule}`;
  const sentences = [word(language, key, { name: specialist === null ? '' : name(specialist) })];
  // Whoever is late keeps it until somebody is found; what nobody waits for may be settled instead.
  if (specialist === null && reason === 'takeover') sentences.push(t(language, 'stays'));
  else if (specialist === null && reason !== 'reopened' && reason !== 'written-to') sentences.push(t(language, 'queued'));
  if (explanation.despite !== undefined) sentences.push(word(language, `despite.${explanation.despite}`));
  if (explanation.overload) sentences.push(t(language, 'overload'));
  if (explanation.overPortfolio === true) sentences.push(t(language, 'over-portfolio'));
  return sentences;
}

/** Everybody an explanation names. */
export function peopleIn(row: AssignmentRow): string[] {
  const { top, passed, standIn, except, insteadOf, late = [] } = row.explanation;
  const others = [row.specialist, standIn, except, insteadOf, ...late];
  return [...top, ...passed].map((each): string => each.specialist).concat(others.flatMap((each) => each ?? []));
}

function comparison(explanation: Explanation, language: Language, name: (id: string) => string, hasTable: boolean): string[] {
  const sentences: string[] = [];
  const people = explanation.top.map(({ specialist, cases, portfolio, capacity }) =>
    t(language, 'person', { name: name(specialist), cases: share(cases, capacity), portfolio: share(portfolio, capacity) }),
  );
  if (people.length > 0 && !hasTable) sentences.push(t(language, 'compared', { people: people.join('; ') }));
  if (explanation.able > 0) sentences.push(t(language, 'able', { count: explanation.able }));
  if (explanation.language !== undefined) sentences.push(spokenLanguage(explanation.language, language));
  const reasons = Object.entries(explanation.unable).filter(([, count]) => count > 0);
  if (reasons.length > 0) {
    const worded = reasons.map(([reason, count]) => word(language, `unable.${reason}`, { count }));
    sentences.push(t(language, 'unable', { reasons: worded.join('; ') }));
  }
  return sentences;
}

function spokenLanguage({ code, speak }: NonNullable<Explanation['language']>, language: Language): string {
  const named = new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
  return t(language, speak > 0 ? 'language.some' : 'language.none', { language: named, speak });
}

function share(units: number, capacity: number): number {
  return capacity > 0 ? units / capacity : 0;
}

/** Codes come from the database: one that has no words yet is left out rather than shown raw. */
function word(language: Language, key: string, params: Readonly<Record<string, string | number>> = {}): string {
  return isKey(key) ? t(language, key, params) : '';
}

function isKey(key: string): key is Key {
  return Object.hasOwn(explain.ru, key);
}
