import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { morningLists } from '../../../../src/reports/now/morning.ts';
import { databases } from '../../../support/database.ts';
import { conversationOf } from '../../../support/world.ts';
import { type Mornings, mornings } from './company.ts';

const hour = 3_600_000;

describe.each(databases())('what is asked each morning, on %s', (kind) => {
  let m: Mornings;
  beforeAll(async () => {
    m = await mornings(kind);
  });
  afterAll(() => m.home.close());

  it('of a company with no past is nothing, in numbers and never in blanks', async () => {
    const { numbers, keptShare, today } = await m.morning('Dina');
    expect(today).toBe('2026-03-02');
    expect(keptShare).toBeNull();
    expect(numbers).toEqual(Object.fromEntries(morningLists.map((list) => [list, { n: 0, money: [] }])));
  });

  it('is what was promised for today, and of yesterday what was kept and what broken', async () => {
    const anna = conversationOf(await m.home.world.contact('Anna').says('When will it be ready?'));
    const until = new Date(m.home.world.clock.at.getTime() + 2 * hour);
    await m.home.world.does('Olga', anna, { type: 'promise', until });
    const stranger = conversationOf(await m.home.world.stranger().says('operator'));
    await m.home.world.does('Olga', stranger, { type: 'promise', until });
    expect(await m.number('Dina', 'promises-today')).toEqual({ n: 2, money: [] });
    const open = await m.behind('Hanna', 'promises-today');
    expect(open.total).toBe(2);
    expect(open.rows.map(({ conversation, title, state }) => [conversation, title, state]).toSorted()).toEqual(
      [
        [anna, 'Northern Bakery', 'open'],
        [stranger, 'Website visitor', 'open'],
      ].toSorted(),
    );
    m.later(1);
    await m.home.world.does('Olga', anna, { type: 'reply', text: 'It is ready.' });
    m.later(2);
    const generation = await generationOf(stranger);
    await m.home.engine.submit({ type: 'timer-due', conversation: stranger, key: 'reaction', generation });
    m.later(22);
    const { keptShare, numbers } = await m.morning('Dina');
    expect([numbers['promises-kept'].n, numbers['promises-broken'].n, keptShare]).toEqual([1, 1, 0.5]);
    expect((await m.behind('Olga', 'promises-broken')).rows).toMatchObject([{ conversation: stranger, specialist: { name: 'Olga' } }]);
    expect((await m.number('Sveta', 'promises-broken')).n).toBe(0);
    expect((await m.number('Gleb', 'promises-broken')).n).toBe(0);
  });

  const generationOf = async (conversation: string) =>
    (
      await m.home.world.db.query<{ generation: number }>(
        `select generation from timer where conversation_id = $1::text::uuid and key = 'reaction'`,
        [conversation],
      )
    )[0]?.generation ?? 0;

  it('is meetings: of today, set, held, not held, with nothing said of them, and deals that came of them', async () => {
    const { db } = m.home.world;
    const meeting = async (at: string, created: string, result: string | null, name: string) =>
      db.query(
        `insert into task (id, kind, department_id, specialist_id, client_id, text, due_at, starts_at, ends_at, created_at, done_at, result, outcome)
         select gen_random_uuid(), 'meeting', d.id, (select id from specialist where name = 'Sveta'), (select id from client where name = $5::text), 'A demo',
           $1::text::timestamptz, $1::text::timestamptz, $1::text::timestamptz + interval '1 hour', $2::text::timestamptz,
           case when $3::text is null then null else $1::text::timestamptz end, $3::text, $4::text from department d where d.key = 'sales'`,
        [at, created, result, result === null ? null : 'They will think', name],
      );
    await meeting('2026-03-03T12:00:00Z', '2026-03-02T10:00:00Z', null, 'Southern Mill');
    await meeting('2026-03-02T12:00:00Z', '2026-02-27T10:00:00Z', 'held', 'Southern Mill');
    await meeting('2026-03-02T13:00:00Z', '2026-02-27T10:00:00Z', 'not-held', 'Southern Mill');
    await meeting('2026-03-02T14:00:00Z', '2026-02-27T10:00:00Z', null, 'Southern Mill');
    await m.fact('Southern Mill', { type: 'deal', at: '2026-03-02T15:00:00Z', amount: 9900, currency: 'RUB', productLine: 'licence' });
    const lists = ['meetings-today', 'meetings-set', 'meetings-held', 'meetings-not-held', 'meetings-unsaid', 'meetings-deals'] as const;
    const counts = async (name: string) => {
      const { numbers } = await m.morning(name);
      return lists.map((list) => numbers[list].n);
    };
    expect(await counts('Dina')).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await counts('Sveta')).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await counts('Gleb')).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await counts('Hanna')).toEqual([0, 0, 0, 0, 0, 0]);
    expect((await m.behind('Gleb', 'meetings-held')).rows).toMatchObject([
      { title: 'Southern Mill', state: 'held', note: 'They will think', specialist: { name: 'Sveta' } },
    ]);
    expect((await m.number('Dina', 'meetings-deals')).money).toEqual([{ currency: 'RUB', amount: 9900 }]);
  });

  it('is owners away without anybody to stand in for them', async () => {
    const { db } = m.home.world;
    await db.query(
      `insert into absence (id, specialist_id, "from", until, reason, created_by, created_at)
       select gen_random_uuid(), id, '2026-03-01T00:00:00Z', '2026-03-10T00:00:00Z', 'Holiday', id, now() from specialist where name = 'Olga'`,
    );
    expect((await m.behind('Hanna', 'uncovered')).rows).toMatchObject([
      { specialist: { name: 'Olga' }, at: '2026-03-10T00:00:00.000Z', count: expect.any(Number) },
    ]);
    expect((await m.number('Sveta', 'uncovered')).n).toBe(0);
    await db.query(`update specialist set deputy_id = (select id from specialist where name = 'Pavel') where name = 'Olga'`);
    expect((await m.number('Dina', 'uncovered')).n).toBe(0);
  });

  it('opens page by page, as many as the number says, and refuses what is no number', async () => {
    expect(await m.behind('Dina', 'meetings-held', '&offset=1')).toMatchObject({ total: 1, rows: [] });
    expect((await m.behind('Dina', 'deadlines')).total).toBe((await m.behind('Dina', 'deadlines')).waiting.length);
    expect((await m.hand('Dina').get('/now/behind?of=salaries')).status).toBe(400);
  });
});
