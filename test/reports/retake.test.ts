import { afterEach, describe, expect, it } from 'vitest';
import { dueTimers } from '../../src/db/turns/due.ts';
import type { Basis } from '../../src/domain/basis.ts';
import type { SearchFacts } from '../../src/domain/search.ts';
import { giveBack } from '../../src/engine/turns/give-back.ts';
import { databases } from '../support/database.ts';
import { retakeAll } from '../support/retake.ts';
import { conversationOf, type World, type WorldSpec, world } from '../support/world.ts';

const minute = 60_000;

interface StoredBasis {
  readonly snapshot: string;
  readonly basis: Basis<SearchFacts>;
}

describe.each(databases())('R29, R30: a decision taken again, on %s', (kind) => {
  let w: World;
  const given = async (spec: WorldSpec) => {
    w = await world(kind, spec);
  };
  const limit = (client: number): Pick<WorldSpec, 'policy'> => ({
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client } } }),
  });
  const later = (minutes: number) => {
    w.clock.at = new Date(w.clock.at.getTime() + minutes * minute);
  };
  const staff = [{ name: 'Anna' }, { name: 'Boris' }, { name: 'Clara', capacity: 0.5 }];
  const bases = () =>
    w.db.query<StoredBasis>(`select snapshot_id as snapshot, basis from assignment order by snapshot_id, (basis->>'position')::int`);
  const searchedAgain = () => w.db.query<{ rule: string; times: number }>(`select rule, times from failed_search order by at, rule`);
  const retry = async (conversation: ReturnType<typeof conversationOf>) => {
    later(1);
    await w.engine.submit({ type: 'retry', conversation });
  };

  afterEach(() => w.close());

  it('comes to the same for everybody of a batch, whose places were reserved one after the other', async () => {
    await given({ specialists: staff, ...limit(6) });
    await Promise.all(Array.from({ length: 18 }, () => w.stranger().says('operator')));
    expect(await retakeAll(w.db)).toMatchObject({ notRepeatable: 0, differing: [] });
    const stored = await bases();
    const shared = Map.groupBy(stored, ({ snapshot }) => snapshot);
    const positions = [...shared.values()].map((all) => all.map(({ basis }) => basis.position));
    expect(Math.max(...positions.map((all) => all.length))).toBeGreaterThan(5);
    for (const all of positions) expect(all).toEqual(all.map((_, i) => i));
    // What is kept between two decisions of a batch is whose place was taken, not the department again.
    for (const { basis } of stored) expect(basis.changes.length).toBeLessThanOrEqual(2);
  });

  it('differs where anything that it was taken on, or what it came to, was changed since', async () => {
    await given({ specialists: staff, ...limit(6) });
    await Promise.all(Array.from({ length: 6 }, () => w.stranger().says('operator')));
    const spoil = async (sql: string) => {
      await w.db.query(sql);
      const { differing } = await retakeAll(w.db);
      return [...new Set(differing.map(({ what }) => what))];
    };
    expect(await spoil(`update assignment set basis = jsonb_set(basis, '{seek,caseUnits}', '7')`)).toEqual(['sought']);
    await w.db.query(`update assignment set basis = jsonb_set(basis, '{seek,caseUnits}', '1000')`);
    expect((await retakeAll(w.db)).differing).toEqual([]);
    expect(
      await spoil(
        `update roster_snapshot set candidates = (select jsonb_agg(c || '{"cases": 6000}') from jsonb_array_elements(candidates) c)`,
      ),
    ).toContain('outcome');
    await w.db.query(`update assignment set basis = null`);
    expect((await retakeAll(w.db)).differing).toEqual([]);
  });

  it('is told from one that is older than what is kept of it', async () => {
    await given({ specialists: staff });
    await w.stranger().says('operator');
    const before = await retakeAll(w.db);
    await w.db.query(`update assignment set basis = null`);
    await w.db.query(`update turn_hold set basis = null`);
    expect(await retakeAll(w.db)).toEqual({ taken: 0, notRepeatable: before.taken, differing: [] });
  });

  it('may be a search in vain: kept where it came to something new, else counted', async () => {
    await given({ specialists: [{ name: 'Anna' }], ...limit(1) });
    await w.stranger().says('operator');
    const client = w.stranger();
    const waiting = conversationOf(await client.says('operator'));
    for (let i = 0; i < 3; i++) await retry(waiting);
    expect(await searchedAgain()).toEqual([{ rule: 'nobody:all-full', times: 3 }]);
    await w.db.query(`update specialist set availability = 'off'`);
    await retry(waiting);
    await w.db.query(`update specialist set availability = 'available'`);
    await retry(waiting);
    expect(await searchedAgain()).toEqual([
      { rule: 'nobody:all-full', times: 4 },
      { rule: 'nobody:all-away', times: 1 },
    ]);
    // What the client says meanwhile, in the same batch too, begins anew what searches come to.
    await Promise.all([client.says('hello?'), retry(waiting)]);
    expect((await searchedAgain()).map(({ times }) => times)).toEqual([4, 1, 1]);
    const { taken, differing } = await retakeAll(w.db);
    // Two assignments, three searches in vain, one deadline of an answer, one of the queue.
    expect([taken, differing]).toEqual([7, []]);
  });

  it('may be a deadline: by the working time of then, and by what was lost of it', async () => {
    await given({ specialists: staff, hours: { mon: [[540, 1080]] } });
    await w.stranger().says('operator');
    const [from, until] = [1, 3].map((minutes) => new Date(w.clock.at.getTime() + minutes * minute).toISOString());
    await w.db.query(
      `insert into outage (id, what, "from", until) values (gen_random_uuid(), 'server', $1::text::timestamptz, $2::text::timestamptz)`,
      [from, until],
    );
    later(3);
    await w.db.transaction((tx) => giveBack(tx, w.engine.company(), w.clock.at, 'all'));
    const holds = () => w.db.query<{ moved: number; lost: unknown }>(`select moved_ms::int as moved, moved->'lost' as lost from turn_hold`);
    const lost = [Date.parse(from ?? ''), Date.parse(until ?? '')];
    expect(await holds()).toEqual([{ moved: 2 * minute, lost: [lost] }]);
    expect((await retakeAll(w.db)).differing).toEqual([]);
    await w.db.query(`update turn_hold set due = due + interval '1 second'`);
    expect((await retakeAll(w.db)).differing.map(({ kind: what }) => what)).toEqual(['deadline', 'deadline']);
    await w.db.query(`update turn_hold set due = due - interval '1 second'`);
  });

  it('may be a queue’s deadline, and what became of one when it came: breached, or looked at when somebody works', async () => {
    await given({ specialists: [{ name: 'Anna' }], hours: { mon: [[540, 1080]] }, ...limit(1) });
    w.clock.at = new Date('2026-03-02T17:55:00Z');
    for (let i = 0; i < 2; i++) await w.stranger().says('operator');
    const due = () =>
      w.db.query<{ kind: string; at: string; due: string }>(
        `select kind, to_char(at at time zone 'UTC', 'DD HH24:MI') as at, to_char(due at time zone 'UTC', 'DD HH24:MI') as due from deadline order by id`,
      );
    const tick = async () => {
      for (const each of await dueTimers(w.db, w.clock.at, 100)) await w.engine.submit({ type: 'timer-due', ...each });
    };
    later(4);
    await tick();
    later(2);
    await tick();
    expect(await due()).toEqual([
      { kind: 'queue', at: '02 17:55', due: '09 09:05' },
      { kind: 'breach', at: '02 17:59', due: '02 17:59' },
    ]);
    w.clock.at = new Date('2026-03-09T09:06:00Z');
    await tick();
    expect((await due()).slice(2)).toEqual([{ kind: 'queue-due', at: '09 09:06', due: '09 09:06' }]);
    expect((await retakeAll(w.db)).differing).toEqual([]);
    await w.db.query(`update deadline set due = due + interval '1 second'`);
    expect((await retakeAll(w.db)).differing.map(({ about }) => about.split(' ')[0])).toEqual(['queue', 'breach', 'queue-due']);
    await w.db.query(`update deadline set due = due - interval '1 second'`);
  });
});
