import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteLatePayments } from '../../src/clients/late-payments.ts';
import { recordPayments } from '../../src/clients/record-payments.ts';
import { type NewSchedule, recordSchedules } from '../../src/clients/record-schedules.ts';
import { databases } from '../support/database.ts';
import { type Trade, trade, withLines } from './company.ts';

interface LateTask {
  readonly text: string;
  readonly department: string;
  readonly name: string | null;
  readonly done: boolean;
}

describe.each(databases())('R32, R9: a payment that is late, on %s', (kind) => {
  const made: Trade[] = [];
  const company = async (receivables: 'finance' | 'client') => {
    const own = await trade(kind, {
      specialists: [
        { name: 'Anna', trained: true },
        { name: 'Boris' },
        { name: 'Fedor', department: 'finance' },
        { name: 'Sonia', department: 'sales' },
      ],
      clients: [
        { name: 'One', owner: { client: 'Anna' } },
        { name: 'Two', owner: { client: 'Boris' } },
      ],
      policy: (policy) => ({ ...withLines(policy), receivables }),
    });
    made.push(own);
    return own;
  };
  const expectOf = async ({ act, client }: Trade, name: string, more: Partial<NewSchedule> = {}) => {
    const id = await client(name);
    const schedule = { productLine: 'subscription', kind: 'monthly', recurrence: { monthly: 1 }, amount: 2000, currency: 'RUB' };
    const told = { externalId: `s ${name}`, at: new Date('2026-01-01'), from: '2026-02-01', until: null, replaces: null };
    await act((ctx) => recordSchedules(ctx, [{ ...schedule, ...told, client: { id }, ...more }]));
  };
  const pays = async ({ act, client }: Trade, name: string, amount: number, more: object = {}) => {
    const id = await client(name);
    const of = { client: { id }, productLine: 'subscription', kind: 'monthly', currency: 'RUB', deal: null, corrects: null };
    await act((ctx) => recordPayments(ctx, [{ ...of, externalId: `p ${name} ${amount}`, at: new Date('2026-02-01'), amount, ...more }]));
  };
  const tasks = ({ all }: Trade) =>
    all<LateTask>(
      `select t.text, d.key as department, s.name, t.done_at is not null as done from task t join department d on d.id = t.department_id
         left join specialist s on s.id = t.specialist_id where t.kind = 'payment-late' order by t.text`,
    );

  let finance: Trade;
  beforeAll(async () => {
    finance = await company('finance');
  });
  afterAll(() => Promise.all(made.map((each) => each.world.close())));

  it('is a task of finance, once, and its task ends when the money has come', async () => {
    // It is 2 March: two payments are due.
    await expectOf(finance, 'One');
    await pays(finance, 'One', 1500);
    expect(await noteLatePayments(finance.deps)).toBe(2);
    expect(await noteLatePayments(finance.deps)).toBe(0);
    const open = await tasks(finance);
    expect(open.map(({ department, name, done }) => [department, name, done])).toEqual(Array(2).fill(['finance', null, false]));
    expect(open[0]?.text).toContain('5.00');
    await pays(finance, 'One', 500);
    await noteLatePayments(finance.deps);
    expect((await tasks(finance)).map(({ done }) => done)).toEqual([true, false]);
  });

  it('a payment that is put right counts as it is by then', async () => {
    const own = await company('finance');
    await expectOf(own, 'One', { until: '2026-02-28' });
    await pays(own, 'One', 2000);
    expect(await noteLatePayments(own.deps)).toBe(0);
    await pays(own, 'One', 900, { corrects: 'p One 2000' });
    expect(await noteLatePayments(own.deps)).toBe(1);
  });

  it('whoever changes a schedule leaves what was expected before', async () => {
    const own = await company('finance');
    await expectOf(own, 'One');
    await expectOf(own, 'One', { externalId: 's dearer', amount: 3000, from: '2026-03-01', replaces: { externalId: 's One' } });
    await noteLatePayments(own.deps);
    expect((await tasks(own)).map(({ text }) => text.replace(/[^\d.:-]+/g, ' ').trim())).toEqual([
      '2026-02-01: 20.00',
      '2026-03-01: 30.00',
    ]);
  });

  it('where the client department collects, is of an owner who is trained, else of the department', async () => {
    const own = await company('client');
    await expectOf(own, 'One', { until: '2026-02-28' });
    await expectOf(own, 'Two', { until: '2026-02-28', productLine: 'training' });
    await noteLatePayments(own.deps);
    expect((await tasks(own)).map(({ department, name }) => [department, name])).toEqual([
      ['client', 'Anna'],
      ['client', null],
    ]);
  });
});
