import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExpectedPayments } from '../../../../src/http/desk/clients/expected-payments.ts';
import { databases } from '../../../support/database.ts';
import { conversationOf } from '../../../support/world.ts';
import { withMethods } from '../../access/staff.ts';
import { json, newId, refusal } from '../../house.ts';
import { type Office, office } from './company.ts';

describe.each(databases())('R32: payment schedules at the desk, on %s', (kind) => {
  let desk: Office;
  let id: string;
  beforeAll(async () => {
    desk = await office(kind);
    id = await desk.client('Southern Mill');
  });
  afterAll(() => desk.home.close());

  const key = () => newId().slice(0, 20);
  const monthly = { productLine: 'subscription', recurrence: { monthly: 10 }, amount: 2_000_000, currency: 'RUB', from: '2026-01-01' };
  const tell = (name: string, body: object) => desk.hand(name).post(`/clients/${id}/schedules`, { key: key(), ...body });
  const read = async () => json<ExpectedPayments>(await desk.hand('Dina').get(`/clients/${id}/expected-payments`));

  it('are told by the client’s owner in whatever department, by finance and heads, who tell of no payments for that; by no colleague', async () => {
    const bakery = await desk.client('Northern Bakery');
    const { world } = desk.home;
    const asked = conversationOf(await world.contact('Anna').says('And the invoice?'));
    await world.does('Olga', asked, { type: 'beside', track: 'finance', reason: 'an invoice' });
    const path = `/clients/${bakery}/expected-payments`;
    const mayOf = async (name: string) => (await json<ExpectedPayments>(await desk.hand(name).get(path))).may.schedule;
    const once = { key: key(), ...monthly, recurrence: { once: '2026-04-01' } };
    const statusOf = async (name: string) =>
      (await desk.hand(name).post(`/clients/${bakery}/schedules`, { ...once, key: key(), productLine: name.toLowerCase() })).status;
    for (const name of ['Olga', 'Fedor', 'Hanna', 'Dina'])
      expect([name, await mayOf(name), await statusOf(name)]).toEqual([name, true, 204]);
    expect([await mayOf('Pavel'), await statusOf('Pavel')]).toEqual([false, 403]);
    expect(await statusOf('Sveta')).toBe(404);
    const payment = {
      type: 'payment',
      at: '2026-03-02T08:00:00Z',
      productLine: 'subscription',
      kind: 'monthly',
      amount: 1,
      currency: 'RUB',
    };
    for (const name of ['Olga', 'Fedor'])
      expect((await desk.hand(name).post(`/clients/${bakery}/facts`, { ...payment, key: key() })).status).toBe(403);
  });

  it('are told once, whole, and by nobody who does not see the client', async () => {
    expect(await read()).toMatchObject({ schedules: [], may: { schedule: true } });
    const own = key();
    expect((await tell('Sveta', { ...monthly, key: own })).status).toBe(204);
    expect((await tell('Sveta', { ...monthly, key: own })).status).toBe(204);
    expect(await refusal(await tell('Sveta', { ...monthly, key: own, amount: 1 }))).toEqual([409, 'fact-differs']);
    expect(await refusal(await tell('Sveta', { ...monthly, amount: 0 }))).toEqual([400, 'invalid-request']);
    expect((await tell('Fedor', monthly)).status).toBeGreaterThanOrEqual(403);
    const { schedules, payments } = await read();
    expect(schedules).toMatchObject([{ ...monthly, until: null }]);
    expect(payments.map(({ due, state }) => `${due} ${state}`)).toEqual([
      '2026-01-10 late',
      '2026-02-10 late',
      '2026-03-10 due',
      '2026-04-10 due',
    ]);
  });

  it('change from a day on: what was expected before stays, and the change is on record', async () => {
    const [{ schedule, newest } = { schedule: '', newest: '' }] = (await read()).schedules;
    const dearer = { ...monthly, amount: 3_000_000, from: '2026-03-02', replaces: { schedule, newest } };
    expect((await tell('Dina', dearer)).status).toBe(204);
    const after = await read();
    expect(after.schedules).toMatchObject([{ schedule, amount: 3_000_000, from: '2026-03-02' }]);
    expect(after.payments.map(({ due, amount }) => `${due} ${amount}`)).toEqual([
      '2026-01-10 2000000',
      '2026-02-10 2000000',
      '2026-03-10 3000000',
      '2026-04-10 3000000',
    ]);
    const audit = await desk.home.world.db.query(`select action from audit where action = 'fact.schedule' and object_id = $1::text`, [id]);
    expect(audit).toHaveLength(2);
  });

  it('changed by two at once, are changed by one: the other reads that somebody was first', async () => {
    const [{ schedule, newest } = { schedule: '', newest: '' }] = (await read()).schedules;
    const change = { ...monthly, from: '2026-03-02', replaces: { schedule, newest } };
    const answers = await Promise.all([tell('Dina', { ...change, amount: 1_000_000 }), tell('Sveta', { ...change, amount: 5_000_000 })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
    const lost = answers.find(({ status }) => status === 409) as Response;
    expect(await refusal(lost)).toEqual([409, 'changed-meanwhile']);
    expect((await read()).schedules).toHaveLength(1);
  });

  it('end: from a day on nothing is expected any more', async () => {
    const [{ schedule, newest } = { schedule: '', newest: '' }] = (await read()).schedules;
    expect((await tell('Dina', { ...monthly, amount: 0, from: '2026-03-02', replaces: { schedule, newest } })).status).toBe(204);
    expect((await read()).payments.map(({ due }) => due)).toEqual(['2026-01-10', '2026-02-10']);
    expect(await refusal(await tell('Dina', { ...monthly, replaces: { schedule: newId(), newest } }))).toEqual([404, 'schedule-not-found']);
  });

  it('that ask for nothing are a slip of the pen, from every door; a short month and a leap day are asked for', async () => {
    const wrong: object[] = [
      { ...monthly, until: '2025-12-31' },
      { ...monthly, recurrence: { monthly: 31 }, from: '2026-04-01', until: '2026-04-29' },
      { ...monthly, recurrence: { once: '2025-12-31' } },
      { ...monthly, recurrence: { dates: ['2025-06-01', '2027-06-01'] }, until: '2026-12-31' },
      { ...monthly, recurrence: { once: '2026-02-30' } },
    ];
    for (const each of wrong) expect(await refusal(await tell('Dina', each))).toEqual([400, 'invalid-request']);
    const short = { ...monthly, productLine: 'short', recurrence: { monthly: 31 }, from: '2026-02-01', until: '2026-02-28' };
    expect((await tell('Dina', short)).status).toBe(204);
    expect((await tell('Dina', { ...monthly, productLine: 'leap', recurrence: { once: '2028-02-29' } })).status).toBe(204);
    expect((await read()).payments.filter((each) => each.productLine === 'short').map(({ due }) => due)).toEqual(['2026-02-28']);
  });

  it('stay of the kind of payment that they were told for, whoever changes the rest at the desk', async () => {
    const { db } = desk.home.world;
    const licences = { ...monthly, productLine: 'licences' };
    expect((await tell('Dina', licences)).status).toBe(204);
    await db.query(`update payment_schedule set kind = 'monthly' where product_line = 'licences'`);
    const { schedule, newest } = (await read()).schedules.find((each) => each.productLine === 'licences') ?? { schedule: '', newest: '' };
    const change = { ...licences, key: 'licences-changed', amount: 7, replaces: { schedule, newest } };
    for (let n = 0; n < 2; n++) expect((await tell('Dina', change)).status).toBe(204);
    expect(
      await db.query(`select kind, amount::int from payment_schedule where product_line = 'licences' order by created_at, id`),
    ).toEqual([
      { kind: 'monthly', amount: 2_000_000 },
      { kind: 'monthly', amount: 7 },
    ]);
  });

  it('whoever owns the client notes that invoice and documents have arrived, twice is once; a colleague does not', async () => {
    const pine = await desk.client('Northern Bakery');
    const own = { key: key(), ...monthly, productLine: 'support', recurrence: { once: '2026-03-20' } };
    expect((await desk.hand('Olga').post(`/clients/${pine}/schedules`, own)).status).toBe(204);
    const list = async () =>
      (await json<ExpectedPayments>(await desk.hand('Olga').get(`/clients/${pine}/expected-payments`))).payments.filter(
        (each) => each.productLine === 'support',
      );
    const schedule = (await list())[0]?.schedule ?? '';
    const mark = (name: string, body: object) =>
      withMethods(desk.home, desk.hand(name)).send('PATCH', `/clients/${pine}/expected-payments/${schedule}/2026-03-20`, body);
    expect(await list()).toMatchObject([{ invoice: null, documentsAt: null }]);
    for (let n = 0; n < 2; n++) expect((await mark('Olga', { invoice: 'INV-9' })).status).toBe(204);
    expect((await mark('Fedor', { documents: true })).status).toBe(204);
    const now = desk.home.world.clock.at.toISOString();
    expect(await list()).toMatchObject([{ invoice: 'INV-9', documentsAt: now }]);
    expect((await mark('Olga', { documents: false })).status).toBe(204);
    expect(await list()).toMatchObject([{ invoice: 'INV-9', documentsAt: null }]);
    expect(await refusal(await mark('Pavel', { documents: true }))).toEqual([403, 'forbidden']);
    expect((await mark('Sveta', { documents: true })).status).toBe(404);
    const marks = await desk.home.world.db.query(`select action from audit where action = 'expected.marked' and object_id = $1::text`, [
      pine,
    ]);
    expect(marks).toHaveLength(3);
  });
});
