import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../flows/policy.ts';
import { dateTerms } from '../../src/db/people/terms-history.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import { addUpReports, type FoldDeps, foldReports } from '../../src/reports/fold.ts';
import { load } from '../../src/reports/load.ts';
import type { Question, ReportDeps, Sight } from '../../src/reports/report.ts';
import { databases } from '../support/database.ts';
import { type ClientHand, conversationOf, type World, type WorldSpec, world } from '../support/world.ts';

const asked = (question: Partial<Question> = {}): Question => ({
  ...{ from: '2026-03-02', until: '2026-03-02', filter: {}, by: [], origins: ['live', 'demo', 'imported'], sight: { type: 'all' } },
  ...question,
});

/** Two conversations at a time; Boris is away, so Anna has it all. */
const spec: WorldSpec = {
  specialists: [
    { name: 'Anna' },
    { name: 'Boris', availability: 'away' },
    { name: 'Carol', department: 'sales' },
    { name: 'Hanna', role: 'head', serves: false },
  ],
  heads: { client: 'Hanna' },
  clients: [
    { name: 'Bakery', owner: { client: 'Anna' } },
    { name: 'Mill', owner: { client: 'Boris' } },
    { name: 'Farm', owner: { client: 'Hanna' } },
  ],
  policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 2, sales: 5, finance: 5 } } }),
};

describe.each(databases())('R28: what people had to do over time, on %s', (kind) => {
  let w: World;
  let deps: FoldDeps;

  const until = (time: string) => {
    w.clock.at = new Date(`2026-03-${time}:00Z`);
  };
  const fold = async () => {
    while (await foldReports(deps));
    while (await addUpReports(deps));
  };
  const at = (): ReportDeps => ({ db: w.db, company: w.engine.company(), calendar: w.engine.company().calendar, now: w.clock.at });
  const total = async (question: Partial<Question> = {}) => (await load.answer(at(), asked(question))).total;
  const rows = async (question: Partial<Question>) => (await load.answer(at(), asked(question))).rows;
  const comes = async (time: string, who: ClientHand) => {
    until(time);
    return conversationOf(await who.says('operator'));
  };
  const ends = async (time: string, conversation: ConversationId) => {
    until(time);
    await w.does('Anna', conversation, { type: 'reply', text: 'Done' });
    await w.does('Anna', conversation, { type: 'resolve' });
  };
  /** The day of 2 March, from nine, and the next morning. */
  const day = async () => {
    const bakery = await comes('02T10:00', w.contact('Bakery'));
    await ends('02T12:00', bakery);
    const first = await comes('02T13:00', w.stranger());
    const second = await comes('02T13:30', w.stranger());
    third = await comes('02T14:00', w.stranger());
    await ends('02T15:00', first);
    await w.engine.submit({ type: 'retry', conversation: third });
    await ends('02T16:00', second);
    until('03T06:00');
    await fold();
  };

  let third: ConversationId;

  beforeAll(async () => {
    w = await world(kind, spec);
    deps = { db: w.db, now: () => w.clock.at, calendar: () => w.engine.company().calendar };
  });
  afterAll(() => w.close());

  it('is true of days before there was anything, and of nobody: unknown, never no number', async () => {
    await fold();
    const values = await total({ from: '2026-01-01', until: '2026-01-31' });
    for (const [key, value] of Object.entries(values)) expect([key, value === null || value === 0]).toEqual([key, true]);
    expect(values['conversations.open']).toBeNull();
    expect(await rows({ from: '2026-01-31', until: '2026-02-01', by: ['day'] })).toHaveLength(2);
    expect((await total())['conversations.open']).toBeNull();
    until('02T09:30');
    await fold();
    expect((await total())['conversations.open']).toBe(0);
  });

  it('is a day computed by hand', async () => {
    await day();
    // From nine to midnight: 15 hours. Anna’s conversations: 2 + 2 + 2.5 + 9 hours; half of 6000 units each.
    const values = await total({ filter: { department: 'client' } });
    expect(values['conversations.open']).toBeCloseTo(15.5 / 15, 9);
    expect(values['conversations.load']).toBeCloseTo((15.5 * 3000) / (2 * 15 * 6000), 9);
    // Boris had two places all day; Anna 2 until ten, then 1, 2, 1, 0 and from four on 1.
    expect(values['places.left']).toBeCloseTo((30 + 2 + 2 + 2 + 0.5 + 8) / 15, 9);
    // Of three strangers each became Anna’s client as it came to her: 11, 10.5 and 9 hours. Hanna’s client is in nobody’s way.
    const { small = 0, private: person = 0 } = defaultPolicy.portfolio.weights['client'] ?? {};
    expect(values['portfolio.clients']).toBeCloseTo((3 * 15 + 30.5) / 15, 9);
    expect(values['portfolio.ofOthers']).toBeCloseTo(1, 9);
    expect(values['portfolio.load']).toBeCloseTo((2 * small * 15 + person * 30.5) / (2 * 15 * 6000), 9);
    expect(values).toMatchObject({ 'gained.n': 4, 'gained.new': 3, 'queue.n': 1, 'queue.found': 1, 'queue.left': 0, 'queue.waiting': 0 });
    expect(values).toMatchObject({ 'queue.most': 1, 'queue.medianSeconds': 3600, 'queue.p90Seconds': null, 'evenness.new': null });
    expect(values['queue.length']).toBeCloseTo(1 / 15, 9);
    const people = await rows({ by: ['specialist'], filter: { department: 'client' } });
    const open = Object.fromEntries(people.map(({ by, values: of }) => [by['specialist'], of]));
    expect(open[w.specialist('Anna')]?.['conversations.load']).toBeCloseTo((15.5 * 3000) / (15 * 6000), 9);
    expect(open[w.specialist('Boris')]).toMatchObject({ 'conversations.load': 0, 'queue.length': null, 'evenness.new': null });
    expect(open[w.specialist('Hanna')]).toMatchObject({ 'conversations.load': null, 'portfolio.load': null, 'portfolio.clients': 1 });
    const days = await rows({ by: ['day'], until: '2026-03-03' });
    expect(days.map(({ by, values: of }) => [by['day'], of['gained.n'], of['queue.n']])).toEqual([
      ['2026-03-02', 4, 1],
      ['2026-03-03', 0, 0],
    ]);
    expect(days[1]?.values['conversations.open']).toBe(1);
    const places = await w.loads();
    expect(places['Anna']?.cases).toBe(3000);
    const behind = await load.evidence(at(), asked({ from: '2026-03-03', until: '2026-03-03' }), 'conversations.open', {
      offset: 0,
      limit: 9,
    });
    expect(behind).toMatchObject({ total: 1, rows: [{ conversation: third, state: 'open', department: 'client' }] });
  });

  it('has as much behind each count as it says', async () => {
    for (const by of [
      {},
      { filter: { department: 'client' } },
      { filter: { specialist: w.specialist('Anna') } },
      { filter: { specialist: 'none' } },
    ]) {
      const values = await total(by);
      for (const key of ['gained.n', 'gained.new', 'queue.n', 'queue.found', 'queue.left', 'queue.waiting'])
        expect([key, (await load.evidence(at(), asked(by), key, { offset: 0, limit: 1 }))?.total]).toEqual([key, values[key]]);
    }
    expect(await load.evidence(at(), asked(), 'nonsense', { offset: 0, limit: 1 })).toBeNull();
    const owned = await load.evidence(at(), asked(), 'portfolio.clients', { offset: 1, limit: 9 });
    expect([owned?.total, owned?.rows.length, owned?.rows[0]?.department]).toEqual([6, 5, 'client']);
  });

  it('is seen by those it concerns', async () => {
    const sales: Sight = { type: 'departments', keys: ['sales'] };
    const boris: Sight = { type: 'person', id: w.specialist('Boris') };
    const keys = ['gained.n', 'queue.n', 'conversations.open', 'portfolio.clients'];
    for (const [question, seen] of [
      [{ sight: { type: 'departments', keys: ['client'] } }, [4, 1, 15.5 / 15, (3 * 15 + 30.5) / 15]],
      [{ sight: sales }, [0, 0, 0, 0]],
      [{ sight: sales, filter: { department: 'client' } }, [0, 0, null, null]],
      [{ sight: sales, filter: { specialist: w.specialist('Anna') } }, [0, 0, 0, 0]],
      [{ sight: boris }, [0, 0, 0, 1]],
      [{ sight: boris, filter: { specialist: w.specialist('Anna') } }, [0, 0, null, null]],
      [{ sight: boris, filter: { specialist: 'none' } }, [0, 0, null, null]],
      [{ origins: ['imported'] }, [0, 0, 0, (3 * 15 + 30.5) / 15]],
    ] as const satisfies readonly (readonly [Partial<Question>, readonly (number | null)[]])[]) {
      const values = await total(question);
      expect(keys.map((key) => values[key])).toEqual(seen);
      const behind = await load.evidence(at(), asked(question), 'gained.n', { offset: 0, limit: 9 });
      expect(behind?.total).toBe(seen[0]);
      if (seen[3] === null) {
        expect((await load.evidence(at(), asked(question), 'portfolio.clients', { offset: 0, limit: 9 }))?.total).toBe(0);
        expect((await load.evidence(at(), asked(question), 'queue.length', { offset: 0, limit: 9 }))?.total).toBe(0);
      }
    }
  });

  it('is right afterwards, when what was open ends, and stays what it is when it is counted again', async () => {
    await ends('03T10:00', third);
    until('05T08:00');
    await fold();
    const two = { from: '2026-03-02', until: '2026-03-03' } as const;
    const values = await total(two);
    expect(values['conversations.open']).toBeCloseTo((15.5 + 10) / (15 + 24), 9);
    await w.db.query('delete from report_fold');
    await w.db.query('delete from report_load');
    await w.db.query('delete from report_stay');
    await w.db.query(`delete from report_span where grain = 'load'`);
    await fold();
    expect(await total(two)).toEqual(values);
  });

  it('counts whoever left until they did, and what they leave behind beside it', async () => {
    const fourth = await comes('05T08:00', w.contact('Bakery'));
    expect((await w.conversations(w.contact('Bakery').window)).find(({ id }) => id === fourth)?.specialistId).toBe(w.specialist('Anna'));
    const left = new Date('2026-03-06T12:00:00Z');
    await w.db.transaction(async (tx) => {
      const parameters = [left.toISOString(), w.specialist('Anna')];
      await tx.query('update specialist set left_at = $1::text::timestamptz where id = $2::text::uuid', parameters);
      await dateTerms(tx, [w.specialist('Anna')], left);
    });
    until('08T12:00');
    await fold();
    const anna = { filter: { specialist: w.specialist('Anna') } };
    const [row] = await rows({ from: '2026-03-06', until: '2026-03-06', by: ['specialist'], ...anna });
    expect(row?.values).toMatchObject({ 'conversations.load': 0.5, 'conversations.open': 1, 'conversations.ofOthers': 0.5 });
    expect(row?.values).toMatchObject({ 'portfolio.clients': 4, 'portfolio.ofOthers': 2, 'places.left': 0.5 });
    expect(await total({ from: '2026-03-07', until: '2026-03-07', ...anna })).toMatchObject({
      'conversations.load': null,
      'conversations.ofOthers': 1,
    });
  });
});

describe.each(databases())('R28: how even work is, on %s', (kind) => {
  it('is even of a department whose people have the same, and no question of several', async () => {
    const w = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Boris' }],
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 60 } } }),
    });
    try {
      const deps: FoldDeps = { db: w.db, now: () => w.clock.at, calendar: () => w.engine.company().calendar };
      for (let i = 0; i < 20; i++) await w.stranger().says('operator');
      w.clock.at = new Date('2026-03-02T11:00:00Z');
      while (await foldReports(deps));
      while (await addUpReports(deps));
      const at = { db: w.db, company: w.engine.company(), calendar: w.engine.company().calendar, now: w.clock.at };
      const [client] = (await load.answer(at, asked({ by: ['department'] }))).rows;
      expect(client).toMatchObject({ by: { department: 'client' }, values: { 'evenness.new': 1, 'evenness.owned': null } });
      expect((await load.answer(at, asked())).total['evenness.new']).toBeNull();
    } finally {
      await w.close();
    }
  });
});
