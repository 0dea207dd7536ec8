import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { lockForOwner, setOwner } from '../../../src/clients/set-owner.ts';
import type { ClientRow } from '../../../src/db/clients/listed.ts';
import { dueTimers } from '../../../src/db/turns/due.ts';
import { recount } from '../../../src/engine/recount.ts';
import type { Submission } from '../../../src/engine/submissions/submission.ts';
import { type Trade, trade, withLines } from '../../clients/company.ts';
import { conversationOf, type WorldSpec } from '../../support/world.ts';
import { wrongPortfolios } from '../support/portfolios.ts';
import { startServers } from '../support/servers.ts';
import { dealt, does, says, taps } from '../support/submissions.ts';

const minute = 60_000;
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const clients = (count: number, owner: object) => many(count, (i) => ({ name: `C${i}`, size: 'medium' as const, ...owner }));
const roomy: WorldSpec['policy'] = (policy) =>
  withLines({ ...policy, conversations: { ...policy.conversations, limit: { client: 200, sales: 200 } } });

describe('what time brings about on four servers at once', () => {
  const servers = startServers(4);
  let own: Trade;
  const given = async (spec: WorldSpec) => {
    own = await trade('postgres', { policy: roomy, ...spec });
  };
  const count = async (from: string) => (await own.one<{ n: number }>(`select count(*)::int as n from ${from}`))?.n;
  const pass = (minutes: number) => {
    own.world.clock.at = new Date(own.world.clock.at.getTime() + minutes * minute);
  };
  const rows = <Row>(statement: string) => own.all<Row>(statement);
  const owed = async (n: number) => {
    const outcomes = await Promise.all(many(n, (i) => own.world.contact(`C${i}`).says('hello')));
    return outcomes.map(conversationOf);
  };
  const prospects = async (n: number) => {
    for (let i = 0; i < n; i++) {
      await own.deal(`C${i}`, `d${i}`);
      await own.payment(`C${i}`, `first ${i}`);
      await own.payment(`C${i}`, `second ${i}`);
    }
  };

  afterEach(async () => {
    const repeated = await servers.close();
    const { db, engine } = own.world;
    await engine.reload();
    expect(await recount(db, engine.company())).toEqual([]);
    expect(await wrongPortfolios(db)).toEqual([]);
    expect(repeated.filter((code) => code === '40P01')).toEqual([]);
    await own.world.close();
  });
  beforeAll(() => servers.ready());
  afterAll(() => servers.end());

  test('a deadline lapses once, and one stand-in takes over, though all of them see it due', async () => {
    await given({
      specialists: [{ name: 'Anna', deputy: 'Boris' }, { name: 'Boris' }],
      clients: clients(40, { owner: { client: 'Anna' } }),
    });
    await owed(40);
    pass(4);
    await servers.open(own.world);
    const all = many(4, () => ({ type: 'timers' }) as const);
    await servers.work(...all);
    await servers.work(...all);
    const boris = own.world.specialist('Boris');
    expect(await count(`conversation where specialist_id = '${boris}' and status = 'waiting-on-us'`)).toBe(40);
    expect(await count('turn_hold where lapsed_at is not null')).toBe(40);
    expect(await count(`conversation_event where type = 'lapsed'`)).toBe(40);
    expect(await count(`assignment where reason = 'takeover'`)).toBe(40);
    expect(await own.world.loads()).toMatchObject({ Anna: { cases: 0 }, Boris: { cases: 1200 } });
  });

  test('a reply, a take and a transfer at the moment of a lapse: each comes before it or after it, and one person is left in charge', async () => {
    const people = [{ name: 'Anna', deputy: 'Boris' }, { name: 'Boris' }, { name: 'Vera' }, { name: 'Gleb' }];
    await given({ specialists: people, clients: clients(24, { owner: { client: 'Anna' } }) });
    const open = await owed(24);
    pass(4);
    const due = (await dueTimers(own.world.db, own.world.clock.at, 100)).map((each): Submission => ({ type: 'timer-due', ...each }));
    await servers.open(own.world);
    const [anna, vera, gleb] = [own.world.specialist('Anna'), own.world.specialist('Vera'), own.world.specialist('Gleb')];
    const inOrder = open.flatMap((id) => due.filter((each) => each.type === 'timer-due' && each.conversation === id));
    const [lapses = [], replies = [], takes = []] = await servers.inStep(
      inOrder,
      open.map((each) => does(anna, each, { type: 'reply', text: 'in time?' })),
      open.map((each) => does(vera, each, { type: 'take' })),
      open.map((each) => does(anna, each, { type: 'transfer', department: 'client', specialist: gleb, reason: 'yours' })),
    );
    expect(new Set(takes.map((each) => each.type))).toEqual(new Set(['accepted']));
    for (const [i, conversation] of open.entries()) {
      const log = await rows<{ type: string; specialist: string | null }>(
        `select type, data->>'specialist' as specialist from conversation_event where conversation_id = '${conversation}' order by n`,
      );
      const types = log.map((each) => each.type);
      const lapse = lapses[i];
      expect(types.filter((each) => each === 'lapsed')).toHaveLength(lapse?.type === 'accepted' ? 1 : 0);
      const reply = replies[i];
      if (reply?.type === 'accepted' && reply.keptInside !== true && lapse?.type === 'accepted') {
        expect(types.indexOf('lapsed')).toBeLessThan(types.indexOf('replied'));
      }
      const holds = await rows<{ lapsed: boolean }>(
        `select h.lapsed_at is not null as lapsed from turn_hold h join turn t on t.id = h.turn_id where t.conversation_id = '${conversation}'`,
      );
      expect(holds.filter((each) => each.lapsed)).toHaveLength(lapse?.type === 'accepted' ? 1 : 0);
      const [charge] = await rows<{ specialist: string }>(
        `select specialist_id as specialist from conversation where id = '${conversation}'`,
      );
      expect(charge?.specialist).toBe(log.findLast((each) => each.type === 'assigned' || each.type === 'taken')?.specialist);
    }
  });

  test('a client is handed over once, introduced once, and weighs once', async () => {
    await given({
      specialists: [{ name: 'Sonia', department: 'sales' }, { name: 'Olga' }, { name: 'Pavel' }],
      clients: clients(8, { stage: 'prospect', owner: { sales: 'Sonia' } }),
    });
    await prospects(8);
    await servers.open(own.world);
    await servers.work(...many(4, () => ({ type: 'hand-over' }) as const));
    expect(await rows(`select status, count(*)::int as n from handover group by status`)).toEqual([{ status: 'done', n: 8 }]);
    expect(await count(`ownership where reason = 'handover'`)).toBe(8);
    expect(await count('ownership where until is null')).toBe(8);
    expect(await count(`audit where action = 'client.handed-over'`)).toBe(8);
    expect((await own.world.loads())['Sonia']?.portfolio).toBe(0);
  });

  test('a policy is activated while conversations are assigned and clients are handed over: all of it is reckoned by the new one', async () => {
    await given({
      specialists: [{ name: 'Sonia', department: 'sales' }, ...['A', 'B', 'C'].map((name) => ({ name })), { name: 'Head', role: 'head' }],
      clients: [
        ...clients(6, { stage: 'prospect', owner: { sales: 'Sonia' } }),
        ...many(30, (i) => ({ name: `New ${i}`, size: 'small' as const })),
      ],
    });
    await prospects(6);
    await servers.open(own.world);
    const heavier = { private: 0, small: 60, medium: 90, large: 120, key: 600 };
    const before = own.world.engine.company().policy.data;
    const data = {
      ...before,
      conversations: { ...before.conversations, limit: { client: 100, sales: 100, finance: 100 } },
      portfolio: { ...before.portfolio, weights: { client: heavier, sales: heavier } },
    };
    const strangers = dealt(
      many(40, () => taps(own.world.stranger(), 'who', 'myself')),
      2,
    );
    const known = many(30, (i) => says(own.world.contact(`New ${i}`), 'hello'));
    const activate = { type: 'activate', by: own.world.specialist('Head'), base: 1, data } as const;
    await Promise.all([
      servers.carryOut([...(strangers[0] ?? []), ...known.slice(0, 15)], [...(strangers[1] ?? []), ...known.slice(15)]),
      servers.work({ type: 'hand-over' }, { type: 'timers' }, activate, { type: 'hand-over' }),
    ]);
    // Whoever met the new policy in the midst of it comes again with their next turn.
    await servers.work({ type: 'timers' }, { type: 'timers' }, { type: 'hand-over' });
    // A server that has not heard of it yet reckons by it all the same.
    for (const name of ['A', 'B']) {
      const owner = { department: 'client', specialist: own.world.specialist(name), reason: 'by hand' };
      const ref = { id: await own.client('New 0') };
      await own.act(async (hand) => setOwner(hand, (await lockForOwner(hand, ref)) as ClientRow, owner));
    }
    expect(await count('policy')).toBe(2);
    expect(await rows(`select distinct case_units as units from conversation where case_units > 0`)).toEqual([{ units: 60 }]);
  });

  test('a portfolio moves while its clients write: each has one owner, and is with the one of then or the one of now', async () => {
    await given({
      specialists: ['Anna', 'Boris', 'Vera'].map((name) => ({ name })),
      clients: clients(30, { owner: { client: 'Anna' } }),
    });
    await servers.open(own.world);
    const anna = own.world.specialist('Anna');
    const writing = dealt(
      many(30, (i) => says(own.world.contact(`C${i}`), 'hello')),
      3,
    );
    await Promise.all([
      servers.carryOut(...writing),
      servers.work(
        { type: 'timers' },
        { type: 'timers' },
        { type: 'timers' },
        { type: 'move-portfolio', by: anna, of: anna, department: 'client' },
      ),
    ]);
    const owned = await rows<{ owner: string; charge: string; n: number }>(
      `select min(o.specialist_id::text) as owner, min(c.specialist_id::text) as charge, count(*)::int as n
       from ownership o join conversation c on c.client_id = o.client_id where o.until is null group by o.client_id`,
    );
    expect(owned).toHaveLength(30);
    for (const { owner, charge, n } of owned) {
      expect(n).toBe(1);
      expect(owner).not.toBe(anna);
      expect([anna, owner]).toContain(charge);
    }
  });
});
