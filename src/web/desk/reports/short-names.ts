import type { Language } from '../../../domain/language.ts';
import type { Column } from '../../../reports/report.ts';
import type { Say } from './words.ts';

/** Numbers of a group are called by the short names they have in it, under the group's own. */
const shortNames = [
  'medianSeconds',
  'p90Seconds',
  'within',
  'unanswered',
  'waived',
  'calendar.medianSeconds',
  'calendar.p90Seconds',
  'fromFirstMessage.medianSeconds',
  'fromFirstMessage.p90Seconds',
  'waitedForClient.medianSeconds',
] as const;

/** Returns what a number is called within its group; its whole name where it has no short one. */
export function shortNameOf(say: Say, { key, name }: Pick<Column, 'key' | 'name'>, language: Language): string {
  const short = shortNames.find((each) => key.endsWith(`.${each}`) && key.split('.').length === each.split('.').length + 1);
  return short === undefined ? name[language] : say(`short.${short}`);
}
