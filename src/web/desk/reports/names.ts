import { sizeClasses } from '../../../domain/client.ts';
import { daysOf } from '../../../domain/day.ts';
import type { Language } from '../../../domain/language.ts';
import type { Dimension } from '../../../reports/report.ts';
import { usePage } from '../frame/page.ts';
import { channelWords } from '../kit/chips.tsx';
import { oneOf } from '../kit/one-of.ts';
import { useRead } from '../kit/use-read.ts';
import { ruleNames } from './rule-names.ts';
import { useTree } from './use-tree.ts';
import { useWords } from './words.ts';

type Named = readonly (readonly [string, string])[];

export interface Names {
  /** what a value of a dimension is called; null: where there is none */
  nameOf(dimension: Dimension, value: string | null): string;
  /** what can be chosen of one */
  choices(dimension: Dimension): Named;
}

const channels = ['webchat', 'telegram', 'slack', 'call', 'visit'] as const;

/** Returns what everything that numbers are told apart by is called; `people`: those whom an answer names, of who left as well. */
export function useNames(people: readonly { readonly id: string; readonly name: string }[]): Names {
  const { t, api, language } = usePage();
  const { say } = useWords();
  const departments = useRead('colleagues', 'company', () => api('GET /people')).value?.departments ?? [];
  const topics = useRead('topics', 'company', () => api('GET /topics')).value?.topics ?? [];
  const all: Readonly<Partial<Record<Dimension, Named>>> = {
    department: departments.map(({ key, name }) => [key, name]),
    specialist: [...people, ...departments.flatMap((each) => each.specialists)].map(({ id, name }) => [id, name]),
    channel: channels.map((each) => [each, channelWords(t, each)]),
    size: sizeClasses.map((each) => [each, t(`size.${each}`)]),
    topic: topics.map(({ key, name }) => [key, name]),
    ...useTreeNames(),
    rule: ruleNames.map((each) => [each, say(`rule.${each}`)]),
    weekday: ['1', '2', '3', '4', '5', '6', '7'].map((each) => [each, weekdayName(language, each)]),
    hour: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')).map((each) => [each, `${each}:00`]),
  };
  return {
    nameOf(dimension, value) {
      if (value === null || value === 'none')
        return say(`none.${oneOf(['department', 'specialist', 'channel', 'size', 'topic', 'rule'], dimension) ?? 'topic'}`);
      if (dimension === 'tree') return value.slice(0, 8);
      const known = all[dimension]?.find(([each]) => each === value)?.[1];
      return known ?? periodName(language, dimension, value);
    },
    choices: (dimension) => [...new Map(all[dimension] ?? [])],
  };
}

/** Names of what the questions of now are told apart by; whoever may not see them sees their ids. */
function useTreeNames(): Readonly<Partial<Record<Dimension, Named>>> {
  const { state, t, language } = usePage();
  const { say } = useWords();
  const isAsked = state.address.page === 'funnel';
  const { value } = useTree(isAsked);
  if (value === null) return {};
  const { tree, departments } = value;
  const questions = Object.entries(tree.questions);
  const nameOfDepartment = (key: string): string => departments.find((each) => each.key === key)?.name ?? key;
  return {
    question: questions.map(([id, { ask }]) => [id, ask[language]]),
    answer: [
      ['typed', say('funnel.typed')],
      ...questions.flatMap(([, question]) =>
        question.kind === 'choice'
          ? question.options.map(({ id, label }) => [id, label[language]] as const)
          : [['skip', question.skip[language]] as const],
      ),
    ],
    leaf: Object.entries(tree.leaves).map(([id, { jurisdiction, size }]) => [
      id,
      `${nameOfDepartment(jurisdiction)}, ${t(`size.${size}`)} (${id})`,
    ]),
  };
}

/** Monday is 1. */
export function weekdayName(language: Language, weekday: string, style: 'long' | 'short' = 'long'): string {
  const day = new Date(Date.UTC(2024, 0, Number(weekday)));
  return new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' }).format(day);
}

/** Names a day, a week or a month: days are the company's, so none is moved by the reader's zone. */
export function periodName(language: Language, dimension: Dimension, value: string): string {
  const days = daysOf(value);
  if (days === null) return value;
  const format = new Intl.DateTimeFormat(
    language,
    dimension === 'month' ? { month: 'long', year: 'numeric', timeZone: 'UTC' } : { day: 'numeric', month: 'short', timeZone: 'UTC' },
  );
  const [first, last] = [new Date(days.first), new Date(days.last)];
  return dimension === 'week' ? format.formatRange(first, last) : format.format(first);
}

/** Names the days from one to another, both included. */
export function daysName(language: Language, from: string, until: string): string {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.formatRange(new Date(from), new Date(until));
}
