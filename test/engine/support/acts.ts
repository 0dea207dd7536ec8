import fc from 'fast-check';
import { questionTree } from '../../../flows/question-tree.ts';
import { optionsOf } from '../../../flows/tree.ts';
import type { WorldSpec } from '../../support/world.ts';

/** One thing somebody does; people and conversations by number, taken from those there are when it happens. */
export type Act =
  | { readonly type: 'says'; readonly client: number; readonly text: string }
  | { readonly type: 'taps'; readonly client: number; readonly question: string; readonly option: string }
  /** sends the newest message once more */
  | { readonly type: 'repeats'; readonly client: number }
  | { readonly type: 'reply' | 'note' | 'take' | 'resolve'; readonly actor: number; readonly conversation: number }
  | {
      readonly type: 'transfer';
      readonly actor: number;
      readonly conversation: number;
      readonly department: string;
      /** to this specialist, or to whoever is free */
      readonly to: number | null;
    }
  /** … by this many minutes from now */
  | { readonly type: 'promise'; readonly actor: number; readonly conversation: number; readonly minutes: number }
  | { readonly type: 'waive' | 'not-there'; readonly actor: number; readonly conversation: number }
  /** of a message by its number in the window: their own, or they may not */
  | { readonly type: 'edit' | 'delete'; readonly actor: number; readonly conversation: number; readonly seq: number }
  /** a channel will not take something, or anything more at that address */
  | { readonly type: 'refuses'; readonly row: number; readonly dead: boolean }
  | { readonly type: 'retry'; readonly conversation: number }
  | { readonly type: 'leaves' | 'returns'; readonly actor: number };

/** What happens at once, and how long it is quiet before. */
export interface Moment {
  readonly after: number;
  readonly acts: readonly Act[];
}

const minute = 60_000;
const day = 24 * 60 * minute;

const choices = Object.entries(questionTree.questions).flatMap(([question, asked]) =>
  optionsOf(asked).map(({ option }) => ({ question, option })),
);
const departments = ['client', 'sales', 'finance'];
const someone = fc.nat({ max: 40 });
const texts = fc.oneof(
  fc.constantFrom(
    'hello',
    'operator',
    '25',
    'Romashka',
    'it\'s "quoted", {braced}, \\slashed\\ and NULL',
    'null',
    '',
    '👩‍👩‍👧 ё\u0301\u2028',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', '').toWellFormed()),
);

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('says' as const), client: someone, text: texts }) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(someone, fc.oneof(fc.constantFrom(...choices), fc.constantFrom(...choices.filter((each) => each.question === 'who'))))
      .map(([client, choice]) => ({ type: 'taps' as const, client, ...choice })),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('repeats' as const), client: someone }) },
  {
    weight: 7,
    arbitrary: fc.record({ type: fc.constantFrom('reply', 'reply', 'note', 'take', 'resolve'), actor: someone, conversation: someone }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('transfer' as const),
      actor: someone,
      conversation: someone,
      department: fc.constantFrom(...departments),
      to: fc.option(someone),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('promise' as const),
      actor: someone,
      conversation: someone,
      minutes: fc.constantFrom(-1, 5, 30),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constantFrom('waive' as const, 'not-there' as const), actor: someone, conversation: someone }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('edit' as const, 'delete' as const),
      actor: someone,
      conversation: someone,
      seq: fc.integer({ min: 1, max: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('refuses' as const), row: someone, dead: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('retry' as const), conversation: someone }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('leaves', 'returns'), actor: someone }) },
);

export const moments: fc.Arbitrary<Moment[]> = fc.array(
  fc.record({
    after: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constantFrom(minute, 4 * minute, 10 * minute, day, 8 * day)),
    acts: fc.array(acts, { minLength: 1, maxLength: 6 }),
  }),
  { minLength: 8, maxLength: 16 },
);

const person = (department: string) => fc.record({ department: fc.constant(department), capacity: fc.constantFrom(0.5, 1, 1) });

/** Few people with little room, so that budgets are met all the time; a small client is a third of a portfolio. */
export const companies: fc.Arbitrary<WorldSpec> = fc
  .tuple(
    fc.array(person('client'), { minLength: 1, maxLength: 4 }),
    fc.array(person('sales'), { maxLength: 2 }),
    fc.array(person('finance'), { maxLength: 1 }),
    fc.integer({ min: 1, max: 4 }),
  )
  .map(([client, sales, finance, limit]) => {
    const specialists: WorldSpec['specialists'] = [...client, ...sales, ...finance].map((each, i) => ({ ...each, name: `S${i}` }));
    const small = { private: 0, small: 2000, medium: 2500, large: 3000, key: 6000 };
    return {
      specialists: [...specialists, { name: 'Head', role: 'head', serves: false }],
      clients: [
        { name: 'Owned', owner: { client: 'S0' } },
        { name: 'New', size: 'small', contacts: ['a', 'b'] },
        { name: 'Prospect', size: 'medium', stage: 'prospect', ...(sales.length > 0 && { owner: { sales: `S${client.length}` } }) },
      ],
      policy: (policy) => ({
        ...policy,
        conversations: { limit: { client: limit, sales: limit, finance: limit }, overloadByHand: false },
        portfolio: { weights: { client: small, sales: small } },
      }),
    };
  });
