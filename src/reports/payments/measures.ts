import { type DueRules, type DueStanding, overdueBands, standingIn } from '../../domain/reports/due.ts';
import type { DaySpan } from '../of-items.ts';
import type { Unit } from '../report.ts';
import type { Came, Due, PaymentItem } from './items.ts';

/** One number about payments: which of them it is made of, and what each adds to it. */
export interface PaymentMeasure {
  readonly key: string;
  readonly unit: Unit;
  /** what one adds; null: it is no part of it */
  readonly of: (item: Seen) => number | null;
  /** of a share: what it is a share of */
  readonly per?: (item: Seen) => number | null;
  /** whether only what is in the currency of sums counts */
  readonly isSum: boolean;
}

/** Something in the light of some days. */
export type Seen = { readonly came: Came } | { readonly due: Due; readonly standing: DueStanding };

const came = (of: (each: Came) => number | null) => (item: Seen) => ('came' in item ? of(item.came) : null);
const due = (of: (standing: DueStanding, each: Due) => number | null) => (item: Seen) =>
  'due' in item ? of(item.standing, item.due) : null;
const some = (amount: number): number | null => (amount > 0 ? amount : null);

/** How many, and how much. */
function pair(key: string, of: PaymentMeasure['of']): readonly PaymentMeasure[] {
  return [
    { key: `${key}.n`, unit: 'count', of: (item) => (of(item) === null ? null : 1), isSum: false },
    { key: `${key}.sum`, unit: 'money', of, isSum: true },
  ];
}

const repeat = came(({ isRepeat, amount }) => (isRepeat ? amount : null));
const received = came(({ amount }) => amount);
const wasDue = due((standing) => standing.due);
const collected = due(({ due: asked, collected: paid }) => (asked === null ? null : some(paid)));

export const paymentMeasures: readonly PaymentMeasure[] = [
  ...pair('payments', received),
  ...pair('repeat', repeat),
  { key: 'repeat.share', unit: 'share', of: repeat, per: received, isSum: true },
  ...pair('due', wasDue),
  ...pair('collected', collected),
  { key: 'collected.share', unit: 'share', of: collected, per: wasDue, isSum: true },
  { key: 'collected.whole.n', unit: 'count', of: due(({ isCollected }) => (isCollected ? 1 : null)), isSum: false },
  ...pair(
    'partial',
    due(({ isPartial, collected: paid }) => (isPartial ? paid : null)),
  ),
  ...pair(
    'upcoming',
    due(({ upcoming }) => upcoming),
  ),
  {
    key: 'withoutDocuments.n',
    unit: 'count',
    of: due(({ upcoming }, { booked }) => (upcoming !== null && booked.expected.documentsAt === null ? 1 : null)),
    isSum: false,
  },
  ...pair(
    'overdue',
    due(({ overdue }) => overdue?.amount ?? null),
  ),
  ...overdueBands.flatMap((band) =>
    pair(
      `overdue.${band}`,
      due(({ overdue }) => (overdue?.band === band ? overdue.amount : null)),
    ),
  ),
  ...pair(
    'advance',
    due(({ advance }) => some(advance)),
  ),
  ...pair(
    'unmatched',
    came(({ left }) => left?.amount ?? null),
  ),
];

/** Everything else is in the currency of sums; this counts what is not. */
export const otherCurrency = 'otherCurrency.n';

/** Looks at things in the light of some days; what has nothing to do with these days is passed over. */
export function seenIn(items: readonly PaymentItem[], days: DaySpan, rules: DueRules): readonly Seen[] {
  return items.flatMap((item): Seen[] => {
    if (item.type === 'came') return item.day >= days.from && item.day <= days.until ? [{ came: item }] : [];
    const standing = standingIn(item.settled, days, rules);
    const { due: asked, upcoming, overdue, advance } = standing;
    return asked === null && upcoming === null && overdue === null && advance === 0 ? [] : [{ due: item, standing }];
  });
}

export function currencyOf(item: Seen): string {
  return 'came' in item ? item.came.currency : item.due.settled.currency;
}
