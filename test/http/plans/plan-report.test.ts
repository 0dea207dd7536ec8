import { describe, expect, it } from 'vitest';
import { api } from '../api/company.ts';
import { json, refusal } from '../house.ts';

describe('R27: the report', () => {
  it('says of each department and month what the plan is and what was reached, and shows what is behind it', async () => {
    const company = await api();
    company.home.world.clock.at = new Date('2026-03-12T09:00:00Z');
    const client = { id: await company.id('client', 'Romashka') };
    const of = { client, productLine: 'subscription', kind: 'monthly', currency: 'RUB' };
    for (const [i, amount] of [100, 250].entries())
      await company.all.post('/payments', { ...of, externalId: `p${i}`, at: `2026-03-1${i}T09:00:00Z`, amount });
    const targets = [
      { key: 'revenue', goal: 700, weight: 50 },
      { key: 'clientPayments', goal: 500, weight: 50 },
    ];
    await company.all.send('PUT', '/plans/client/2026-03', { currency: 'RUB', targets });
    interface Report {
      readonly rows: readonly { by: object; values: Record<string, number | null> }[];
      readonly total: Record<string, number | null>;
    }
    const report = await json<Report>(await company.all.get('/reports/plan?from=2026-02-01&until=2026-03-31&by=department,month'));
    expect(report.rows).toMatchObject([
      {
        by: { department: 'client', month: '2026-03' },
        values: { 'plan.fulfilment': 0.5, 'revenue.goal': 700, 'revenue.reached': 350, 'clientPayments.reached': 250, 'deals.goal': null },
      },
    ]);
    const behind = async (metric: string) =>
      json<{ total: number; rows: { details: { amount: number } }[] }>(
        await company.all.get(`/reports/plan/evidence?from=2026-03-12&until=2026-03-12&metric=${metric}`),
      );
    expect((await behind('revenue.reached')).rows.map(({ details }) => details.amount)).toEqual([250, 100]);
    expect((await behind('clientPayments.reached')).total).toBe(1);
    expect(await refusal(await company.all.get('/reports/plan/evidence?metric=revenue.goal'))).toEqual([404, 'not-found']);
    // A company without plans says so by what is not there.
    expect(await json<Report>(await company.all.get('/reports/plan?from=2026-01-01&until=2026-01-31&by=department'))).toMatchObject({
      rows: [],
      total: { 'plan.fulfilment': null },
    });
    await company.home.close();
  });
});
