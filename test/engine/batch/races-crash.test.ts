import { afterEach, describe, expect, test } from 'vitest';
import { recount } from '../../../src/engine/recount.ts';
import { type Trade, trade } from '../../clients/company.ts';
import { wrongPortfolios } from '../support/portfolios.ts';
import { type Moment, type Servers, startServers, type Work } from '../support/servers.ts';

/** Everything that either of them changes, in words of the tables. */
const traces = `select json_build_object(
  'conversations', (select json_agg(json_build_array(id, status, specialist_id, events, case_units, due_at) order by id) from conversation),
  'holds', (select json_agg(json_build_array(turn_id, n, specialist_id, lapsed_at, until) order by turn_id, n) from turn_hold),
  'timers', (select json_agg(json_build_array(conversation_id, key, generation) order by conversation_id, key) from timer),
  'messages', (select json_agg(json_build_array(window_id, seq, author) order by window_id, seq) from message),
  'outbox', (select json_agg(json_build_array(window_id, target, n, verb) order by window_id, target, n) from outbox),
  'ownerships', (select json_agg(json_build_array(client_id, department_id, specialist_id, until is null) order by id) from ownership),
  'handovers', (select json_agg(json_build_array(client_id, status, to_id) order by id) from handover),
  'clients', (select json_agg(json_build_array(id, stage) order by id) from client),
  'tasks', (select json_agg(json_build_array(kind, specialist_id, contact_id) order by id) from task),
  'audit', (select json_agg(json_build_array(action, object_id) order by id) from audit),
  'loads', (select json_agg(json_build_array(specialist_id, case_units, portfolio_units) order by specialist_id) from specialist_load)) as all`;

const clients = ['One', 'Two', 'Three'];

async function lateAnswers(): Promise<Trade> {
  const own = await trade('postgres', {
    specialists: [{ name: 'Anna', deputy: 'Boris' }, { name: 'Boris' }],
    clients: clients.map((name) => ({ name, owner: { client: 'Anna' } })),
  });
  await Promise.all(clients.map((each) => own.world.contact(each).says('hello')));
  own.world.clock.at = new Date(own.world.clock.at.getTime() + 4 * 60_000);
  return own;
}

async function ripeClient(): Promise<Trade> {
  const own = await trade('postgres', {
    specialists: [{ name: 'Sonia', department: 'sales' }, { name: 'Olga' }],
    clients: [{ name: 'Romashka', size: 'medium', stage: 'prospect', owner: { sales: 'Sonia' } }],
  });
  await own.deal('Romashka', 'deal');
  await own.payment('Romashka', 'first');
  await own.payment('Romashka', 'second');
  return own;
}

const takenOver = async (own: Trade) => {
  const [found] = await own.all<object>(
    `select (select count(*)::int from turn_hold where lapsed_at is not null) as lapsed,
       (select count(*)::int from conversation_event where type = 'lapsed') as told,
       (select count(*)::int from conversation where specialist_id = '${own.world.specialist('Boris')}') as taken`,
  );
  expect(found).toEqual({ lapsed: 3, told: 3, taken: 3 });
};

const handedOver = async (own: Trade) => {
  const [found] = await own.all<object>(
    `select (select count(*)::int from handover where status = 'done') as done,
       (select count(*)::int from ownership where reason = 'handover') as begun,
       (select count(*)::int from ownership where until is null) as owners,
       (select count(*)::int from audit where action = 'client.handed-over') as recorded`,
  );
  expect(found).toEqual({ done: 1, begun: 1, owners: 1, recorded: 1 });
};

const stories: readonly (readonly [string, Work, () => Promise<Trade>, (own: Trade) => Promise<void>])[] = [
  ['takeovers', { type: 'timers' }, lateAnswers, takenOver],
  ['a handover', { type: 'hand-over' }, ripeClient, handedOver],
];

describe.each(stories)('a server that is killed in the midst of %s', (_, work, given, isDone) => {
  let own: Trade;
  let servers: Servers;
  const read = async () => (await own.one<{ all: object }>(traces))?.all;
  const killed = async (moment: Moment) => {
    own = await given();
    servers = startServers(2);
    await servers.ready();
    await servers.open(own.world);
    const before = await read();
    await servers.dieDuring(1, work, moment);
    return before;
  };

  afterEach(async () => {
    await servers.close();
    await servers.end();
    const { db, engine } = own.world;
    expect(await recount(db, engine.company())).toEqual([]);
    expect(await wrongPortfolios(db)).toEqual([]);
    await own.world.close();
  });

  test('with everything written and nothing committed leaves no trace, and the next server does it, once', async () => {
    const before = await killed('before commit');
    expect(await read()).toEqual(before);
    await servers.work(work);
    await isDone(own);
    await servers.work(work);
    await isDone(own);
  }, 60_000);

  test('with everything committed and nobody told has done all of it, and the next server finds nothing to do', async () => {
    const before = await killed('after commit');
    const after = await read();
    expect(after).not.toEqual(before);
    await isDone(own);
    await servers.work(work);
    expect(await read()).toEqual(after);
  }, 60_000);
});
