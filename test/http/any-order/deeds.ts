import fc from 'fast-check';
import { sizeClasses } from '../../../src/domain/client.ts';

/*
 * What a company's people and its clients do, in whatever order. Everybody and everything is named by number, of those there are by then.
 */

export type Deed = What & {
  readonly who: number;
  readonly what: number;
  /** minutes it was quiet before */
  readonly after: number;
};

type What =
  | { readonly type: 'writes' | 'answers' | 'takes' | 'settles' | 'needs-no-answer' | 'comes-back' }
  /** with their clients given to colleagues at once, or left to the head */
  | { readonly type: 'leaves'; readonly clients: 'give' | 'head' }
  | { readonly type: 'taps'; readonly option: number }
  | { readonly type: 'hands-on'; readonly department: string; readonly to: number | null }
  | { readonly type: 'visits'; readonly kind: 'call' | 'visit'; readonly stranger: boolean; readonly take: boolean }
  /** of the contact's clients one is named, by themselves or by whoever serves them */
  | { readonly type: 'is-named-for'; readonly by: 'contact' | 'colleague' }
  /** "your manager contacted me": by whatever a stranger knows of it */
  | { readonly type: 'names-manager'; readonly by: ManagerKnown; readonly forOrganisation: boolean }
  | { readonly type: 'is-called'; readonly whom: Called; readonly to: number; readonly record: 'new' | 'corrects' | 'withdraws' }
  | { readonly type: 'is-attached'; readonly also: boolean; readonly anew: (typeof sizeClasses)[number] | null }
  | { readonly type: 'is-detached' | 'is-joined' | 'is-parted' }
  | { readonly type: 'same-matter' | 'new-matter' | 'sends-over' | 'is-given-back' | 'is-bought' | 'moves-clients' | 'time-works' }
  | { readonly type: 'decides'; readonly word: 'accept' | 'decline' | 'withdraw'; readonly byHead: boolean; readonly door: Door }
  | { readonly type: 'is-sized'; readonly size: (typeof sizeClasses)[number] }
  /** `instead`: the client moves over from whatever other department owns it */
  | { readonly type: 'is-given' | 'is-wished'; readonly to: number; readonly instead: boolean; readonly door: Door };

/** a colleague at the desk, or a system of the company */
type Door = 'desk' | 'api';
export type ManagerKnown = 'name' | 'phone' | 'record' | 'nothing';
export type Called = 'phone' | 'organisation' | 'contact' | 'client';

const number = fc.nat({ max: 23 });
const size = fc.constantFrom(...sizeClasses);
const door = fc.constantFrom('desk' as const, 'desk' as const, 'api' as const);

const what: fc.Arbitrary<What> = fc.oneof(
  { weight: 7, arbitrary: fc.record({ type: fc.constant('writes' as const) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('taps' as const), option: fc.nat({ max: 3 }) }) },
  { weight: 8, arbitrary: fc.record({ type: fc.constantFrom('answers', 'answers', 'takes', 'settles', 'needs-no-answer') }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('comes-back' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('leaves' as const), clients: fc.constantFrom('give', 'head') }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('same-matter', 'new-matter', 'sends-over') }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('is-given-back', 'is-bought', 'moves-clients', 'time-works') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('decides' as const),
      word: fc.constantFrom('accept', 'accept', 'decline', 'withdraw'),
      byHead: fc.boolean(),
      door,
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
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('visits' as const),
      kind: fc.constantFrom('call', 'visit'),
      stranger: fc.boolean(),
      take: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant('is-attached' as const), also: fc.boolean(), anew: fc.option(size, { nil: null }) }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('is-detached', 'is-joined', 'is-joined', 'is-parted') }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('is-sized' as const), size }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('is-given' as const, 'is-given' as const, 'is-wished' as const),
      to: number,
      instead: fc.boolean(),
      door,
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('is-named-for' as const), by: fc.constantFrom('contact', 'colleague') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('names-manager' as const),
      by: fc.constantFrom('name', 'name', 'phone', 'record', 'nothing'),
      forOrganisation: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('is-called' as const),
      whom: fc.constantFrom('phone', 'organisation', 'contact', 'client'),
      to: number,
      record: fc.constantFrom('new', 'new', 'corrects', 'withdraws'),
    }),
  },
);

export const stories: fc.Arbitrary<Deed[]> = fc.array(
  fc
    .tuple(
      what,
      fc.record({
        who: number,
        what: number,
        after: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.constantFrom(1, 5, 31, 1500) }),
      }),
    )
    .map(([did, when]) => ({ ...did, ...when })),
  { minLength: 12, maxLength: 40 },
);
