import { afterEach, describe, expect, it } from 'vitest';
import { replayClient } from '../../flows/client.ts';
import { fireClientTimers } from '../../src/clients/client-timers.ts';
import { expireOwnerships } from '../../src/clients/expire-ownership.ts';
import { handOverDue } from '../../src/clients/hand-over.ts';
import { clientLog } from '../../src/db/clients/flow.ts';
import { dueTimers } from '../../src/db/turns/due.ts';
import type { FlowState } from '../../src/domain/decision.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import { recount } from '../../src/engine/recount.ts';
import { databases } from '../support/database.ts';
import { conversationOf, type WorldSpec } from '../support/world.ts';
import { type Trade, trade } from './company.ts';

const day = 86_400_000;
const company: WorldSpec = {
  specialists: [{ name: 'Sonia', department: 'sales' }, { name: 'Olga' }, { name: 'Pavel', availability: 'away' }],
  clients: [{ name: 'Romashka', size: 'medium', stage: 'prospect', owner: { sales: 'Sonia' }, contacts: ['Anna', 'Boris'] }],
};

let own: Trade;
afterEach(async () => {
  const { db, engine } = own.world;
  expect(await recount(db, engine.company())).toEqual([]);
  const romashka = await own.client('Romashka').catch(() => null);
  const stored = romashka === null ? undefined : await own.one<{ state: FlowState }>('select state from client_state');
  if (romashka !== null && stored !== undefined) expect(replayClient(await clientLog(db, romashka))).toEqual(stored.state);
  await own.world.close();
});

/** Anna talks with Sonia. */
async function talk(): Promise<ConversationId> {
  const { world } = own;
  const conversation = conversationOf(await world.contact('Anna').says('Good morning'));
  await world.does('Sonia', conversation, { type: 'reply', text: 'Good morning, Anna' });
  return conversation;
}

async function ripe(): Promise<void> {
  await own.deal('Romashka', 'd1');
  await own.payment('Romashka', 'p1');
  await own.payment('Romashka', 'p2');
}

const later = (ms: number) => {
  own.world.clock.at = new Date(own.world.clock.at.getTime() + ms);
};
/** What is due of conversations' timers by now: what was resolved a day ago is closed. */
async function fireTimers(): Promise<void> {
  const { db, engine, clock } = own.world;
  for (const due of await dueTimers(db, clock.at, 100)) await engine.submit({ type: 'timer-due', ...due });
}
const status = async () => own.one<{ status: string; waits_for: string | null }>('select status, waits_for from handover');
const owners = () =>
  own.all<{ department: string; name: string; until: Date | null }>(
    `select d.key as department, s.name, o.until from ownership o join department d on d.id = o.department_id
     join specialist s on s.id = o.specialist_id order by o."from", d.key desc`,
  );

describe.each(databases())('R17: a client is handed over, on %s', (kind) => {
  it('by itself: a specialist is picked, both are told, the client is introduced in the window, and the next word is theirs', async () => {
    own = await trade(kind, company);
    const { world } = own;
    await ripe();
    expect(await handOverDue(own.deps, 10)).toBe(1);
    expect(await status()).toEqual({ status: 'done', waits_for: null });
    expect(await owners()).toMatchObject([
      { department: 'sales', name: 'Sonia', until: world.clock.at },
      { department: 'client', name: 'Olga', until: null },
    ]);
    expect(await world.loads()).toMatchObject({ Sonia: { portfolio: 0 }, Olga: { portfolio: 40 }, Pavel: { portfolio: 0 } });
    expect(await own.all(`select kind, s.name from task t join specialist s on s.id = t.specialist_id order by kind`)).toEqual([
      { kind: 'handed-over', name: 'Sonia' },
      { kind: 'handover', name: 'Olga' },
    ]);
    expect(await own.one('select stage from client')).toEqual({ stage: 'served' });
    const anna = world.contact('Anna');
    await anna.says('Who is there?');
    expect(await world.conversations(anna.window)).toMatchObject([{ specialistId: world.specialist('Olga') }]);
    expect(await handOverDue(own.deps, 10)).toBe(0);
  });

  it('never while they talk; once that is resolved, in their window with both names, and what they say next is a new matter', async () => {
    own = await trade(kind, company);
    const { world } = own;
    const anna = world.contact('Anna');
    const conversation = await talk();
    await ripe();
    await handOverDue(own.deps, 10);
    expect(await status()).toEqual({ status: 'due', waits_for: 'open-conversation' });
    await world.does('Sonia', conversation, { type: 'resolve' });
    later(5 * 60_000);
    await handOverDue(own.deps, 10);
    expect(await status()).toMatchObject({ status: 'done' });
    const last = (await world.thread(anna.window)).at(-1);
    expect(last).toMatchObject({ author: 'system', audience: 'client', body: { key: 'introduced' } });
    // Nobody has written since it was settled: one text says both, and goes on asking to be rated (R14).
    expect(last?.body.text).toBe(
      'This is settled. If you need anything else, just write here.\n\nHow did we do? Please choose from 1 to 5.\n\n' +
        'From now on Olga from the client department looks after you, taking over from Sonia. Just write here as before.',
    );
    expect((await world.thread(anna.window)).filter((each) => each.author === 'system' && each.body.text !== '').length).toBe(2);
    expect(await world.thread(world.contact('Boris').window)).toEqual([]);
    await fireTimers();
    await anna.says('Thank you!');
    expect(await world.conversations(anna.window)).toMatchObject([
      { status: 'closed' },
      { status: 'waiting-on-us', specialistId: world.specialist('Olga') },
    ]);
  });
});

describe('a handover waits', () => {
  it('for the working hours of the client department', async () => {
    own = await trade('pglite', { ...company, hours: { tue: [[540, 1080]] } });
    await ripe();
    await handOverDue(own.deps, 10);
    expect(await status()).toEqual({ status: 'due', waits_for: 'hours' });
    later(day);
    await handOverDue(own.deps, 10);
    expect(await status()).toMatchObject({ status: 'done' });
  });

  it('for somebody who can take it, and for a project’s documents', async () => {
    own = await trade('pglite', { ...company, specialists: company.specialists.filter(({ name }) => name !== 'Olga') });
    await own.deal('Romashka', 'd1', { productLine: 'project', project: true });
    later(93 * day);
    expect(await fireClientTimers(own.deps, 10)).toBe(1);
    await handOverDue(own.deps, 10);
    expect(await status()).toEqual({ status: 'due', waits_for: 'documents' });
    await own.world.db.query('update handover set documents_at = now()');
    later(day);
    await handOverDue(own.deps, 10);
    expect(await status()).toEqual({ status: 'due', waits_for: 'nobody' });
    expect(await owners()).toMatchObject([{ department: 'sales', until: null }]);
  });
});

describe('two servers at once', () => {
  it('hand a client over once', async () => {
    own = await trade('postgres', company);
    const { world } = own;
    await ripe();
    const other = await world.another();
    await Promise.all(Array.from({ length: 6 }, (_, i) => handOverDue(own.depsOf(i % 2 === 0 ? world.engine : other, world.db), 10)));
    expect(await own.all(`select 1 as one from task where kind = 'handover'`)).toHaveLength(1);
    expect((await owners()).filter(({ until }) => until === null)).toHaveLength(1);
    expect(await world.loads()).toMatchObject({ Sonia: { portfolio: 0 }, Olga: { portfolio: 40 } });
  });

  it('hand it over wholly or not at all', async () => {
    own = await trade('postgres', company);
    await ripe();
    const { db } = own.world;
    const broken = {
      ...db,
      transaction: <T>(work: (tx: typeof db) => Promise<T>) =>
        db.transaction((tx) =>
          work({
            ...db,
            query: <Row>(statement: string, parameters: readonly unknown[] = []) =>
              statement.startsWith('insert into "task"')
                ? Promise.reject(new Error('the power goes'))
                : tx.query<Row>(statement, parameters),
          }),
        ),
    };
    expect(await handOverDue(own.depsOf(own.world.engine, broken as typeof db), 10)).toBe(0);
    expect(await status()).toEqual({ status: 'due', waits_for: null });
    expect(await owners()).toMatchObject([{ name: 'Sonia', until: null }]);
    expect(await own.world.loads()).toMatchObject({ Sonia: { portfolio: 200 }, Olga: { portfolio: 0 } });
    await handOverDue(own.deps, 10);
    expect(await status()).toMatchObject({ status: 'done' });
  });
});

it('what a first assignment made lapses without a deal, and the place is free again', async () => {
  own = await trade('pglite', { specialists: [{ name: 'Olga' }] });
  const { world } = own;
  const conversation = conversationOf(await world.stranger().says('operator'));
  expect(await own.all('select reason from ownership')).toEqual([{ reason: 'first-assignment' }]);
  await world.does('Olga', conversation, { type: 'resolve', reason: 'nothing to answer' });
  later(91 * day);
  await expireOwnerships(own.deps, 10);
  expect(await owners()).toMatchObject([{ until: null }]);
  await fireTimers();
  await expireOwnerships(own.deps, 10);
  expect(await owners()).toMatchObject([{ name: 'Olga', until: world.clock.at }]);
  expect(await own.all(`select action, data->>'reason' as reason from audit`)).toEqual([{ action: 'owner.lapsed', reason: 'lapsed' }]);
});
