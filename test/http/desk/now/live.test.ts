import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/domain/ids.ts';
import type { Now } from '../../../../src/http/desk/now/live-contract.ts';
import { databases } from '../../../support/database.ts';
import { conversationOf } from '../../../support/world.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json } from '../../house.ts';

const minute = 60_000;

describe.each(databases())('what goes on now, on %s', (kind) => {
  let home: House;
  const hands = new Map<string, StaffHand>();
  const now = async (name: string) => json<Now>(await (hands.get(name) as StaffHand).get('/now?language=en'));
  const later = (minutes: number) => {
    home.world.clock.at = new Date(home.world.clock.at.getTime() + minutes * minute);
  };
  /** Somebody of the street, and who got them. */
  const arrives = async (): Promise<{ id: ConversationId; with: string }> => {
    const id = conversationOf(await home.world.stranger().says('operator'));
    const [row] = await home.world.db.query<{ name: string | null }>(
      'select s.name from conversation c left join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid',
      [id],
    );
    return { id, with: row?.name ?? '' };
  };
  const ofPeople = ({ people }: Now) => Object.fromEntries(people.map((each) => [each.name, each]));

  beforeAll(async () => {
    home = await staffedHouse(kind);
    for (const name of ['Olga', 'Pavel', 'Sveta', 'Hanna', 'Gleb', 'Dina', 'Ada']) hands.set(name, await enter(home, name));
  });
  afterAll(() => home.close());

  it('of an empty desk is empty, and says so in numbers', async () => {
    const { total, waiting, deadlines, queue, channels } = await now('Dina');
    expect(total).toEqual({
      open: 0,
      waiting: 0,
      late: 0,
      running: 0,
      queued: 0,
      waitingSince: null,
      queuedSince: null,
      nextDue: null,
    });
    expect([waiting, deadlines, queue]).toEqual([[], [], []]);
    expect(channels).toEqual([{ channel: 'webchat', downSince: null, waiting: 0, failed: 0 }]);
  });

  it('is who waits, with whom, since when, and until when they are owed an answer, to the second', async () => {
    const first = await arrives();
    later(1);
    const second = await arrives();
    expect([first.with, second.with].toSorted()).toEqual(['Olga', 'Pavel']);
    const { waiting, deadlines, total, asOf } = await now('Dina');
    expect(asOf).toBe(home.world.clock.at.toISOString());
    expect(waiting.map((each) => [each.conversation, each.specialist?.name, each.waitingSince])).toEqual([
      [first.id, first.with, '2026-03-02T09:00:00.000Z'],
      [second.id, second.with, '2026-03-02T09:01:00.000Z'],
    ]);
    expect(deadlines.map((each) => each.deadline)).toEqual([
      {
        dueAt: '2026-03-02T09:04:00.000Z',
        kind: 'first',
        working: [{ from: '2026-03-02T09:01:00.000Z', until: '2026-03-02T09:04:00.000Z' }],
      },
      {
        dueAt: '2026-03-02T09:05:00.000Z',
        kind: 'first',
        working: [{ from: '2026-03-02T09:01:00.000Z', until: '2026-03-02T09:05:00.000Z' }],
      },
    ]);
    expect(total).toMatchObject({ open: 2, waiting: 2, late: 0, running: 2, queued: 0, nextDue: '2026-03-02T09:04:00.000Z' });
    later(4);
    // Nobody has looked at the clock for the server yet: it is late all the same.
    expect((await now('Dina')).total).toMatchObject({ late: 2, running: 0, nextDue: null });
    later(-4);
    await home.world.does(first.with, first.id, { type: 'reply', text: 'Good morning' });
    expect((await now('Dina')).waiting.map((each) => each.conversation)).toEqual([second.id]);
    expect((await now('Dina')).total).toMatchObject({ open: 2, waiting: 1, running: 1 });
  });

  it('is one’s own for a specialist, a head’s departments, all for the director, and of an admin their own', async () => {
    const all = await now('Dina');
    const counted = async (name: string) => {
      const { of, total, waiting, departments } = await now(name);
      return [of, total.open, waiting.length, departments.map(({ key }) => key).toSorted()];
    };
    const own = (name: string) => all.waiting.filter((each) => each.specialist?.name === name).length;
    expect(await counted('Olga')).toEqual(['person', 1, own('Olga'), []]);
    expect(await counted('Pavel')).toEqual(['person', 1, own('Pavel'), []]);
    expect(await counted('Sveta')).toEqual(['person', 0, 0, []]);
    expect(await counted('Ada')).toEqual(['person', 0, 0, []]);
    expect(await counted('Hanna')).toEqual(['departments', 2, 1, ['client']]);
    expect(await counted('Gleb')).toEqual(['departments', 0, 0, ['finance', 'sales']]);
    expect(await counted('Dina')).toEqual(['all', 2, 1, ['client', 'finance', 'sales']]);
  });

  it('is loads against both budgets for whoever sees them, and of colleagues only whether they are there', async () => {
    const seen = ofPeople(await now('Hanna'));
    expect(seen['Olga']?.load).toMatchObject({ open: 1, portfolio: expect.any(Number), placesLeft: expect.any(Number) });
    expect(seen['Sveta']).toBeUndefined();
    const olga = await now('Olga');
    expect(ofPeople(olga)['Olga']?.load).toMatchObject({ open: 1 });
    expect(ofPeople(olga)['Pavel']).toEqual({
      id: home.world.specialist('Pavel'),
      name: 'Pavel',
      department: { key: 'client', name: 'client' },
      presence: 'available',
      backAt: null,
      serves: true,
      load: null,
    });
    expect(JSON.stringify(olga)).not.toMatch(/seen|lastSign/i);
  });

  it('says what a queue waits for', async () => {
    const until = new Date(home.world.clock.at.getTime() + 120 * minute).toISOString();
    for (const name of ['Olga', 'Pavel']) {
      await hands.get(name)?.send('PUT', '/me/availability', { availability: 'away', awayUntil: until });
    }
    const { id } = await arrives();
    const { queue, total, departments } = await now('Hanna');
    expect(queue.map((each) => [each.conversation, each.specialist])).toEqual([[id, null]]);
    expect(total.queued).toBe(1);
    expect(departments[0]?.queue).toEqual({ isOpen: true, opensAt: null, able: 0, unable: { away: 2 }, backAt: until });
    expect(departments[0]?.placesLeft).toBe(0);
    expect((await now('Olga')).queue).toEqual([]);
  });

  it('says since when a channel is down, and what has not left it', async () => {
    const { db, clock } = home.world;
    await db.query(`insert into channel_account (id, kind, external_id) values (gen_random_uuid(), 'telegram', '1')`);
    await db.query(`insert into outage (id, what, "from") values (gen_random_uuid(), 'telegram', $1::text::timestamptz)`, [
      clock.at.toISOString(),
    ]);
    await home.engine.reload();
    expect((await now('Dina')).channels).toMatchObject([
      { channel: 'webchat', downSince: null },
      { channel: 'telegram', downSince: clock.at.toISOString() },
    ]);
  });
});
