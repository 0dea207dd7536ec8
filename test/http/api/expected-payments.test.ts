import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

interface Shown {
  readonly today: string;
  readonly expected: readonly { due: string; state: string; paid: number; covers: readonly object[] }[];
  readonly left: readonly { amount: number; reason: string }[];
}

describe('R32: payments expected, by the API', () => {
  let company: Called;
  let id: string;
  beforeAll(async () => {
    company = await api();
    id = await company.id('client', 'Romashka');
  });
  afterAll(() => company.home.close());

  const told = (externalId: string, more: object = {}) => ({
    externalId,
    at: '2026-01-01T00:00:00Z',
    client: { id },
    productLine: 'subscription',
    recurrence: { monthly: 10 },
    amount: 1000,
    currency: 'RUB',
    from: '2026-01-01',
    ...more,
  });
  const shown = async (at: string) => json<Shown>(await company.all.get(`/clients/${id}/expected-payments?at=${at}`));

  it('schedules are told, read and go on', async () => {
    expect((await company.all.post('/payment-schedules', told('s1', { until: '2026-03-31' }))).status).toBe(200);
    expect((await company.all.post('/payment-schedules', told('s1', { until: '2026-03-31' }))).status).toBe(200);
    expect(await refusal(await company.all.post('/payment-schedules', told('s1', { amount: 5 })))).toEqual([409, 'fact-differs']);
    expect(await refusal(await company.all.post('/payment-schedules', told('s2', { replaces: 'unheard' })))).toEqual([
      404,
      'schedule-not-found',
    ]);
    for (const recurrence of [{ monthly: 32 }, { once: '2026-02-30' }, { dates: [] }, { monthly: 1, once: '2026-02-01' }])
      expect(await refusal(await company.all.post('/payment-schedules', told('s3', { recurrence })))).toEqual([400, 'invalid-request']);
    // A year that no database keeps is none, wherever a day stands.
    for (const day of ['0000-01-01', '0020-01-01'])
      for (const more of [{ from: day }, { until: day }, { recurrence: { once: day } }, { recurrence: { dates: [day] } }])
        expect(await refusal(await company.all.post('/payment-schedules', told('s3', more)))).toEqual([400, 'invalid-request']);
    const { items } = await json<{ items: object[] }>(await company.all.get('/payment-schedules'));
    expect(items).toMatchObject([{ externalId: 's1', from: '2026-01-01', until: '2026-03-31', recurrence: { monthly: 10 }, kind: null }]);
  });

  it('what has come covers the oldest, and what is late is so as of a moment', async () => {
    const pay = (externalId: string, at: string, more: object) =>
      company.all.post('/payments', {
        externalId,
        at,
        client: { id },
        productLine: 'subscription',
        kind: 'monthly',
        currency: 'RUB',
        ...more,
      });
    await pay('p1', '2026-01-09T10:00:00Z', { amount: 1400 });
    await pay('p2', '2026-01-09T10:00:00Z', { amount: 7, currency: 'EUR' });
    const march = await shown('2026-03-12T09:00:00Z');
    expect(march.expected.map(({ due, paid, state }) => [due, paid, state])).toEqual([
      ['2026-01-10', 1000, 'paid'],
      ['2026-02-10', 400, 'late'],
      ['2026-03-10', 0, 'late'],
    ]);
    expect(march.left).toMatchObject([{ amount: 7, reason: 'other-currency' }]);
    expect((await shown('2026-02-10T09:00:00Z')).expected.map(({ state }) => state)).toEqual(['paid', 'partly', 'due']);
    expect(await refusal(await company.all.get('/clients/external:none/expected-payments'))).toEqual([404, 'client-not-found']);
  });

  it('of one payment an invoice and the arrival of its documents are told; what names the invoice covers it first', async () => {
    const vasilek = await company.id('client', 'Vasilek');
    const monthly = { ...told('v1'), client: { id: vasilek }, until: '2026-03-31' };
    const { items } = await json<{ items: readonly { id: string }[] }>(await company.all.post('/payment-schedules', monthly));
    const schedule = items[0]?.id ?? '';
    const mark = (due: string, body: object, of = schedule) =>
      company.all.send('PATCH', `/clients/${vasilek}/expected-payments/${of}/${due}`, body);
    const march = async () => {
      const { expected } = await json<{
        expected: readonly { due: string; paid: number; invoice: string | null; documentsAt: string | null }[];
      }>(await company.all.get(`/clients/${vasilek}/expected-payments?at=2026-03-12T09:00:00Z`));
      return expected.find(({ due }) => due === '2026-03-10');
    };
    expect((await mark('2026-03-10', { invoice: 'INV-3' })).status).toBe(200);
    expect(await march()).toMatchObject({ invoice: 'INV-3', documentsAt: null, paid: 0 });
    // What is not said stays as it was.
    expect((await mark('2026-03-10', { documentsAt: '2026-03-03T11:00:00+03:00' })).status).toBe(200);
    expect(await march()).toMatchObject({ invoice: 'INV-3', documentsAt: '2026-03-03T08:00:00.000Z' });
    await company.all.post('/payments', {
      ...{ externalId: 'v-p1', at: '2026-03-09T10:00:00Z', client: { id: vasilek }, productLine: 'anything', kind: 'other' },
      ...{ currency: 'RUB', amount: 1000, invoice: 'INV-3' },
    });
    expect(await march()).toMatchObject({ paid: 1000 });
    expect((await mark('2026-03-10', { invoice: null, documentsAt: null })).status).toBe(200);
    expect(await march()).toMatchObject({ invoice: null, documentsAt: null, paid: 0 });
    expect(await refusal(await mark('2026-03-11', { invoice: 'INV-4' }))).toEqual([404, 'unknown-expected-payment']);
    expect(await refusal(await mark('2026-02-30', { invoice: 'INV-4' }))).toEqual([404, 'unknown-expected-payment']);
    expect(await refusal(await mark('2026-03-10', { invoice: 'INV-4' }, vasilek))).toEqual([404, 'unknown-expected-payment']);
    for (const wrong of [{}, { invoice: '' }, { documentsAt: 'soon' }, { paid: true }])
      expect(await refusal(await mark('2026-03-10', wrong))).toEqual([400, 'invalid-request']);
    // Another client’s schedule is not to be marked by way of this one.
    const foreign = await company.all.send('PATCH', `/clients/${id}/expected-payments/${schedule}/2026-03-10`, { invoice: 'INV-5' });
    expect(await refusal(foreign)).toEqual([404, 'unknown-expected-payment']);
    const { db } = company.home.world;
    const marks = await db.query<{ by_kind: string }>(
      `select by_kind from expected_mark where schedule_id = $1::text::uuid order by created_at`,
      [schedule],
    );
    expect(marks.map((each) => each.by_kind)).toEqual(['api-key', 'api-key', 'api-key']);
  });
});
