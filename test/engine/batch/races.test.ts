import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import type { Outcome, Submission } from '../../../src/engine/submissions/submission.ts';
import { type ClientHand, conversationOf, type World, type WorldSpec, world } from '../../support/world.ts';
import { startServers } from '../support/servers.ts';
import { dealt, does, quotes, says, taps } from '../support/submissions.ts';

const staff = (...names: string[]) => names.map((name) => ({ name }));
const limit = (client: number): Pick<WorldSpec, 'policy'> => ({
  policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client } } }),
});
const deadlock = '40P01';
const types = (outcomes: readonly Outcome[]) => outcomes.map((each) => (each.type === 'refused' ? each.code : each.type));

describe('four servers on one database', () => {
  const servers = startServers(4);
  let w: World;
  const given = async (spec: WorldSpec) => {
    w = await world('postgres', spec);
    await servers.open(w);
  };
  const rows = <Row>(statement: string) => w.db.query<Row>(statement);
  const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  /** how many conversations stand at each status */
  const standing = async () => {
    const counted = await rows<{ status: string; n: number }>('select status, count(*)::int as n from conversation group by status');
    return Object.fromEntries(counted.map((each) => [each.status, each.n]));
  };
  /** opens a conversation for each client, in Anna's charge */
  const served = async (clients: readonly ClientHand[]) =>
    (await servers.carryOut(clients.map((each) => says(each, 'hello')))).flat().map(conversationOf);

  afterEach(async () => {
    const repeated = await servers.close();
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    expect(repeated.filter((code) => code === deadlock)).toEqual([]);
    const [counted] = await rows<{ deadlocks: number }>('select deadlocks from pg_stat_database where datname = current_database()');
    expect(counted).toEqual({ deadlocks: 0 });
    await w.close();
  });
  beforeAll(() => servers.ready());
  afterAll(() => servers.end());

  test('a stranger who writes through all of them at once is met once, and nothing they wrote is lost', async () => {
    await given({ specialists: staff('Anna') });
    const strangers = many(10, () => w.stranger());
    const lists = many(4, (server) => strangers.flatMap((each) => [says(each, `${server} a`), says(each, `${server} b`)]));
    const outcomes = await servers.carryOut(...lists);
    expect(new Set(types(outcomes.flat()))).toEqual(new Set(['accepted']));
    for (const table of ['identity', 'identity_link', 'contact', '"window"', 'conversation']) {
      expect(await rows(`select 1 from ${table}`), table).toHaveLength(10);
    }
    for (const each of strangers) {
      const texts = (await w.thread(each.window)).filter(({ author }) => author === 'client').map(({ body }) => body.text);
      expect(texts.toSorted()).toEqual(many(4, (server) => [`${server} a`, `${server} b`]).flat());
      for (let server = 0; server < 4; server++) expect(texts.indexOf(`${server} a`)).toBeLessThan(texts.indexOf(`${server} b`));
    }
  });

  test('a thousand strangers at once are spread evenly over equals, and nobody is told that all are busy', async () => {
    await given({ specialists: staff('A', 'B', 'C', 'D', 'E', 'F'), ...limit(200) });
    const strangers = many(1000, () => taps(w.stranger(), 'who', 'myself'));
    await servers.carryOut(...dealt(strangers, 4));
    expect(await standing()).toEqual({ 'waiting-on-us': 1000 });
    const cases = Object.values(await w.loads()).map((each) => each.cases / 30);
    expect(cases.reduce((sum, each) => sum + each, 0)).toBe(1000);
    expect(Math.max(...cases) - Math.min(...cases)).toBeLessThanOrEqual(2);
    expect(await rows(`select 1 from assignment where specialist_id is null`)).toEqual([]);
  });

  test('when there are fewer places than strangers every place is taken, none twice, and the rest wait', async () => {
    await given({ specialists: staff('A', 'B', 'C', 'D', 'E', 'F'), ...limit(12) });
    await servers.carryOut(
      ...dealt(
        many(100, () => taps(w.stranger(), 'who', 'myself')),
        4,
      ),
    );
    expect(await standing()).toEqual({ 'waiting-on-us': 72, queued: 28 });
    expect(new Set(Object.values(await w.loads()).map((each) => each.cases))).toEqual(new Set([6000]));
  });

  test('portfolios are filled to the last client and never over, and clients nobody can have any more wait', async () => {
    const heavy = { private: 0, small: 600, medium: 600, large: 600, key: 600 };
    const clients = many(48, (i) => ({ name: `C${i}`, size: 'small' as const }));
    await given({
      specialists: staff('Anna', 'Boris', 'Vera'),
      clients,
      policy: (policy) => ({ ...(limit(200).policy?.(policy) ?? policy), portfolio: { weights: { client: heavy } } }),
    });
    const firsts = clients.map(({ name }) => says(w.contact(name), 'hello'));
    await servers.carryOut(...dealt(firsts, 4));
    expect(await standing()).toEqual({ 'waiting-on-us': 30, queued: 18 });
    expect(Object.values(await w.loads()).map((each) => each.portfolio)).toEqual([6000, 6000, 6000]);
    expect(await rows('select 1 from ownership where until is null')).toHaveLength(30);
  });

  test('the last free place goes to exactly one of sixteen, and the others get it one after another', async () => {
    await given({ specialists: staff('Anna'), ...limit(1) });
    const strangers = many(16, () => w.stranger());
    await servers.carryOut(
      ...dealt(
        strangers.map((each) => taps(each, 'who', 'myself')),
        4,
      ),
    );
    expect(await standing()).toEqual({ 'waiting-on-us': 1, queued: 15 });
    w.engine.start();
    for (let left = 15; left >= 13; left--) {
      const [held] = await rows<{ id: ConversationId }>(`select id from conversation where status = 'waiting-on-us'`);
      await w.does('Anna', held?.id as ConversationId, { type: 'resolve', reason: 'nothing to answer' });
      await expect.poll(standing, { timeout: 10_000 }).toEqual({ 'waiting-on-us': 1, queued: left - 1, resolved: 16 - left });
    }
  });

  test('a place that comes free is not given twice when all servers ask for it', async () => {
    await given({ specialists: staff('Anna'), ...limit(2) });
    const strangers = many(12, () => w.stranger());
    const opened = (await servers.carryOut(strangers.map((each) => taps(each, 'who', 'myself')))).flat().map(conversationOf);
    const [first, second, ...waiting] = opened;
    const anna = w.specialist('Anna');
    const retries = waiting.map((conversation): Submission => ({ type: 'retry', conversation }));
    await servers.carryOut(
      [does(anna, first as ConversationId, { type: 'resolve', reason: 'nothing to answer' }), ...retries],
      [does(anna, second as ConversationId, { type: 'resolve', reason: 'nothing to answer' }), ...retries],
      retries,
      retries.toReversed(),
    );
    await servers.carryOut(retries, retries);
    expect(await standing()).toEqual({ 'waiting-on-us': 2, queued: 8, resolved: 2 });
  });

  test('a transfer and a reply at once: the reply comes first, or is refused', async () => {
    await given({
      specialists: staff('Anna', 'Boris'),
      clients: many(20, (i) => ({ name: `C${i}`, owner: { client: 'Anna' } })),
      ...limit(60),
    });
    const clients = many(20, (i) => w.contact(`C${i}`));
    const open = await served(clients);
    const anna = w.specialist('Anna');
    const boris = w.specialist('Boris');
    const hand = { type: 'transfer', department: 'client', specialist: boris, reason: 'yours' } as const;
    const [transfers = [], replies = []] = await servers.inStep(
      open.map((each) => does(anna, each, hand)),
      open.map((each) => does(anna, each, { type: 'reply', text: 'at once' })),
    );
    expect(new Set(types(transfers))).toEqual(new Set(['accepted']));
    for (const [i, reply] of replies.entries()) {
      const transfer = transfers[i];
      if (reply.type === 'refused') expect(reply.code).toBe('not-in-charge');
      else expect(reply.seq).toBeLessThan(transfer?.type === 'accepted' ? (transfer.seq ?? 0) : 0);
      const said = (await w.thread(clients[i]?.window as ClientHand['window'])).filter((each) => each.body.text === 'at once');
      expect(said).toHaveLength(reply.type === 'accepted' ? 1 : 0);
    }
    expect(await w.loads()).toMatchObject({ Anna: { cases: 0 }, Boris: { cases: 2000 } });
  });

  test('a conversation resolved while the client writes is resolved after the message, or goes on by a quote, or a new one begins (R15)', async () => {
    await given({ specialists: staff('Anna'), clients: many(20, (i) => ({ name: `C${i}`, owner: { client: 'Anna' } })), ...limit(60) });
    const clients = many(20, (i) => w.contact(`C${i}`));
    const open = await served(clients);
    const anna = w.specialist('Anna');
    const quote = (i: number) => i % 2 === 0;
    const outcomes = await servers.inStep(
      open.map((each) => does(anna, each, { type: 'resolve', reason: 'nothing to answer' })),
      clients.map((each, i) => (quote(i) ? quotes(each, 1, 'one more thing') : says(each, 'one more thing'))),
    );
    expect(new Set(types(outcomes.flat()))).toEqual(new Set(['accepted']));
    for (const [i, client] of clients.entries()) {
      const [row, ...more] = await w.conversations(client.window);
      const log = await rows<{ type: string }>(`select type from conversation_event where conversation_id = '${open[i]}' order by n`);
      const order = log.map((each) => each.type).slice(2);
      if (order[0] === 'resolved' && quote(i)) {
        expect(order).toEqual(['resolved', 'client.message', 'assigned']);
        expect(row).toMatchObject({ status: 'waiting-on-us', specialistId: anna });
        expect(more).toEqual([]);
      } else {
        const isNew = order[0] === 'resolved';
        expect(order).toEqual(isNew ? ['resolved'] : ['client.message', 'resolved']);
        expect(row).toMatchObject({ id: open[i], status: 'resolved', caseUnits: 0 });
        expect(more).toMatchObject(isNew ? [{ status: 'waiting-on-us', specialistId: anna }] : []);
      }
    }
  });

  test('two who take the same conversation at once have it one after the other, never both', async () => {
    await given({
      specialists: staff('Anna', 'Boris', 'Vera'),
      clients: many(20, (i) => ({ name: `C${i}`, owner: { client: 'Anna' } })),
      ...limit(60),
    });
    const open = await served(many(20, (i) => w.contact(`C${i}`)));
    const [boris, vera] = [w.specialist('Boris'), w.specialist('Vera')];
    const outcomes = await servers.inStep(
      open.map((each) => does(boris, each, { type: 'take' })),
      open.map((each) => does(vera, each, { type: 'take' })),
    );
    expect(new Set(types(outcomes.flat()))).toEqual(new Set(['accepted']));
    const last = await rows<{ charge: string; taken: string; n: number }>(
      `select c.specialist_id as charge, (array_agg(e.data->>'specialist' order by e.n desc))[1] as taken, count(*)::int as n
       from conversation c join conversation_event e on e.conversation_id = c.id and e.type = 'taken' group by c.id`,
    );
    expect(last).toHaveLength(20);
    for (const each of last) expect(each).toMatchObject({ charge: each.taken, n: 2 });
    const loads = await w.loads();
    expect(loads['Anna']?.cases).toBe(0);
    expect((loads['Boris']?.cases ?? 0) + (loads['Vera']?.cases ?? 0)).toBe(2000);
  });

  test('the same key at all of them is stored once, and answered alike', async () => {
    await given({ specialists: staff('Anna'), clients: [{ name: 'One', owner: { client: 'Anna' } }] });
    const one = w.contact('One');
    const strangers = many(8, () => w.stranger());
    const message = says(one, 'once', 'key');
    const firsts = strangers.map((each) => says(each, 'hello', `first of ${each.address}`));
    const answers = await servers.carryOut(...many(4, () => [message, ...firsts]));
    const reply = does(w.specialist('Anna'), conversationOf(answers[0]?.[0] as Outcome), { type: 'reply', text: 'once too' }, 'reply');
    const replies = await servers.carryOut(...many(4, () => [reply]));
    for (const same of [...many(9, (i) => answers.map((each) => each[i])), replies.map((each) => each[0])]) {
      const accepted = same.flatMap((each) => (each?.type === 'accepted' ? [each] : []));
      expect(accepted).toHaveLength(4);
      expect(accepted.filter((each) => !each.duplicate)).toHaveLength(1);
      expect(new Set(accepted.map((each) => `${each.window} ${each.conversation} ${each.seq} ${each.at.toISOString()}`)).size).toBe(1);
    }
    expect((await w.thread(one.window)).filter((each) => each.author !== 'system').map((each) => each.body.text)).toEqual([
      'once',
      'once too',
    ]);
    for (const each of strangers) expect((await w.thread(each.window)).filter(({ author }) => author === 'client')).toHaveLength(1);
  });

  test('two people of one client who write at once get one owner between them', async () => {
    const clients = many(24, (i) => ({ name: `C${i}`, size: 'small' as const, contacts: [`a${i}`, `b${i}`] }));
    await given({ specialists: staff('Anna', 'Boris', 'Vera'), clients, ...limit(60) });
    const a = clients.map((_, i) => says(w.contact(`a${i}`), 'hello'));
    const b = clients.map((_, i) => says(w.contact(`b${i}`), 'hello'));
    // Half of the pairs meet at two servers, the other half in one batch of one server.
    const half = <T>(all: T[]) => [all.slice(0, 12), all.slice(12)] as const;
    await servers.carryOut(half(a)[0], half(b)[0], [...half(a)[1], ...half(b)[1]]);
    const owners = await rows<{ owner: string; charge: string[] }>(
      `select o.specialist_id as owner, json_agg(distinct c.specialist_id) as charge from ownership o join conversation c on c.client_id = o.client_id
       where o.until is null group by o.id`,
    );
    expect(owners).toHaveLength(24);
    for (const each of owners) expect(each.charge).toEqual([each.owner]);
    const portfolios = Object.values(await w.loads()).map((each) => each.portfolio);
    expect(portfolios.reduce((sum, each) => sum + each, 0)).toBe(24 * 40);
  });
});
