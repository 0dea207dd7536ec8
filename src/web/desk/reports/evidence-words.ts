import type { DeskEvidence } from '../../../http/reports/desk-evidence.ts';
import type { ReportKey } from '../../../reports/report.ts';
import { oneOf } from '../kit/one-of.ts';
import { ruleNames } from './rule-names.ts';
import { durationWords, type Wording } from './value-words.ts';
import type { Say } from './words.ts';

const states = ['open', 'waived', 'unanswered'] as const;

type Row = Pick<DeskEvidence, 'state' | 'details'>;

/** Says of one thing behind a number what happened: how long it took, whether it was in time, by which rule. */
export function evidenceWords({ say }: Wording, report: ReportKey, { state, details }: Row): string[] {
  const number = (name: string): number | null => (typeof details[name] === 'number' ? details[name] : null);
  const [working, calendar] = [number('workingSeconds'), number('calendarSeconds')];
  const rule = oneOf(ruleNames, typeof details['rule'] === 'string' ? details['rule'] : undefined);
  const said: string[] = [];
  if (report === 'load') return loadWords(say, state, details);
  const unusual = oneOf(states, state);
  if (unusual !== null) said.push(say(report === 'assignments' ? 'state.nobody' : `state.${unusual}`));
  if (rule !== null) said.push(say(`rule.${rule}`));
  if (working !== null) said.push(say('took.working', { time: durationWords(say, working) }));
  if (calendar !== null && working !== null && Math.abs(calendar - working) > 60)
    said.push(say('took.calendar', { time: durationWords(say, calendar) }));
  if (report === 'response' && state === 'done' && typeof details['ok'] === 'boolean') said.push(say(details['ok'] ? 'in-time' : 'late'));
  if (report === 'violations' && details['ok'] === true) said.push(say('excused'));
  if (report === 'assignments' && details['ok'] === true) said.push(say('overload'));
  return said;
}

const queueStates = ['open', 'unanswered', 'moved'] as const;

/** How long it was with somebody, or waited, and how that ended. */
function loadWords(say: Say, state: string, { seconds, isNew }: Row['details']): string[] {
  const ended = oneOf(queueStates, state);
  return [
    ...(typeof seconds === 'number' ? [say('took.calendar', { time: durationWords(say, seconds) })] : []),
    ...(isNew === true ? [say('load.new')] : []),
    ...(ended === null ? [] : [say(`load.${ended}`)]),
  ];
}
