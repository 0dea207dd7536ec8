import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrangeMeeting } from '../../../src/clients/meetings/arrange.ts';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { carryOutDue } from '../../../src/engine/submissions/owed.ts';
import type { Command, Submit } from '../../../src/engine/submissions/submission.ts';
import { settleLeavings } from '../../../src/people/settle-leavings.ts';
import { type House, house, json, newId } from '../../http/house.ts';
import { conversationOf } from '../../support/world.ts';

/** What becomes of a submission at a server: it is carried out, the engine is too busy, or the server ends. */
type Server = 'works' | 'is too busy' | 'ends';

let home: House;
let server: Server;
const submit: Submit = async (submission) => {
  // That finance is not asked where the conversation is over is found out first, and nothing is committed by it.
  const isFirstHalf = submission.type === 'desk' && submission.command.type === 'answer-finance';
  if (server === 'works' || isFirstHalf) return home.engine.submit(submission);
  if (server === 'is too busy') throw new Error('too busy');
  return new Promise(() => {});
};

beforeEach(async () => {
  server = 'works';
  home = await house(
    {
      specialists: [
        { name: 'Sonia', department: 'sales' },
        { name: 'Fedor', department: 'finance' },
        { name: 'Olga' },
        { name: 'Pavel' },
        { name: 'Dina', role: 'director', serves: false },
      ],
      clients: [
        { name: 'Giant', size: 'large', stage: 'prospect', owner: { sales: 'Sonia' }, contacts: ['Greta'] },
        { name: 'Romashka', stage: 'served', owner: { client: 'Olga' }, contacts: ['Anna'] },
      ],
    },
    { submit: (submission) => submit(submission) },
  );
});
afterEach(async () => {
  expect(await home.world.db.query('select key from owed_action')).toEqual([]);
  await home.close();
});

const deps = () => {
  const { world, engine, live } = home;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return { db: world.db, now: () => world.clock.at, newId, log, live, company: engine.company, submit };
};
const later = (seconds: number) => {
  const { clock } = home.world;
  clock.at = new Date(clock.at.getTime() + seconds * 1000);
};
const says = async (name: string, text: string) => conversationOf(await home.world.contact(name).says(text));
const does = (name: string, conversation: ConversationId, command: Command) => home.world.does(name, conversation, command);
const stateOf = async (id: string) =>
  (
    await home.world.db.query<{ status: string; name: string | null }>(
      `select c.status, s.name from conversation c left join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid`,
      [id],
    )
  )[0];
const insideOf = async (id: string) =>
  (
    await home.world.db.query<{ text: string }>(
      `select body->>'text' as text from message where conversation_id = $1::text::uuid and audience = 'internal' order by seq`,
      [id],
    )
  ).map(({ text }) => text);

/** Somebody acts at a server that does not get to the second half of it; a further one finds what that has left behind, once. */
async function breaksOff(how: Server, act: () => Promise<unknown>): Promise<void> {
  server = how;
  const acting = act();
  if (how === 'ends') await untilOwed();
  else await acting;
  server = 'works';
  later(6);
  expect(await carryOutDue(deps(), 50)).toBe(1);
  expect(await carryOutDue(deps(), 50)).toBe(0);
}

async function untilOwed(): Promise<void> {
  const isOwed = async () => (await home.world.db.query('select key from owed_action')).length > 0;
  await expect.poll(isOwed).toBe(true);
}

const taskDone = async (name: string, id: string, outcome: string) => (await home.signIn(name)).post(`/tasks/${id}/done`, { outcome });

async function meeting(): Promise<{ conversation: ConversationId; id: string }> {
  const conversation = await says('Greta', 'When do you come?');
  const sonia = { id: home.world.specialist('Sonia'), department: 'sales' };
  const wish = { id: newId(), conversation, startsAt: home.world.clock.at, minutes: null, text: 'At theirs', specialist: null };
  const made = await arrangeMeeting(deps(), sonia, wish);
  if (made.type === 'refused') throw new Error(made.code);
  return { conversation, id: made.id };
}

const both = ['is too busy', 'ends'] as const;

describe('what somebody has done is carried on although the server', () => {
  it.each(both)('%s: R13, a meeting that was held answers the client who waits', async (how) => {
    const { conversation, id } = await meeting();
    later(60);
    const ended = home.world.clock.at;
    await breaksOff(how, () => taskDone('Sonia', id, 'They buy'));
    // When they said so, not when it was carried out.
    expect(await home.world.db.query('select answered_at as at from turn')).toEqual([{ at: ended }]);
    expect(await stateOf(conversation)).toEqual({ status: 'waiting-on-client', name: 'Sonia' });
    expect(await insideOf(conversation)).toEqual(['They buy']);
    expect((await taskDone('Sonia', id, 'They buy')).status).toBe(200);
    expect(await insideOf(conversation)).toEqual(['They buy']);
  });

  it('ends: a server that runs finds it by itself', async () => {
    const { conversation, id } = await meeting();
    server = 'ends';
    void taskDone('Sonia', id, 'They buy');
    await untilOwed();
    later(6);
    home.engine.start();
    await expect.poll(() => insideOf(conversation), { timeout: 20_000 }).toEqual(['They buy']);
    await expect.poll(() => home.world.db.query('select key from owed_action'), { timeout: 20_000 }).toEqual([]);
  });

  it.each(both)('%s: R10, what finance answers stands where the matter goes on', async (how) => {
    const [former, live] = [await says('Anna', 'Has it come?'), await says('Greta', 'Hello')];
    await does('Olga', former, { type: 'ask-finance', question: 'Paid?' });
    const { db, clock } = home.world;
    const into = 'update conversation set status = $2::text, closed_at = $3::text::timestamptz, joined_into = $4::text::uuid';
    await db.query(`${into} where id = $1::text::uuid`, [former, 'closed', clock.at.toISOString(), live]);
    const [task] = await db.query<{ id: string }>(`select id from task where kind = 'finance'`);
    await breaksOff(how, () => taskDone('Fedor', task?.id ?? '', 'In full'));
    expect(await insideOf(live)).toEqual(['Finance answers: In full']);
  });

  it.each(both)('%s: R12, open conversations follow a portfolio that was moved', async (how) => {
    const conversation = await says('Anna', 'Good morning');
    const dina = await home.signIn('Dina');
    const path = `/people/${home.world.specialist('Olga')}/portfolio/move`;
    await breaksOff(how, () => dina.post(path, { reason: 'Ill' }));
    expect(await stateOf(conversation)).toEqual({ status: 'waiting-on-us', name: 'Pavel' });
  });

  it('is too busy: what a leaver had goes on', async () => {
    const conversation = await says('Anna', 'Good morning');
    const { db, specialist, clock } = home.world;
    const olga = specialist('Olga');
    await db.query(
      `insert into leaving (id, specialist_id, department_id, at, headed, deputy_of, absences, asks_head)
       select $1::text::uuid, id, department_id, $2::text::timestamptz, '[]', '[]', '[]', false from specialist where id = $3::text::uuid`,
      [newId(), clock.at.toISOString(), olga],
    );
    await db.query('update specialist set left_at = $2::text::timestamptz where id = $1::text::uuid', [olga, clock.at.toISOString()]);
    await home.engine.reload();
    await breaksOff('is too busy', () => settleLeavings(deps(), 10));
    expect(await stateOf(conversation)).toEqual({ status: 'waiting-on-us', name: 'Pavel' });
  });
});

it('R13: what the client wrote after a meeting is not answered by it, however late its word comes', async () => {
  const { conversation, id } = await meeting();
  await does('Sonia', conversation, { type: 'reply', text: 'At noon' });
  server = 'is too busy';
  await taskDone('Sonia', id, 'They buy');
  server = 'works';
  later(2);
  await says('Greta', 'And the price?');
  later(4);
  expect(await carryOutDue(deps(), 50)).toBe(1);
  expect(await stateOf(conversation)).toEqual({ status: 'waiting-on-us', name: 'Sonia' });
  expect(await insideOf(conversation)).toEqual(['They buy']);
});

describe('what is owed and cannot be done any more is owed no more', () => {
  it('where somebody else has answered by then', async () => {
    const { conversation, id } = await meeting();
    server = 'is too busy';
    await taskDone('Sonia', id, 'They buy');
    server = 'works';
    await does('Dina', conversation, { type: 'transfer', department: 'client', reason: 'theirs' });
    later(6);
    expect(await carryOutDue(deps(), 50)).toBe(1);
    expect(await insideOf(conversation)).toEqual(['theirs']);
  });

  it('where a conversation has gone to somebody else by then, it stays there', async () => {
    const conversation = await says('Anna', 'Good morning');
    const dina = await home.signIn('Dina');
    server = 'is too busy';
    const path = `/people/${home.world.specialist('Olga')}/portfolio/move`;
    expect(await json(await dina.post(path, { reason: 'Ill' }))).toMatchObject({ conversations: 0 });
    server = 'works';
    await does('Dina', conversation, { type: 'transfer', department: 'finance', reason: 'an invoice' });
    later(6);
    expect(await carryOutDue(deps(), 50)).toBe(1);
    expect(await stateOf(conversation)).toEqual({ status: 'waiting-on-us', name: 'Fedor' });
  });

  it('and what fails again is tried again later, without keeping others', async () => {
    const { conversation, id } = await meeting();
    server = 'is too busy';
    await taskDone('Sonia', id, 'They buy');
    later(6);
    expect(await carryOutDue(deps(), 50)).toBe(1);
    expect(await carryOutDue(deps(), 50)).toBe(0);
    later(60);
    server = 'works';
    expect(await carryOutDue(deps(), 50)).toBe(1);
    expect(await stateOf(conversation)).toMatchObject({ status: 'waiting-on-client' });
  });
});
