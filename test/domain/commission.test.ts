import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commissionOf, type DealMade, type PaymentMade, shareOf } from '../../src/domain/commission.ts';
import type { Commission, HandoverRule } from '../../src/domain/product-line.ts';
import { calendarIn } from '../support/calendar-in.ts';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n));
const commission: Commission = { fullPercent: 10, bonusPercent: 2.5 };
const deal = (n: number, unrepresentative = false): DealMade => ({ id: `d${n}`, at: day(n), unrepresentative });
const paid = (n: number, amount = 1000, more: Partial<PaymentMade> = {}): PaymentMade => ({
  id: `p${n}`,
  at: day(n),
  kind: 'monthly',
  amount,
  deal: null,
  ...more,
});
const rules = (handover: HandoverRule, deals: readonly DealMade[], payments: readonly PaymentMade[], own = commission) =>
  commissionOf({ handover, commission: own }, deals, payments, calendarIn('UTC')).map((each) => each.rule);

describe('R18: the full percentage is paid', () => {
  it('until the payment of its kind that ends the initial period, which is paid the bonus already', () => {
    const payments = [paid(1), paid(2, 500, { kind: 'installation' }), paid(3), paid(4, 500, { kind: 'installation' })];
    expect(rules({ payment: { kind: 'monthly', nth: 2 } }, [deal(0)], payments)).toEqual(['initial', 'initial', 'bonus', 'bonus']);
  });

  it('and a cancelled payment is none of its kind', () => {
    const payments = [paid(1), paid(2, 0), paid(3), paid(4)];
    expect(rules({ payment: { kind: 'monthly', nth: 2 } }, [deal(0)], payments)).toEqual(['initial', 'initial', 'bonus', 'bonus']);
  });

  it('for the first deal, and for the second where the first says nothing', () => {
    const payments = [paid(1), paid(12), paid(22), paid(23, 1000, { deal: 'd0' })];
    expect(rules({ deal: 1 }, [deal(0), deal(10), deal(20)], payments)).toEqual(['initial', 'bonus', 'bonus', 'initial']);
    expect(rules({ deal: 1 }, [deal(0, true), deal(10), deal(20)], payments)).toEqual(['initial', 'initial', 'bonus', 'initial']);
  });

  it('for so many months, and the bonus for so many more', () => {
    const payments = [paid(89), paid(90), paid(120), paid(121)];
    expect(rules({ months: 3 }, [deal(0)], payments, { ...commission, bonusMonths: 1 })).toEqual([
      'initial',
      'bonus',
      'bonus-over',
      'bonus-over',
    ]);
  });
});

describe('a share', () => {
  it('is rounded half up, below nothing too', () => {
    expect([shareOf(5, 1000), shareOf(4, 1000), shareOf(-5, 1000), shareOf(-6, 1000), shareOf(15, 1000)]).toEqual(
      [1, 0, -0, -1, 2].map((n) => n + 0),
    );
  });

  it('is exact however large', () => {
    expect(shareOf(900_719_925_474_0991, 333)).toBe(Number((900_719_925_474_0991n * 333n * 2n + 10_000n) / 20_000n));
  });
});

it('an initial period of months ends by the clock of the company, on the last day of a shorter month', () => {
  const terms = { handover: { months: 1 }, commission };
  // Where the deal was made it is the 31st by then; in Greenwich it still is the 30th.
  const deals = [{ ...deal(0), at: new Date('2026-01-30T22:00:00Z') }];
  const paidAt = (text: string) => [paid(0, 1000, { at: new Date(text) })];
  const ruleIn = (zone: string, text: string) => commissionOf(terms, deals, paidAt(text), calendarIn(zone))[0]?.rule;
  expect(ruleIn('Europe/Moscow', '2026-02-27T21:59:59Z')).toBe('initial');
  expect(ruleIn('Europe/Moscow', '2026-02-27T22:00:00Z')).toBe('bonus');
  expect(ruleIn('UTC', '2026-02-28T21:59:59Z')).toBe('initial');
});

it('whatever is paid, every payment is rated once, and its share is its amount times its rate', () => {
  const utc = calendarIn('UTC');
  const payments = fc.array(fc.record({ n: fc.nat(400), amount: fc.nat(10_000_000), kind: fc.constantFrom('monthly', 'licence') }), {
    maxLength: 30,
  });
  const handover = fc.constantFrom<HandoverRule>({ deal: 1 }, { deal: 2 }, { months: 4 }, { payment: { kind: 'monthly', nth: 3 } });
  fc.assert(
    fc.property(payments, fc.array(fc.record({ n: fc.nat(400), u: fc.boolean() }), { maxLength: 5 }), handover, (raw, rawDeals, rule) => {
      const made = raw.toSorted((a, b) => a.n - b.n).map(({ n, amount, kind }, i) => paid(n, amount, { id: `${i}`, kind }));
      const deals = rawDeals.toSorted((a, b) => a.n - b.n).map(({ n, u }, i) => ({ ...deal(n, u), id: `${i}` }));
      const rated = commissionOf({ handover: rule, commission }, deals, made, utc);
      expect(rated.map((each) => each.payment)).toEqual(made.map((each) => each.id));
      for (const [i, each] of rated.entries()) {
        expect(each.rate).toBe(each.rule === 'initial' ? 1000 : 250);
        expect(Math.abs(each.amount * 10_000 - (made[i]?.amount ?? 0) * each.rate)).toBeLessThanOrEqual(5000);
      }
    }),
  );
});
