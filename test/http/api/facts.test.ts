import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

let company: Called;
let romashka: string;
beforeAll(async () => {
  company = await api();
  romashka = await company.id('client', 'Romashka');
});
afterAll(() => company.home.close());

const client = () => ({ id: romashka });
const deal = (externalId: string, more: object = {}) => ({
  externalId,
  at: '2026-03-01T10:00:00Z',
  client: client(),
  productLine: 'subscription',
  amount: 100_000,
  currency: 'RUB',
  specialistId: company.home.world.specialist('Sonia'),
  ...more,
});
const payment = (externalId: string, at: string, more: object = {}) => ({
  externalId,
  at,
  client: client(),
  productLine: 'subscription',
  kind: 'monthly',
  amount: 1005,
  currency: 'RUB',
  ...more,
});
interface Line {
  readonly amount: number;
  readonly rule: string;
  readonly n: number;
  readonly paymentExternalId: string;
}
const lines = async (month = '2026-03') => (await json<{ items: Line[] }>(await company.all.get(`/commission?month=${month}`))).items;
const stage = async () => (await json<{ stage: string }>(await company.all.get(`/clients/${romashka}`))).stage;

describe('facts', () => {
  it('told again change nothing, and another one under the same id is refused with its place', async () => {
    await company.all.send('PATCH', `/clients/${romashka}`, { stage: 'prospect' });
    const first = await json<{ items: { id: string; isNew: boolean }[] }>(await company.all.post('/deals', deal('d1')));
    expect(first.items).toMatchObject([{ isNew: true }]);
    const again = await json<typeof first>(await company.all.post('/deals', [deal('d1'), deal('d1')]));
    expect(again.items).toEqual(Array(2).fill({ id: first.items[0]?.id, externalId: 'd1', isNew: false }));
    const other = await company.all.post('/deals', [deal('d2'), deal('d1', { amount: 1 })]);
    expect([other.status, await json(other)]).toMatchObject([409, { error: { code: 'fact-differs', details: { index: 1 } } }]);
    expect((await json<{ items: { externalId: string }[] }>(await company.all.get('/deals'))).items.map((each) => each.externalId)).toEqual(
      ['d1'],
    );
  });

  it('of a year nobody means are refused, and one that was stored once is read all the same', async () => {
    for (const at of ['0020-03-01T10:00:00Z', '9999-12-31T23:59:59Z', '2200-01-01T00:00:00Z'])
      expect(await refusal(await company.all.post('/deals', deal('odd', { at })))).toEqual([400, 'invalid-request']);
    await company.home.world.db.query(`update deal set at = '0020-03-01T10:00:00Z' where external_id = 'd1'`);
    const { items } = await json<{ items: { at: string }[] }>(await company.all.get('/deals'));
    expect(items.map((each) => each.at)).toEqual(['0020-03-01T10:00:00.000Z']);
    await company.home.world.db.query(`update deal set at = '2026-03-01T10:00:00Z' where external_id = 'd1'`);
  });

  it('make a prospect a client of the initial period', async () => {
    expect(await stage()).toBe('initial');
  });

  it('bring commission, the full percentage before the second monthly payment, the bonus from it on', async () => {
    await company.all.post('/payments', [payment('p1', '2026-03-02T10:00:00Z'), payment('p2', '2026-03-03T10:00:00Z')]);
    expect(await lines()).toMatchObject([
      { amount: 101, rule: 'initial', n: 1 },
      { amount: 25, rule: 'bonus', n: 1 },
    ]);
  });

  it('are put right by further facts, and the ledger by further lines', async () => {
    await company.all.post('/payments', payment('p1-less', '2026-03-04T10:00:00Z', { amount: 500, corrects: 'p1' }));
    await company.all.post('/payments', payment('p1-none', '2026-03-05T10:00:00Z', { amount: 0, corrects: 'p1-less' }));
    const all = await lines();
    expect(all.filter((each) => each.paymentExternalId === 'p1').map((each) => each.amount)).toEqual([101, -51, -50]);
    // With the first one gone, the second is the first.
    expect(all.filter((each) => each.paymentExternalId === 'p2').map((each) => [each.amount, each.rule])).toEqual([
      [25, 'bonus'],
      [76, 'initial'],
    ]);
  });

  it.each([
    ['a client nobody knows', '/usage', { client: { externalId: 'nobody' }, quantity: 1 }, 'client-not-found'],
    ['a deal nobody knows', '/payments', { kind: 'monthly', amount: 1, currency: 'RUB', deal: 'none' }, 'deal-not-found'],
    ['a payment nobody knows', '/payments', { kind: 'monthly', amount: 1, currency: 'RUB', corrects: 'none' }, 'payment-not-found'],
    ['another currency', '/payments', { kind: 'monthly', amount: 1, currency: 'USD', corrects: 'p2' }, 'currency-differs'],
    [
      'a seller nobody knows',
      '/deals',
      { amount: 1, currency: 'RUB', specialistId: '01970a3e-1c00-7000-8000-0000000000ff' },
      'unknown-specialist',
    ],
  ])('of %s are refused', async (_, path, more, code) => {
    const body = { externalId: 'x', at: '2026-03-01T10:00:00Z', client: client(), productLine: 'subscription', ...more };
    expect((await refusal(await company.all.post(path, body)))[1]).toBe(code);
  });

  it('need their scope', async () => {
    const hand = await company.as(['facts:read']);
    expect(await refusal(await hand.post('/deals', deal('d9')))).toEqual([403, 'scope-missing']);
  });
});
