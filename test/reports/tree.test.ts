import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inserter } from '../../src/db/rows.ts';
import * as schema from '../../src/db/schema.ts';
import { dueTimers } from '../../src/db/turns/due.ts';
import { foldReports } from '../../src/reports/fold.ts';
import type { Question, ReportDeps } from '../../src/reports/report.ts';
import { tree } from '../../src/reports/tree.ts';
import { databases } from '../support/database.ts';
import { type ClientHand, type World, world } from '../support/world.ts';

const asked = (question: Partial<Question> = {}): Question => ({
  ...{ from: '2026-03-02', until: '2026-03-02', filter: {}, by: [], origins: ['live', 'demo', 'imported'], sight: { type: 'all' } },
  ...question,
});

describe.each(databases())('R2: how strangers come through the questions, on %s', (kind) => {
  let w: World;
  let personal: ClientHand;
  let hash: string;

  const fold = async () => {
    while (await foldReports({ db: w.db, now: () => w.clock.at, calendar: () => w.engine.company().calendar }));
  };
  const at = (): ReportDeps => ({ db: w.db, company: w.engine.company(), calendar: w.engine.company().calendar, now: w.clock.at });
  const total = async (question: Partial<Question> = {}) => (await tree.answer(at(), asked(question))).total;
  const told = async (question: Partial<Question>, ...keys: readonly string[]) =>
    (await tree.answer(at(), asked(question))).rows.map(({ by, values }) => [...Object.values(by), ...keys.map((key) => values[key])]);
  const deal = async (client: ClientHand, day: string) => {
    const [row] = await w.conversations(client.window);
    if (row?.clientId === null || row?.clientId === undefined) throw new Error('nobody’s client');
    const time = new Date(`${day}T12:00:00Z`);
    const told = { externalId: null, hash: '', createdAt: time, byKind: 'terminal', byId: null };
    await inserter(schema.deal)(w.db, [
      {
        id: v7(),
        ...told,
        at: time,
        clientId: row.clientId,
        productLine: 'licences',
        amount: 100,
        currency: 'RUB',
        specialistId: null,
        unrepresentative: false,
      },
    ]);
  };

  beforeAll(async () => {
    w = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Carol', department: 'sales' }],
      clients: [{ name: 'Known' }],
    });
    await w.contact('Known').says('I am asked nothing');
    personal = w.stranger();
    await personal.taps('who', 'myself');
    const small = w.stranger();
    await small.says('Hello');
    await small.taps('who', 'organisation');
    await small.taps('workplaces', 'up-to-10');
    await small.says('Bakery');
    await small.taps('small-need', 'licences');
    const medium = w.stranger();
    await medium.taps('who', 'organisation');
    await medium.taps('workplaces', 'up-to-50');
    await medium.taps('medium-name', 'skip');
    await medium.taps('medium-need', 'licences');
    await w.stranger().says('operator');
    const puzzled = w.stranger();
    await puzzled.taps('who', 'organisation');
    await puzzled.says('What do you mean?');
    await puzzled.says('I do not know');
    const silent = w.stranger();
    await silent.taps('who', 'organisation');
    await fold();
    hash = w.engine.company().treeHash;
  });
  afterAll(() => w.close());

  it('counts each question: who came to it, answered, went to a person, still answers', async () => {
    const keys = ['asked.n', 'asked.answered', 'asked.person', 'asked.open', 'asked.left', 'leaf.n'];
    expect(await told({ by: ['question'] }, ...keys)).toEqual([
      ['medium-name', 1, 1, 0, 0, 0, 1],
      ['medium-need', 1, 1, 0, 0, 0, 1],
      ['small-name', 1, 1, 0, 0, 0, 1],
      ['small-need', 1, 1, 0, 0, 0, 1],
      ['who', 6, 5, 1, 0, 0, 3],
      ['workplaces', 4, 2, 1, 1, 0, 2],
    ]);
    expect(await total()).toMatchObject({
      'asked.n': 6,
      'asked.answered': 5,
      'asked.person': 2,
      'asked.open': 1,
      'leaf.n': 3,
      'served.n': 5,
    });
    expect((await total())['leaf.share']).toBe(0.5);
  });

  it('says which answers were chosen, as the branches of the tree are drawn', async () => {
    expect(await told({ by: ['question', 'answer'], filter: { tree: hash } }, 'asked.n', 'leaf.n')).toEqual([
      ['medium-name', 'skip', 1, 1],
      ['medium-need', 'licences', 1, 1],
      ['small-name', 'typed', 1, 1],
      ['small-need', 'licences', 1, 1],
      ['who', 'myself', 1, 1],
      ['who', 'organisation', 4, 2],
      ['who', null, 1, 0],
      ['workplaces', 'up-to-10', 1, 1],
      ['workplaces', 'up-to-50', 1, 1],
      ['workplaces', null, 2, 0],
    ]);
    expect(await told({ by: ['tree'] }, 'asked.n')).toEqual([[hash, 6]]);
    expect(await told({ by: ['tree'], filter: { tree: 'another' } }, 'asked.n')).toEqual([]);
  });

  it('leads from a leaf to a department to a first deal', async () => {
    await deal(personal, '2026-04-20');
    expect(await told({ by: ['leaf', 'department'] }, 'asked.n', 'served.n', 'deals.n')).toEqual([
      ['medium-licences', 'sales', 1, 1, 0],
      ['personal', 'client', 1, 1, 1],
      ['small-licences', 'client', 1, 1, 0],
      [null, 'client', 3, 2, 0],
    ]);
    // Who had bought before is won by no question.
    await deal(personal, '2026-02-20');
    expect(await total()).toMatchObject({ 'deals.n': 0, 'deals.share': 0 });
  });

  it('has the conversations behind each count', async () => {
    const questions: Partial<Question>[] = [
      {},
      { filter: { question: 'workplaces' } },
      { filter: { question: 'who', answer: 'organisation' } },
      { filter: { answer: 'none' } },
      { filter: { leaf: 'personal' } },
      { filter: { leaf: 'none' } },
      { filter: { department: 'sales' } },
      { filter: { channel: 'call' } },
      { filter: { specialist: 'none' } },
    ];
    for (const question of questions) {
      const values = await total(question);
      for (const { key } of tree.columns(at()).filter(({ unit }) => unit === 'count')) {
        const behind = await tree.evidence(at(), asked(question), key, { offset: 0, limit: 50 });
        expect([key, behind?.total]).toEqual([key, values[key]]);
        expect(new Set(behind?.rows.map(({ conversation }) => conversation)).size).toBe(behind?.rows.length);
      }
    }
    const [row] = (await tree.evidence(at(), asked({ filter: { leaf: 'personal' } }), 'leaf.n', { offset: 0, limit: 1 }))?.rows ?? [];
    expect(row).toMatchObject({
      department: 'client',
      state: 'answered',
      details: { tree: hash, question: 'who', answer: 'myself', leaf: 'personal' },
    });
    expect(await tree.evidence(at(), asked(), 'nonsense', { offset: 0, limit: 1 })).toBeNull();
  });

  it('is seen by those it concerns', async () => {
    for (const [question, n] of [
      [{ sight: { type: 'departments', keys: ['sales'] } }, 1],
      [{ sight: { type: 'departments', keys: ['sales'] }, filter: { department: 'client' } }, 0],
      [{ sight: { type: 'person', id: w.specialist('Carol') } }, 1],
      [{ sight: { type: 'person', id: w.specialist('Carol') }, filter: { specialist: w.specialist('Anna') } }, 0],
      [{ origins: ['imported'] }, 0],
      [{ from: '2026-02-01', until: '2026-03-01' }, 0],
    ] as const satisfies readonly (readonly [Partial<Question>, number])[]) {
      const values = await total(question);
      expect(values['asked.n']).toBe(n);
      expect(values['leaf.share']).toBe(n === 0 ? null : 1);
      expect((await tree.evidence(at(), asked(question), 'asked.n', { offset: 0, limit: 9 }))?.total).toBe(n);
    }
    expect(await told({ from: '2026-02-28', until: '2026-03-01', by: ['day'] }, 'asked.n')).toEqual([
      ['2026-02-28', 0],
      ['2026-03-01', 0],
    ]);
  });

  it('counts who left without a word, on the day they came, and the same when all is counted again', async () => {
    w.clock.at = new Date('2026-03-20T09:00:00Z');
    for (const each of await dueTimers(w.db, w.clock.at, 100)) await w.engine.submit({ type: 'timer-due', ...each });
    await fold();
    const values = await total();
    expect(values).toMatchObject({ 'asked.left': 1, 'asked.open': 0, 'asked.n': 6 });
    await w.db.query('delete from report_fold');
    await fold();
    expect(await total()).toEqual(values);
  });
});
