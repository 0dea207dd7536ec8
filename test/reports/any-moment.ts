import fc from 'fast-check';
import { questionTree } from '../../flows/question-tree.ts';
import { optionsOf } from '../../flows/tree.ts';
import type { WeeklyHours } from '../../src/domain/hours.ts';

/* What may happen in a company over weeks, in any order. People and conversations are named by number, of those there are. */

const office = (from: number, until: number): WeeklyHours =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((each) => [each, [[from, until]]]));

/** Hours a department may have: round the clock, office hours, a split day, nights. */
export const schedules: readonly { readonly hours: WeeklyHours | null; readonly holidays: readonly string[] }[] = [
  { hours: null, holidays: [] },
  { hours: office(540, 1080), holidays: ['2026-03-09', '2026-04-03'] },
  {
    hours: {
      mon: [
        [480, 720],
        [780, 1020],
      ],
      tue: [
        [480, 720],
        [780, 1020],
      ],
      thu: [[600, 1200]],
      sat: [[600, 840]],
    },
    holidays: [],
  },
  { hours: { fri: [[1320, 1860]], sat: [[1320, 1860]], sun: [[1320, 1860]] }, holidays: ['2026-03-30'] },
];
const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Yekaterinburg', 'Pacific/Auckland'];
const departments = ['client', 'sales', 'finance'];

export type Deed =
  | { readonly type: 'says' | 'asks for a person'; readonly who: number }
  | { readonly type: 'taps'; readonly who: number; readonly question: string; readonly option: string }
  | { readonly type: 'replies' | 'speaks' | 'needs no answer' | 'resolves' | 'asks finance'; readonly what: number }
  | { readonly type: 'takes'; readonly who: number; readonly what: number }
  | { readonly type: 'hands on'; readonly what: number; readonly to: string }
  | { readonly type: 'promises'; readonly what: number; readonly minutes: number }
  | { readonly type: 'is about'; readonly what: number; readonly topic: string }
  | { readonly type: 'rates'; readonly what: number; readonly score: number }
  | { readonly type: 'writes first'; readonly who: number; readonly to: number }
  | { readonly type: 'delivers'; readonly how: 'sent' | 'refused' | 'gone' }
  | { readonly type: 'excuses'; readonly what: number }
  | { readonly type: 'comes or goes'; readonly who: number }
  | { readonly type: 'has other hours'; readonly department: string; readonly schedule: number }
  | { readonly type: 'has another zone'; readonly zone: string }
  | { readonly type: 'grows'; readonly who: number; readonly size: string }
  | { readonly type: 'folds' }
  /** what began before the fold that has just been commits after it */
  | { readonly type: 'is late' };

export interface Moment {
  /** minutes it was quiet before */
  readonly after: number;
  readonly deeds: readonly Deed[];
}

const some = fc.nat({ max: 30 });
const choices = Object.entries(questionTree.questions).flatMap(([question, asked]) =>
  optionsOf(asked).map(({ option }) => ({ question, option })),
);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 9, arbitrary: fc.record({ type: fc.constantFrom('says', 'says', 'asks for a person'), who: some }) },
  { weight: 3, arbitrary: fc.tuple(some, fc.constantFrom(...choices)).map(([who, choice]) => ({ type: 'taps' as const, who, ...choice })) },
  {
    weight: 14,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'replies',
        'replies',
        'replies',
        'replies',
        'speaks',
        'needs no answer',
        'resolves',
        'resolves',
        'asks finance',
      ),
      what: some,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('takes' as const), who: some, what: some }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('hands on' as const), what: some, to: fc.constantFrom(...departments) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('promises' as const), what: some, minutes: fc.constantFrom(10, 90, 900) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('is about' as const), what: some, topic: fc.constantFrom('problem', 'invoice') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('rates' as const), what: some, score: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('writes first' as const), who: some, to: some }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('delivers' as const), how: fc.constantFrom('sent', 'sent', 'refused', 'gone') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('excuses' as const), what: some }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('comes or goes' as const), who: some }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('has other hours' as const),
      department: fc.constantFrom(...departments),
      schedule: fc.nat({ max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('has another zone' as const), zone: fc.constantFrom(...zones) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('grows' as const), who: some, size: fc.constantFrom('small', 'medium', 'large') }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('folds' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('is late' as const) }) },
);

export const histories = (moments: { readonly minLength: number; readonly maxLength: number }): fc.Arbitrary<Moment[]> =>
  fc.array(
    fc.record({
      after: fc.oneof(
        { weight: 7, arbitrary: fc.constantFrom(0, 1, 2, 3, 5, 17) },
        { weight: 3, arbitrary: fc.integer({ min: 10, max: 1000 }) },
        { weight: 2, arbitrary: fc.integer({ min: 1000, max: 6000 }) },
      ),
      deeds: fc.array(deed, { minLength: 1, maxLength: 5 }),
    }),
    moments,
  );
