import { afterEach, describe, expect, it } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import { conversationOf, type World, world } from '../../support/world.ts';

let w: World;
afterEach(async () => {
  expect(await recount(w.db, w.engine.company())).toEqual([]);
  await w.close();
});

const romashka = () => w.contact('Romashka');

/** Olga owns the client; Pavel served their matter, which is settled. */
async function settled(): Promise<ConversationId> {
  w = await world('pglite', {
    specialists: [{ name: 'Olga' }, { name: 'Pavel' }],
    clients: [{ name: 'Romashka', owner: { client: 'Olga' } }],
  });
  const former = conversationOf(await romashka().says('The printer is dead'));
  await w.does('Pavel', former, { type: 'take' });
  await w.does('Pavel', former, { type: 'reply', text: 'Switch it off and on' });
  await w.does('Pavel', former, { type: 'resolve' });
  return former;
}

const standing = async () =>
  (await w.conversations(romashka().window)).map(({ id, status, specialistId, joinedInto, turns }) => ({
    id,
    status,
    with: specialistId === w.specialist('Olga') ? 'Olga' : specialistId === w.specialist('Pavel') ? 'Pavel' : null,
    joinedInto,
    turns,
  }));
const texts = async () =>
  (await w.thread(romashka().window))
    .filter(({ audience }) => audience === 'client')
    .map(({ author, body }) => `${author} ${body.key ?? body.text}`);
const tap = (conversation?: ConversationId) =>
  w.engine.submit({ type: 'same-matter', account: 'webchat', address: romashka().address, ...(conversation && { conversation }) });
const after = (hours: number) => {
  w.clock.at = new Date(w.clock.at.getTime() + hours * 3_600_000);
};
const fireTimers = async () => {
  for (const due of await dueTimers(w.db, w.clock.at, 100)) await w.engine.submit({ type: 'timer-due', ...due });
};

describe('R15: what the client writes after a matter is settled', () => {
  it('is a new one and goes to the owner, whoever had the former', async () => {
    const former = await settled();
    after(1);
    const next = conversationOf(await romashka().says('What does a second licence cost?'));
    expect(next).not.toBe(former);
    expect(await standing()).toMatchObject([
      { id: former, status: 'resolved', with: 'Pavel' },
      { id: next, status: 'waiting-on-us', with: 'Olga' },
    ]);
  });

  it('offers one quiet tap with the text that names the person, and no text of its own (R14)', async () => {
    await settled();
    await romashka().says('Still dead');
    expect((await texts()).slice(-2)).toEqual(['client Still dead', 'system joined']);
    const [named] = (await w.thread(romashka().window)).slice(-1);
    expect(named?.body.former).toBe(true);
  });

  it('is the same matter by the client’s tap: it goes on with whoever had it, and nothing is said twice', async () => {
    const former = await settled();
    const next = conversationOf(await romashka().says('Still dead'));
    expect(conversationOf(await tap(next))).toBe(former);
    expect(await standing()).toMatchObject([
      { id: former, status: 'waiting-on-us', with: 'Pavel', turns: 2 },
      { id: next, status: 'closed', joinedInto: former },
    ]);
    // Each change of person is named once; the words of the client stand once.
    expect(await texts()).toEqual([
      'client The printer is dead',
      'system joined',
      'specialist Switch it off and on',
      'system resolved',
      'client Still dead',
      'system joined',
    ]);
    expect(await w.loads()).toMatchObject({ Olga: { cases: 0 }, Pavel: { cases: 500 } });
    await w.does('Pavel', former, { type: 'reply', text: 'I am coming' });
    expect(await standing()).toMatchObject([{ status: 'waiting-on-client' }, { status: 'closed' }]);
  });

  it('a second tap, and one when it is too late, are refused and change nothing', async () => {
    await settled();
    const next = conversationOf(await romashka().says('Still dead'));
    await tap(next);
    expect(await tap(next)).toMatchObject({ type: 'refused' });
    const again = await settledAgain();
    after(25);
    await fireTimers();
    const late = conversationOf(await romashka().says('And now?'));
    expect(late).not.toBe(again);
    expect(await tap(late)).toEqual({ type: 'refused', code: 'no-former-matter' });
  });

  it('is the same matter by one tap of a colleague, also when they have answered already', async () => {
    const former = await settled();
    const next = conversationOf(await romashka().says('Still dead'));
    await w.does('Olga', next, { type: 'reply', text: 'Let me look' });
    await w.does('Olga', next, { type: 'same-matter' });
    expect(await standing()).toMatchObject([
      { id: former, status: 'waiting-on-client', with: 'Olga', turns: 1 },
      { id: next, status: 'closed', joinedInto: former },
    ]);
  });

  it('is another matter by the opposite tap: that one begins with the client’s words and goes to the owner', async () => {
    const former = await settled();
    const next = conversationOf(await romashka().says('What does a second licence cost?'));
    await tap(next);
    await w.does('Pavel', former, { type: 'new-matter' });
    const [a, , c] = await standing();
    expect(a).toMatchObject({ id: former, status: 'resolved', with: 'Pavel' });
    expect(c).toMatchObject({ status: 'waiting-on-us', with: 'Olga', turns: 1 });
    expect((await texts()).filter((each) => each.startsWith('client'))).toHaveLength(2);
    expect((await texts()).filter((each) => each === 'system resolved')).toHaveLength(1);
  });

  it('waits from when they wrote, wherever that is answered; whoever has to answer it has a deadline of their own (R13, R28)', async () => {
    const former = await settled();
    after(1);
    const wrote = w.clock.at;
    await romashka().says('What does a second licence cost?');
    const turnOf = (conversation: ConversationId, n: number) =>
      w.db.query<{ opened: Date; closed: string | null; from: Date; ended: string | null }>(
        `select t.opened_at as opened, t.closed_reason as closed, h."from", h.ended from turn t join turn_hold h on h.turn_id = t.id
          where t.conversation_id = $1::text::uuid and t.n = $2::text::int order by h.n`,
        [conversation, String(n)],
      );
    after(0.1);
    const tapped = w.clock.at;
    await tap();
    expect(await turnOf(former, 2)).toEqual([{ opened: wrote, closed: null, from: tapped, ended: null }]);
    after(0.1);
    const anew = conversationOf(await w.does('Pavel', former, { type: 'new-matter' }));
    expect(await turnOf(former, 2)).toEqual([{ opened: wrote, closed: 'parted', from: tapped, ended: 'parted' }]);
    expect(await turnOf(anew, 1)).toEqual([{ opened: wrote, closed: null, from: w.clock.at, ended: null }]);
    expect((await w.conversations(romashka().window)).at(-1)?.waitingSince).toEqual(wrote);
    // Nothing was resolved by it: that had been counted when it was.
    const counted = await w.db.query(`select n from metric_event where metric = 'resolved' and conversation_id = $1::text::uuid`, [former]);
    expect(counted).toHaveLength(1);
  });

  it('nobody else’s tap counts', async () => {
    await settled();
    const next = conversationOf(await romashka().says('Still dead'));
    expect(await w.engine.submit({ type: 'same-matter', account: 'webchat', address: 'somebody', conversation: next })).toMatchObject({
      type: 'refused',
    });
    expect(await w.does('Pavel', next, { type: 'same-matter' })).toEqual({ type: 'refused', code: 'not-in-charge' });
  });
});

describe('R10, R15: a word while finance has something open beside what is settled', () => {
  /** Olga had begun finance’s matter beside her own, and then settled hers. */
  async function besides(): Promise<{ readonly general: ConversationId; readonly finance: ConversationId }> {
    w = await world('pglite', {
      specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Fedor', department: 'finance' }],
      clients: [{ name: 'Romashka', owner: { client: 'Olga' } }],
    });
    const general = conversationOf(await romashka().says('The printer is dead, and where is our bill?'));
    const finance = conversationOf(await w.does('Olga', general, { type: 'beside', track: 'finance', reason: 'the bill' }));
    return { general, finance };
  }
  const settle = async (general: ConversationId) => {
    await w.does('Olga', general, { type: 'reply', text: 'Switch it off and on' });
    await w.does('Olga', general, { type: 'resolve' });
  };

  it('goes to whom they talked with last: “thank you” for what is settled is for its owner, with the tap, and not for finance', async () => {
    const { general, finance } = await besides();
    await w.does('Fedor', finance, { type: 'reply', text: 'I am looking for it' });
    await settle(general);
    const thanks = conversationOf(await romashka().says('Thank you!'));
    expect([general, finance]).not.toContain(thanks);
    expect(await standing()).toMatchObject([
      { status: 'resolved' },
      { status: 'waiting-on-client' },
      { status: 'waiting-on-us', with: 'Olga' },
    ]);
    expect((await w.thread(romashka().window)).findLast(({ author }) => author === 'system')?.body.former).toBe(true);
    expect(conversationOf(await tap(thanks))).toBe(general);
  });

  it('goes to finance once finance has written since, or they have', async () => {
    const { general, finance } = await besides();
    await settle(general);
    await w.does('Fedor', finance, { type: 'reply', text: 'Which number does it have?' });
    expect(conversationOf(await romashka().says('Number 45'))).toBe(finance);
    expect(conversationOf(await romashka().says('of March'))).toBe(finance);
  });

  it('follows what a colleague has made a matter of its own', async () => {
    const { general } = await besides();
    await settle(general);
    const next = conversationOf(await romashka().says('Still dead'));
    await tap(next);
    const anew = conversationOf(await w.does('Olga', general, { type: 'new-matter' }));
    expect(conversationOf(await romashka().says('and another thing'))).toBe(anew);
  });
});

/** The matter that goes on is settled once more. */
async function settledAgain(): Promise<ConversationId> {
  const [row] = await w.conversations(romashka().window);
  if (row === undefined) throw new Error('no conversation');
  await w.does('Pavel', row.id, { type: 'reply', text: 'Done' });
  await w.does('Pavel', row.id, { type: 'resolve' });
  return row.id;
}
