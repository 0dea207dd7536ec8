import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPayments, type ReceivedPayment } from '../../src/domain/payment-match.ts';
import { expectedUntil, type PaymentSchedule } from '../../src/domain/payment-schedule.ts';

const monthly = (change: Partial<PaymentSchedule> = {}): PaymentSchedule => ({
  id: 's1',
  root: 's1',
  productLine: 'subscription',
  kind: 'monthly',
  invoice: null,
  recurrence: { monthly: 10 },
  amount: 1000,
  currency: 'RUB',
  from: '2026-01-01',
  until: null,
  ...change,
});
const paid = (on: string, amount: number, change: Partial<ReceivedPayment> = {}): ReceivedPayment => ({
  id: `p ${on} ${amount}`,
  productLine: 'subscription',
  kind: 'monthly',
  amount,
  currency: 'RUB',
  on,
  invoice: null,
  ...change,
});
const rules = { today: '2026-03-15', earlyDays: 31, graceDays: 0 };
const dues = (schedules: readonly PaymentSchedule[], until = '2026-04-30') => expectedUntil(schedules, until).map((each) => each.due);
const states = (schedules: readonly PaymentSchedule[], payments: readonly ReceivedPayment[], change: Partial<typeof rules> = {}) =>
  matchPayments(expectedUntil(schedules, '2026-04-30'), payments, { ...rules, ...change });

describe('R32: what a schedule expects', () => {
  it('is a payment on a day of each month, of a shorter one on its last', () => {
    expect(dues([monthly({ recurrence: { monthly: 31 } })])).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
    expect(dues([monthly({ from: '2026-01-11', until: '2026-03-10' })])).toEqual(['2026-02-10', '2026-03-10']);
  });

  it('is the dates of a contract, each once, or one day', () => {
    const dates = ['2026-04-01', '2026-02-01', '2026-02-01', '2025-12-01'];
    expect(dues([monthly({ recurrence: { dates } })])).toEqual(['2026-02-01', '2026-04-01']);
    expect(dues([monthly({ recurrence: { once: '2026-02-15' } })])).toEqual(['2026-02-15']);
  });

  it('stays as it was before a schedule that takes its place, from whose first day on that one speaks', () => {
    const dearer = monthly({ id: 's2', amount: 1500, from: '2026-03-01' });
    const ended = monthly({ id: 's3', amount: 0, from: '2026-04-01' });
    const amounts = expectedUntil([monthly(), dearer, ended], '2026-06-30').map((each) => [each.schedule, each.due, each.amount]);
    expect(amounts).toEqual([
      ['s1', '2026-01-10', 1000],
      ['s1', '2026-02-10', 1000],
      ['s1', '2026-03-10', 1500],
    ]);
  });
});

describe('R32: payments are matched with what is expected', () => {
  it('the oldest unpaid first, partly, early and over', () => {
    const { expected, left } = states([monthly()], [paid('2026-01-09', 1000), paid('2026-02-20', 1400)]);
    expect(expected.map(({ due, paid: sum, paidOn, state }) => [due, sum, paidOn, state])).toEqual([
      ['2026-01-10', 1000, '2026-01-09', 'paid'],
      ['2026-02-10', 1000, '2026-02-20', 'paid'],
      ['2026-03-10', 400, null, 'late'],
      ['2026-04-10', 0, null, 'due'],
    ]);
    expect(left).toEqual([]);
    expect(states([monthly({ until: '2026-01-31' })], [paid('2026-01-09', 1300)]).left).toMatchObject([{ amount: 300, reason: 'over' }]);
  });

  it('a year paid ahead leaves nothing late', () => {
    expect(states([monthly()], [paid('2026-01-05', 12_000)]).expected.every((each) => each.state === 'paid')).toBe(true);
  });

  it('not in another currency or product line, of another kind, or long before anything was expected', () => {
    const others = [
      paid('2026-01-09', 1, { currency: 'EUR' }),
      paid('2026-01-09', 2, { productLine: 'training' }),
      paid('2026-01-09', 3, { kind: 'licence' }),
      paid('2025-11-01', 4),
      paid('2026-01-09', 0),
    ];
    const { expected, left } = states([monthly()], others);
    expect(expected.every((each) => each.paid === 0)).toBe(true);
    expect(left.map((each) => [each.amount, each.reason])).toEqual([
      [4, 'too-early'],
      [1, 'other-currency'],
      [2, 'other-line'],
      [3, 'other-kind'],
    ]);
    expect(states([monthly({ kind: null })], [paid('2026-01-09', 1000, { kind: 'licence' })]).expected[0]?.state).toBe('paid');
  });

  it('money that names an invoice covers what is expected by it, whatever came before and whatever line it was told in; the rest the oldest', () => {
    const invoiced = monthly({
      id: 's2',
      root: 's2',
      productLine: 'training',
      kind: null,
      recurrence: { once: '2026-03-20' },
      invoice: 'A-7',
    });
    const money = [
      paid('2026-03-01', 1000, { id: 'first', productLine: 'training' }),
      paid('2026-03-02', 1200, { id: 'named', invoice: 'A-7' }),
    ];
    const { expected, left } = states([monthly({ until: '2026-01-31' }), invoiced], money);
    expect(expected.map(({ due, covers }) => [due, covers.map(({ payment, amount }) => [payment, amount])])).toEqual([
      ['2026-01-10', [['named', 200]]],
      ['2026-03-20', [['named', 1000]]],
    ]);
    expect(left).toEqual([{ payment: 'first', amount: 1000, reason: 'over' }]);
    const elsewhere = states([invoiced], [paid('2026-03-02', 1000, { invoice: 'A-7', currency: 'EUR', productLine: 'training' })]);
    expect(elsewhere.left).toMatchObject([{ reason: 'other-currency' }]);
  });

  it('late once the day is over, and the days of grace', () => {
    const stateOf = (today: string, graceDays = 0) => states([monthly()], [], { today, graceDays }).expected[0]?.state;
    expect([stateOf('2026-01-10'), stateOf('2026-01-11'), stateOf('2026-01-13', 3), stateOf('2026-01-14', 3)]).toEqual([
      'due',
      'late',
      'due',
      'late',
    ]);
  });

  const line = fc.constantFrom('subscription', 'training');
  const currency = fc.constantFrom('RUB', 'EUR');
  const day = fc.integer({ min: 0, max: 200 }).map((n) => new Date(Date.UTC(2025, 11, 1 + n)).toISOString().slice(0, 10));
  const schedules = fc.array(
    fc.record({
      productLine: line,
      currency,
      kind: fc.constantFrom(null, 'monthly', 'licence'),
      invoice: fc.constantFrom(null, 'A', 'B'),
      amount: fc.integer({ min: 0, max: 50 }),
      from: day,
      until: fc.option(day),
      recurrence: fc.oneof(
        fc.integer({ min: 1, max: 31 }).map((monthlyOn) => ({ monthly: monthlyOn })),
        fc.array(day, { maxLength: 4 }).map((dates) => ({ dates })),
        day.map((once) => ({ once })),
      ),
      replaces: fc.option(fc.nat({ max: 3 })),
    }),
    { maxLength: 5 },
  );
  const payments = fc.array(
    fc.record({
      productLine: line,
      currency,
      kind: fc.constantFrom('monthly', 'licence'),
      invoice: fc.constantFrom(null, null, 'A', 'B'),
      amount: fc.integer({ min: 0, max: 120 }),
      on: day,
    }),
    { maxLength: 8 },
  );

  it('never more than came, never more than is due, and in whatever order payments were told', () => {
    fc.assert(
      fc.property(schedules, payments, day, fc.nat({ max: 7 }), (told, received, today, turn) => {
        const rooted = told.map(({ replaces, ...each }, i) => ({
          ...each,
          id: `s${i}`,
          root: replaces !== null && replaces < i ? `s${replaces}` : `s${i}`,
        }));
        const all = received.map((each, i) => ({ ...each, id: `p${i}` }));
        const expected = expectedUntil(rooted, '2026-07-01');
        const matched = matchPayments(expected, all, { ...rules, today });
        for (const each of matched.expected) {
          expect(each.paid).toBe(each.covers.reduce((sum, { amount }) => sum + amount, 0));
          expect(each.paid).toBeLessThanOrEqual(each.amount);
          expect(each.state === 'paid').toBe(each.paid === each.amount);
          if (each.state === 'late') expect(each.due < today).toBe(true);
        }
        for (const { id, amount } of all) {
          const used = matched.expected.flatMap(({ covers }) => covers).filter((each) => each.payment === id);
          const rest = matched.left.filter((each) => each.payment === id);
          expect([...used, ...rest].reduce((sum, each) => sum + each.amount, 0)).toBe(amount);
        }
        const turned = [...all.slice(turn), ...all.slice(0, turn)].toReversed();
        expect(matchPayments(expected, turned, { ...rules, today })).toEqual(matched);
      }),
      { numRuns: 200 },
    );
  });
});
