import type { Language } from '../domain/language.ts';
import type { Objected } from '../domain/objection.ts';
import type { Company } from '../engine/company.ts';
import { objectedInWords, whyInWords } from '../texts/objection.ts';
import { t } from './translate.ts';

type Where = Pick<Company, 'departments' | 'people'>;

const say = (language: Language) => (key: Parameters<typeof t>[1], params?: Parameters<typeof t>[2]) => t(language, key, params);

/** Writes when somebody is back in the time of their department: plain texts know nobody's own. */
function backOf({ departments, people }: Where, { specialist, backAt }: Objected, language: Language, now: Date): string | null {
  if (backAt === null) return null;
  const key = [...people.values()].find(({ id }) => id === specialist)?.department;
  const timeZone = departments.find((each) => each.key === key)?.timeZone ?? 'UTC';
  const at = new Date(backAt);
  const day = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  const isToday = day.format(at) === day.format(now);
  return new Intl.DateTimeFormat(language, { timeZone, timeStyle: 'short', ...(isToday ? {} : { dateStyle: 'short' }) }).format(at);
}

/** Words what speaks against somebody as a question: who, why, until when, and what it would come to. */
export function objectedWords(company: Where, language: Language, objected: Objected, now: Date): string {
  return objectedInWords(say(language), objected, backOf(company, objected, language, now));
}

/** Words why alone, as a list of people shows it. */
export function againstWords(company: Where, language: Language, objected: Objected, now: Date): string {
  return whyInWords(say(language), objected, backOf(company, objected, language, now));
}
