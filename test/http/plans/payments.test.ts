import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentList } from '../../../src/http/desk/reports/payments.ts';
import { enter } from '../access/staff.ts';
import { api, type Called } from '../api/company.ts';
import { json } from '../house.ts';

describe('R32: payments that are due, in the report and on the list', () => {
  let company: Called;
  beforeAll(async () => {
    company = await api();
    company.home.world.clock.at = new Date('2026-03-12T09:00:00Z');
    const client = { id: await company.id('client', 'Romashka') };
    const line = { client, productLine: 'subscription', currency: 'RUB' };
    const dates = ['2026-01-20', '2026-03-01', '2026-03-10', '2026-03-20', '2026-04-20'];
    const schedule = { ...line, externalId: 's1', at: '2026-01-01', recurrence: { dates }, amount: 1000, from: '2026-01-01' };
    expect((await company.all.post('/payment-schedules', schedule)).status).toBe(200);
    const pays = (externalId: string, at: string, amount: number, more: object = {}) =>
      company.all.post('/payments', { ...line, externalId, at, amount, kind: 'monthly', ...more });
    // One whole on its day, one in part and late, one in a currency nobody expects.
    await pays('p1', '2026-01-20', 1000);
    await pays('p2', '2026-03-05', 400);
    await pays('p3', '2026-03-06', 70, { currency: 'EUR' });
  });
  afterAll(() => company.home.close());

  it('say what was due, collected, late and by how much, with as many rows behind each number as it says', async () => {
    const of = async (days: string) =>
      (await json<{ total: Record<string, number | null> }>(await company.all.get(`/reports/payments?${days}`))).total;
    const march = await of('from=2026-03-01&until=2026-03-31');
    expect(march).toMatchObject({ 'payments.n': 2, 'payments.sum': 400, 'repeat.n': 2, 'repeat.share': 1, 'due.n': 2, 'due.sum': 2000 });
    expect(march).toMatchObject({ 'collected.sum': 400, 'collected.share': 0.2, 'partial.n': 1, 'upcoming.n': 1, 'upcoming.sum': 1000 });
    expect(march).toMatchObject({
      'overdue.n': 2,
      'overdue.sum': 1600,
      'overdue.1to7.sum': 1000,
      'overdue.8to30.sum': 600,
      'overdue.31plus.n': 0,
    });
    expect(march).toMatchObject({ 'unmatched.n': 1, 'otherCurrency.n': 1, 'withoutDocuments.n': 1 });
    for (const [key, value] of Object.entries(march).filter(([name]) => name.endsWith('.n'))) {
      const behind = await json<{ total: number }>(
        await company.all.get(`/reports/payments/evidence?from=2026-03-01&until=2026-03-31&metric=${key}`),
      );
      expect([key, behind.total]).toEqual([key, value]);
    }
    // A past day is as it was, whatever came later; of days without anything a share is unknown.
    expect(await of('from=2026-03-01&until=2026-03-02')).toMatchObject({ 'due.sum': 1000, 'collected.sum': 0, 'collected.share': 0 });
    expect(await of('from=2026-02-01&until=2026-02-02')).toMatchObject({ 'due.n': 0, 'collected.share': null, 'overdue.n': 0 });
  });

  it('stand on the list of whoever may see the client: late ones the longest first', async () => {
    const list = async (name: string, which: string) =>
      json<PaymentList>(await (await enter(company.home, name)).get(`/payments?list=${which}`));
    const late = await list('Olga', 'late');
    expect(late.expected.map(({ due, paid, daysLate }) => [due, paid, daysLate])).toEqual([
      ['2026-03-01', 400, 11],
      ['2026-03-10', 0, 2],
    ]);
    expect(late.counts).toEqual({ late: 2, ahead: 1, paid: 0, unmatched: 1 });
    expect((await list('Olga', 'unmatched')).unmatched).toMatchObject([{ left: 70, currency: 'EUR', reason: 'other-currency' }]);
    // Pavel owns nobody here.
    expect((await list('Pavel', 'late')).counts).toEqual({ late: 0, ahead: 0, paid: 0, unmatched: 0 });
  });
});
