import fc from 'fast-check';
import { questionTree } from '../../../flows/question-tree.ts';
import { optionsOf } from '../../../flows/tree.ts';
import { calledOn } from './any-company.ts';

/** What somebody does, and how long it was quiet before: people and conversations by number, of those there are by then. */
export type Deed = What & {
  readonly who: number;
  readonly what: number;
  /** minutes; the clock may be set back */
  readonly after: number;
  /** when those timers are looked at that are due by then */
  readonly timers: 'before' | 'after' | 'not';
  /** whatever speaks against whoever is named is known */
  readonly knowingly: boolean;
};

type What =
  | { readonly type: 'says'; readonly text: string; readonly topic?: 'invoice' | 'problem' }
  | { readonly type: 'taps'; readonly choice: { readonly question: string; readonly option: string } }
  | {
      readonly type:
        | 'answers'
        | 'speaks'
        | 'takes'
        | 'waives'
        | 'settles'
        | 'asks-finance'
        | 'sends-over'
        | 'not-about-money'
        | 'looks-again';
    }
  /** which of their clients it is about: they say so, or whoever has it */
  | { readonly type: 'is-named-for'; readonly by: 'contact' | 'colleague'; readonly client: number }
  /** "your manager contacted me": all at once, and what they know of it */
  | { readonly type: 'names-manager'; readonly knows: string; readonly organisation: string | null }
  /** sales call somebody the company does not know */
  | { readonly type: 'is-called' }
  /** a colleague is with them, on the phone or in the office, and writes it down; they serve them at once, with a reason or without */
  | { readonly type: 'logs'; readonly kind: 'call' | 'visit'; readonly take: { readonly reason: string | null } | null }
  | { readonly type: 'names'; readonly topic: string }
  | { readonly type: 'hands-on'; readonly department: string; readonly to: number | null }
  /** what is said to a wish, and that whoever is wished for, or was to decide, has left */
  | { readonly type: 'decides'; readonly word: 'accept' | 'decline' | 'withdraw' }
  | { readonly type: 'shakes'; readonly isGone: boolean }
  | { readonly type: 'promises' | 'goes' | 'meets'; readonly minutes: number };

const choices = Object.entries(questionTree.questions).flatMap(([question, asked]) =>
  optionsOf(asked).map(({ option }) => ({ question, option })),
);
const number = fc.nat({ max: 11 });

const what: fc.Arbitrary<What> = fc.oneof(
  { weight: 7, arbitrary: fc.constantFrom('hello', 'operator', '25', 'Bluebell Ltd').map((text) => ({ type: 'says' as const, text })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('invoice' as const, 'problem' as const).map((topic) => ({ type: 'says' as const, text: 'this', topic })),
  },
  { weight: 4, arbitrary: fc.constantFrom(...choices).map((choice) => ({ type: 'taps' as const, choice })) },
  {
    weight: 9,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'answers',
        'answers',
        'answers',
        'speaks',
        'takes',
        'waives',
        'settles',
        'asks-finance',
        'looks-again',
        'looks-again',
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('sends-over', 'not-about-money') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('is-named-for' as const),
      by: fc.constantFrom('contact' as const, 'colleague' as const),
      client: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('names-manager' as const),
      knows: fc.constantFrom('Анна', 'Gromov B.', 'Vera', calledOn, 'I forgot'),
      organisation: fc.constantFrom(null, 'Bluebell Ltd'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'is-called' as const }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('names' as const), topic: fc.constantFrom('problem', 'invoice', 'unheard-of') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('logs' as const),
      kind: fc.constantFrom('call' as const, 'visit' as const),
      take: fc.constantFrom(null, null, { reason: null }, { reason: 'They are in a hurry' }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('hands-on' as const),
      department: fc.constantFrom('client', 'sales', 'finance'),
      to: fc.option(number, { nil: null }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('decides' as const),
      word: fc.constantFrom('accept' as const, 'accept' as const, 'decline' as const, 'withdraw' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('shakes' as const), isGone: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constantFrom('promises' as const, 'goes' as const, 'meets' as const),
      minutes: fc.constantFrom(5, 30, 300, 3000),
    }),
  },
);

export const deeds: fc.Arbitrary<Deed> = fc
  .tuple(
    what,
    fc.record({
      who: number,
      what: number,
      after: fc.oneof(
        { weight: 5, arbitrary: fc.constant(0) },
        { weight: 5, arbitrary: fc.constantFrom(1, 3, 4, 4, 5, 30) },
        { weight: 2, arbitrary: fc.constantFrom(240, 720, 1440, -10) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 4000 }) },
      ),
      timers: fc.constantFrom('before', 'before', 'after', 'not'),
      knowingly: fc.boolean(),
    }),
  )
  .map(([did, when]) => ({ ...did, ...when }));
