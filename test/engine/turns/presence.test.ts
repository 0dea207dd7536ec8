import { afterEach, describe, expect, it } from 'vitest';
import { inserter } from '../../../src/db/rows.ts';
import * as schema from '../../../src/db/schema.ts';
import type { WeeklyHours } from '../../../src/domain/hours.ts';
import { databases } from '../../support/database.ts';
import { conversationOf, type World, world } from '../../support/world.ts';

let own: World;
afterEach(() => own.close());

const put = inserter(schema.absence);

describe.each(databases())('who is there, on %s', (kind) => {
  const set = async (column: 'hours' | 'holidays', table: 'specialist' | 'department', name: string, value: unknown) => {
    const by = table === 'specialist' ? 'name' : 'key';
    await own.db.query(`update ${table} set ${column} = $1::text::jsonb where ${by} = $2::text`, [JSON.stringify(value), name]);
    await own.engine.reload();
  };
  const works = (name: string, hours: WeeklyHours) => set('hours', 'specialist', name, hours);
  const absent = (name: string, from: string, until: string, cancelledAt: Date | null = null) =>
    put(own.db, [
      {
        id: own.stranger().window,
        specialistId: own.specialist(name),
        from: new Date(from),
        until: new Date(until),
        reason: 'x',
        deputyId: null,
        createdBy: own.specialist(name),
        createdAt: own.clock.at,
        cancelledAt,
      },
    ]);
  /** Who gets a stranger who asks for somebody, and the row of why. */
  const whoGets = async () => {
    const id = conversationOf(await own.stranger().says('operator'));
    const rows = await own.db.query<{ name: string | null; rule: string; explanation: { unable: object } }>(
      `select s.name, a.rule, a.explanation from assignment a left join specialist s on s.id = a.specialist_id
        where a.conversation_id = $1::text::uuid order by a.n desc limit 1`,
      [id],
    );
    return { name: rows[0]?.name, rule: rows[0]?.rule, unable: rows[0]?.explanation.unable };
  };
  const at = (time: string) => {
    own.clock.at = new Date(time);
  };

  it('an absence that is on counts, one that is over, to come or cancelled does not', async () => {
    own = await world(kind, { specialists: [{ name: 'Olga' }, { name: 'Pavel', serves: false }] });
    await absent('Olga', '2026-03-02T10:00:00Z', '2026-03-02T11:00:00Z');
    await absent('Olga', '2026-03-02T09:00:00Z', '2026-03-02T18:00:00Z', own.clock.at);
    at('2026-03-02T09:59:00Z');
    expect(await whoGets()).toMatchObject({ name: 'Olga' });
    at('2026-03-02T10:00:00Z');
    expect(await whoGets()).toEqual({ name: null, rule: 'nobody:all-away', unable: { absent: 1 } });
    at('2026-03-02T11:00:00Z');
    expect(await whoGets()).toMatchObject({ name: 'Olga' });
  });

  it('shifts count in the time zone of the department, the personal ones before its own', async () => {
    own = await world(kind, { specialists: [{ name: 'Olga' }, { name: 'Pavel' }] });
    await own.db.query(`update department set time_zone = 'Europe/Moscow'`);
    await set('hours', 'department', 'client', { mon: [[540, 1080]] });
    await works('Pavel', { mon: [[1080, 1320]] });
    at('2026-03-02T05:59:00Z');
    expect(await whoGets()).toEqual({ name: null, rule: 'nobody:all-away', unable: { 'off-shift': 2 } });
    at('2026-03-02T06:00:00Z');
    expect(await whoGets()).toMatchObject({ name: 'Olga', unable: { 'off-shift': 1 } });
    at('2026-03-02T15:00:00Z');
    expect(await whoGets()).toMatchObject({ name: 'Pavel', unable: { 'off-shift': 1 } });
    await set('holidays', 'department', 'client', ['2026-03-02']);
    expect(await whoGets()).toMatchObject({ name: null, unable: { 'off-shift': 2 } });
  });

  it('whoever is off shift can still take a conversation by hand, knowingly', async () => {
    own = await world(kind, { specialists: [{ name: 'Olga' }] });
    await works('Olga', {});
    const id = conversationOf(await own.stranger().says('operator'));
    expect(await own.does('Olga', id, { type: 'take' })).toMatchObject({ code: 'specialist-unavailable', details: { why: ['off-shift'] } });
    expect(await own.does('Olga', id, { type: 'take', knowingly: ['off-shift'] })).toMatchObject({ type: 'accepted' });
  });

  it('an owner who is absent is passed over, and why is kept', async () => {
    own = await world(kind, {
      specialists: [{ name: 'Olga' }, { name: 'Pavel' }],
      clients: [{ name: 'Bakery', owner: { client: 'Olga' } }],
    });
    await absent('Olga', '2026-03-01T00:00:00Z', '2026-03-09T00:00:00Z');
    const id = conversationOf(await own.contact('Bakery').says('hello'));
    const rows = await own.db.query<{ specialist: string; passed: object[] }>(
      `select specialist_id as specialist, explanation->'passed' as passed from assignment where conversation_id = $1::text::uuid`,
      [id],
    );
    expect(rows).toEqual([{ specialist: own.specialist('Pavel'), passed: [{ specialist: own.specialist('Olga'), reason: 'absent' }] }]);
  });

  it('a leaver, and one who changed to another department, are given nothing of the old one', async () => {
    own = await world(kind, { specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Sveta', department: 'sales' }] });
    await own.db.query(`update specialist set left_at = now() where name = 'Olga'`);
    await own.db.query(`update specialist set department_id = (select id from department where key = 'sales') where name = 'Pavel'`);
    expect(await whoGets()).toMatchObject({ name: null, rule: 'nobody:no-staff' });
    await own.engine.reload();
    const id = conversationOf(await own.stranger().says('operator'));
    const transfer = { type: 'transfer', department: 'client', specialist: own.specialist('Olga'), reason: 'x' } as const;
    expect(await own.does('Sveta', id, transfer)).toEqual({ type: 'refused', code: 'unknown-specialist' });
  });
});
