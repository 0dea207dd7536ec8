import type { Language } from '../../../domain/language.ts';
import type { Objected } from '../../../domain/objection.ts';
import { objectedInWords, whyInWords } from '../../../texts/objection.ts';
import { clock } from '../../kit/calendar.ts';
import type { Problem } from '../api.ts';
import { fullTime, stamp } from './time.ts';
import type { Translate } from './words.ts';

/** Reads what a refusal said speaks against whoever was named; null for any other problem. */
export function objectedOf({ code, details }: Problem): Objected | null {
  return code === 'specialist-unavailable' && details !== undefined ? (details as Objected) : null;
}

/** Writes when somebody is back: the clock today, the date else; null where nobody knows. */
function backOf(t: Translate, language: Language, backAt: string | null, now: Date): string | null {
  if (backAt === null) return null;
  const at = new Date(backAt);
  return stamp(t, language, at, now) === clock(language, at) ? clock(language, at) : fullTime(language, at);
}

/** Words it as a question: who, why, until when, and what it would come to. */
export function objectedWords(t: Translate, language: Language, objected: Objected, now: Date): string {
  return objectedInWords(t, objected, backOf(t, language, objected.backAt, now));
}

/** Words why alone, as a list of people shows it. */
export function againstWords(t: Translate, language: Language, objected: Objected, now: Date): string {
  return whyInWords(t, objected, backOf(t, language, objected.backAt, now));
}
