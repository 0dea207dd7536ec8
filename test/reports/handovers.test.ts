import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inserter, type RowToWrite } from '../../src/db/rows.ts';
import * as schema from '../../src/db/schema.ts';
import { addUpReports, type FoldDeps, foldReports } from '../../src/reports/fold.ts';
import { handovers } from '../../src/reports/handovers.ts';
import type { Question, ReportDeps, Sight } from '../../src/reports/report.ts';
import { databases } from '../support/database.ts';
import { conversationOf, type World, world } from '../support/world.ts';

const asked = (question: Partial<Question> = {}): Question => ({
  ...{ from: '2026-03-01', until: '2026-03-31', filter: {}, by: [], origins: ['live', 'demo', 'imported'], sight: { type: 'all' } },
  ...question,
});
const day = (date: string) => new Date(`2026-${date}T12:00:00Z`);

describe.each(databases())('R17: how clients are handed over, on %s', (kind) => {
  let w: World;

  const at = (): ReportDeps => ({ db: w.db, company: w.engine.company(), calendar: w.engine.company().calendar, now: w.clock.at });
  const total = async (question: Partial<Question> = {}) => (await handovers.answer(at(), asked(question))).total;
  const behind = async (key: string, question: Partial<Question> = {}) =>
    handovers.evidence(at(), asked(question), key, { offset: 0, limit: 50 });
  type Handover = RowToWrite<typeof schema.handover>;
  const handover = async (name: string, of: Partial<Handover>, words: readonly { readonly kind: string; readonly at: Date }[] = []) => {
    const [client] = await w.db.query<{ id: string }>('select id from client where name = $1::text', [name]);
    const id = v7();
    const commission = { fullPercent: 10, bonusPercent: 2 };
    const row: Handover = {
      ...{ id, clientId: client?.id ?? '', productLine: 'licences', fromDepartment: 'sales', toDepartment: 'client' },
      ...{
        terms: { handover: { deal: 1 }, commission },
        policyVersion: 1,
        beganAt: day('02-01'),
        status: 'due',
        why: 'deal',
        dueAt: day('03-05'),
      },
      ...{ putOffUntil: null, waitsFor: null, tryAt: null, isProject: false, documentsAt: null, fromId: null, toId: null, rule: null },
      ...{ explanation: null, doneAt: null, ...of },
    };
    await inserter(schema.handover)(w.db, [row]);
    for (const word of words)
      await inserter(schema.handoverWord)(w.db, [
        { id: v7(), handoverId: id, by: w.specialist('Sam'), reason: 'because', until: null, ...word },
      ]);
  };

  beforeAll(async () => {
    w = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Boris' }, { name: 'Sam', department: 'sales' }],
      clients: ['Bakery', 'Mill', 'Farm', 'Dairy'].map((name) => ({
        name,
        owner: { sales: 'Sam' },
        size: name === 'Dairy' ? 'medium' : 'small',
      })),
    });
    const done = { status: 'done', fromId: w.specialist('Sam'), toId: w.specialist('Anna') };
    await handover('Bakery', { ...done, doneAt: day('03-11') });
    await handover('Mill', { ...done, doneAt: day('03-21'), terms: { handover: { deal: 1 }, commission: null } });
    await handover('Farm', { status: 'put-off', why: 'months' }, [
      { kind: 'ask', at: day('03-02') },
      { kind: 'refuse', at: day('03-03') },
      { kind: 'put-off', at: day('03-06') },
      { kind: 'put-off', at: day('04-06') },
    ]);
    await handover('Dairy', { status: 'kept', dueAt: null }, [{ kind: 'keep', at: day('03-09') }]);
    const [bakery] = await w.db.query<{ contact: string }>(
      `select contact_id as contact from contact_client cc join client c on c.id = cc.client_id where c.name = 'Bakery'`,
    );
    await inserter(schema.contactKnown)(w.db, [
      { contactId: bakery?.contact ?? '', specialistId: w.specialist('Anna'), since: day('03-12') },
    ]);
    const conversation = conversationOf(await w.stranger().says('operator'));
    const [row] = await w.db.query<{ who: string }>('select specialist_id as who from conversation where id = $1::text::uuid', [
      conversation,
    ]);
    const who = row?.who === w.specialist('Anna') ? 'Anna' : 'Boris';
    await w.does(who, conversation, { type: 'transfer', department: 'sales', reason: 'Theirs' });
    const deps: FoldDeps = { db: w.db, now: () => w.clock.at, calendar: () => w.engine.company().calendar };
    while (await foldReports(deps));
    while (await addUpReports(deps));
  });
  afterAll(() => w.close());

  it('counts what came due, what was said of it, and what took place, each on its own day', async () => {
    expect(await total()).toEqual({
      ...{
        'cameDue.n': 3,
        'cameDue.open': 1,
        'asked.early': 1,
        'asked.refused': 1,
        'putOff.n': 1,
        'kept.n': 1,
        'done.n': 2,
        'done.notMet': 1,
      },
      // From 1 February: 38 and 48 days.
      ...{
        'done.medianDays': 38,
        'done.p90Days': 48,
        'commission.before': 0.1,
        'commission.after': 0.02,
        'handedOn.n': 1,
        'takenOver.n': 0,
      },
    });
    const rows = (await handovers.answer(at(), asked({ by: ['rule'] }))).rows.filter(({ values }) => values['handedOn.n'] === 0);
    expect(rows.map(({ by, values }) => [by['rule'], values['cameDue.n'], values['done.n'], values['putOff.n']])).toEqual([
      ['deal', 2, 2, 0],
      ['months', 1, 0, 1],
    ]);
    const days = (await handovers.answer(at(), asked({ by: ['day'], from: '2026-03-05', until: '2026-03-06' }))).rows;
    expect(days.map(({ by, values }) => [by['day'], values['cameDue.n'], values['putOff.n']])).toEqual([
      ['2026-03-05', 3, 0],
      ['2026-03-06', 0, 1],
    ]);
    const [sam] = (await handovers.answer(at(), asked({ by: ['specialist'] }))).rows.filter(
      ({ by }) => by['specialist'] === w.specialist('Sam'),
    );
    expect(sam?.values).toMatchObject({ 'cameDue.n': 3, 'done.n': 2, 'asked.early': 1 });
  });

  it('has as much behind each count as it says', async () => {
    for (const question of [{}, { filter: { size: 'small' } }, { filter: { department: 'sales' } }, { filter: { rule: 'deal' } }]) {
      const values = await total(question);
      for (const { key } of handovers.columns(at()).filter(({ unit }) => unit === 'count'))
        expect([key, (await behind(key, question))?.total]).toEqual([key, values[key]]);
    }
    expect((await behind('done.notMet'))?.rows[0]).toMatchObject({
      department: 'sales',
      specialist: w.specialist('Sam'),
      details: { isMet: false },
    });
    expect(await behind('nonsense')).toBeNull();
  });

  it('is seen by those it concerns, and what is paid by those who are paid, and their head', async () => {
    const heads = (...keys: string[]): Sight => ({ type: 'departments', keys });
    for (const [question, done, before] of [
      [{ sight: heads('sales') }, 2, 0.1],
      [{ sight: heads('client') }, 2, null],
      [{ sight: heads('finance') }, 0, null],
      [{ sight: heads('finance'), filter: { department: 'sales' } }, 0, null],
      [{ sight: { type: 'person', id: w.specialist('Sam') } }, 2, 0.1],
      [{ sight: { type: 'person', id: w.specialist('Anna') } }, 2, null],
      [{ sight: { type: 'person', id: w.specialist('Boris') } }, 0, null],
      [{ sight: { type: 'person', id: w.specialist('Boris') }, filter: { specialist: w.specialist('Sam') } }, 0, null],
      [{ origins: ['imported'] }, 0, null],
    ] as const satisfies readonly (readonly [Partial<Question>, number, number | null])[]) {
      expect(await total(question)).toMatchObject({ 'done.n': done, 'commission.before': before });
      const evidence = await behind('done.n', question);
      expect(evidence?.total).toBe(done);
      if (before === null) for (const { details } of evidence?.rows ?? []) expect(details['fullPercent']).toBeNull();
    }
  });

  it('is true of a time in which nothing happened', async () => {
    expect(await total({ from: '2026-01-01', until: '2026-01-31' })).toMatchObject({
      'done.n': 0,
      'done.medianDays': null,
      'commission.before': null,
    });
  });
});
