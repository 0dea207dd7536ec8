import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContactId, ConversationId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import type { Outcome } from '../../../src/engine/submissions/submission.ts';
import { databases } from '../../support/database.ts';
import { replayAll } from '../../support/replay.ts';
import { type ClientHand, conversationOf, type World, world } from '../../support/world.ts';

/** What a client's words show: to whom they belong by now, in their order. */
async function belongings(w: World, { window }: ClientHand) {
  const rows = await w.db.query<{ text: string; track: string }>(
    `select m.body->>'text' as text, c.topic as track from message m join conversation c on c.id = m.conversation_id
      where m.window_id = $1::text::uuid and m.author = 'client' order by m.seq`,
    [window],
  );
  return rows.map(({ text, track }) => `${track}: ${text}`);
}

const openIn = async (w: World, { window }: ClientHand) => (await w.conversations(window)).filter(({ status }) => status !== 'closed');

const violations = (w: World) => w.db.query<{ n: number }>('select count(*)::int as n from turn_hold where lapsed_at is not null');

describe.each(databases())('R10: the topic is of the matter, on %s', (kind) => {
  let w: World;
  const accountant = async (name: string) => {
    const hand = w.contact(name);
    const contact = hand.address.slice('site:'.length) as ContactId;
    await w.db.query(`update contact_client set role = 'accountant' where contact_id = $1::text::uuid`, [contact]);
    return hand;
  };
  const taps = ({ address }: ClientHand, conversation: ConversationId): Promise<Outcome> =>
    w.engine.submit({ type: 'not-about-money', account: 'webchat', address, conversation });
  const menu = ({ address, window }: ClientHand, topic: string) =>
    w.engine.submit({
      type: 'inbound',
      account: 'webchat',
      externalId: v7(),
      address,
      window,
      language: 'en',
      content: { text: 'Invoices and payments' },
      topic,
      occurredAt: w.clock.at,
    });

  beforeAll(async () => {
    w = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Boris' }, { name: 'Fedor', department: 'finance' }],
      clients: ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'].map((name) => ({
        name,
        owner: { client: 'Anna' },
      })),
    });
  });
  afterAll(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  test('“not about money”: the accountant’s words go to their specialist, and so do the next ones', async () => {
    const one = await accountant('One');
    const finance = conversationOf(await one.says('the program crashed'));
    await one.says('and my report is due');
    const told = (await w.thread(one.window)).find((each) => each.body.key === 'joined');
    expect(told?.body).toMatchObject({ notMoney: true });
    expect(await taps(one, finance)).toMatchObject({ type: 'accepted' });
    const [general, ...others] = await openIn(w, one);
    expect(others).toEqual([]);
    expect(general).toMatchObject({ track: 'general', specialistId: w.specialist('Anna'), status: 'waiting-on-us' });
    expect(await belongings(w, one)).toEqual(['general: the program crashed', 'general: and my report is due']);
    // Each word is counted once, wherever it belongs by now.
    const [counted] = await w.db.query<{ n: number }>(
      `select count(*)::int as n from metric_event m join conversation c on c.id = m.conversation_id
        where m.metric = 'client-message' and c.window_id = $1::text::uuid`,
      [one.window],
    );
    expect(counted?.n).toBe(2);
    expect(conversationOf(await one.says('are you there?'))).toBe(general?.id);
    // A second tap finds it so already.
    expect(await taps(one, finance)).toMatchObject({ type: 'accepted' });
    expect(await violations(w)).toEqual([{ n: 0 }]);
    expect((await replayAll(w.db)).differ).toEqual([]);
  });

  test('words wait from when they were written, wherever they are answered; whoever has them then has a deadline of their own (R13, R28)', async () => {
    const ten = await accountant('Ten');
    const wrote = w.clock.at;
    const finance = conversationOf(await ten.says('the program crashed'));
    w.clock.at = new Date(wrote.getTime() + 60_000);
    await taps(ten, finance);
    const opened = await w.db.query(
      `select t.opened_at as opened, t.closed_reason as closed, h."from", c.topic as track from turn t join turn_hold h on h.turn_id = t.id
        join conversation c on c.id = t.conversation_id where c.window_id = $1::text::uuid order by h."from"`,
      [ten.window],
    );
    expect(opened).toEqual([
      { opened: wrote, closed: 'joined', from: wrote, track: 'finance' },
      { opened: wrote, closed: null, from: w.clock.at, track: 'general' },
    ]);
    expect((await replayAll(w.db)).differ).toEqual([]);
  });

  test('words that come and go are spoken of wherever they belong by now', async () => {
    const nine = await accountant('Nine');
    const finance = conversationOf(await nine.says('the bill of May?'));
    await w.does('Fedor', finance, { type: 'reply', text: 'It left today.' });
    await nine.says('and the program crashed');
    await nine.says('on opening the bill');
    await taps(nine, finance);
    const general = (await openIn(w, nine)).find(({ track }) => track === 'general');
    await w.does('Anna', general?.id as ConversationId, { type: 'send-over' });
    expect(await belongings(w, nine)).toEqual([
      'finance: the bill of May?',
      'finance: and the program crashed',
      'finance: on opening the bill',
    ]);
    expect((await replayAll(w.db)).differ).toEqual([]);
  });

  test('“not about money” said at once: nothing is said of finance any more, and nothing is left to be tapped (R14)', async () => {
    const eight = await accountant('Eight');
    await taps(eight, conversationOf(await eight.says('the program crashed')));
    const said = (await w.thread(eight.window)).filter(({ author, audience }) => author === 'system' && audience === 'client');
    expect(said.map(({ body }) => body.text)).toEqual(['Anna from the client department is with you.']);
    expect(said[0]?.body).not.toHaveProperty('notMoney');
  });

  test('a word that finance had nothing to do with leaves finance’s own matter as it was', async () => {
    const two = await accountant('Two');
    const finance = conversationOf(await two.says('the bill of May?'));
    await w.does('Fedor', finance, { type: 'reply', text: 'It left today.' });
    expect(conversationOf(await two.says('and the program crashed'))).toBe(finance);
    expect(await taps(two, finance)).toMatchObject({ type: 'accepted' });
    const rows = await openIn(w, two);
    expect(rows.map(({ track, status }) => [track, status])).toEqual([
      ['finance', 'waiting-on-client'],
      ['general', 'waiting-on-us'],
    ]);
    const general = rows[1]?.id as ConversationId;
    expect(await belongings(w, two)).toEqual(['finance: the bill of May?', 'general: and the program crashed']);
    expect(conversationOf(await two.says('hello?'))).toBe(general);
    // Whoever wrote last is answered.
    await w.does('Fedor', finance, { type: 'reply', text: 'Did it arrive?' });
    expect(conversationOf(await two.says('it did'))).toBe(finance);
    expect((await replayAll(w.db)).differ).toEqual([]);
  });

  test('finance sends the words over by a tap of its own, into the specialist’s open conversation', async () => {
    const three = w.contact('Three');
    const general = conversationOf(await three.says('a question'));
    await w.does('Anna', general, { type: 'reply', text: 'An answer' });
    const finance = conversationOf(await menu(three, 'invoice'));
    expect(conversationOf(await three.says('how do I print a report?'))).toBe(finance);
    expect(await w.does('Anna', finance, { type: 'send-over' })).toEqual({ type: 'refused', code: 'not-in-charge' });
    expect(conversationOf(await w.does('Fedor', finance, { type: 'send-over' }))).toBe(general);
    expect(await openIn(w, three)).toMatchObject([{ id: general, specialistId: w.specialist('Anna'), status: 'waiting-on-us' }]);
    const shown = (await w.thread(three.window)).filter((each) => each.audience === 'client' && each.author === 'system').at(-1);
    expect(shown?.body).toMatchObject({ key: 'joined', params: { name: 'Anna' } });
    expect(conversationOf(await three.says('the yearly one'))).toBe(general);
    expect((await replayAll(w.db)).differ).toEqual([]);
  });

  test('and a specialist sends what is about money to finance', async () => {
    const four = w.contact('Four');
    const general = conversationOf(await four.says('please send the act again'));
    const finance = conversationOf(await w.does('Anna', general, { type: 'send-over' }));
    expect(await openIn(w, four)).toMatchObject([{ id: finance, track: 'finance', specialistId: w.specialist('Fedor') }]);
    expect(await w.does('Anna', general, { type: 'send-over' })).toEqual({ type: 'refused', code: 'conversation-closed' });
  });

  test('a known client’s menu says what is written next, any time', async () => {
    const five = w.contact('Five');
    const general = conversationOf(await five.says('a question'));
    await w.does('Anna', general, { type: 'reply', text: 'An answer' });
    const finance = conversationOf(await menu(five, 'invoice'));
    expect(finance).not.toBe(general);
    expect(conversationOf(await five.says('the one of June'))).toBe(finance);
    const rows = await openIn(w, five);
    expect(rows.map(({ topic }) => topic)).toEqual([null, 'invoice']);
    // What was tapped is not asked about again.
    const told = (await w.thread(five.window)).filter((each) => each.body.key === 'joined').at(-1);
    expect(told?.body.notMoney).toBeUndefined();
    expect(conversationOf(await menu(five, 'problem'))).toBe(general);
    expect(await menu(five, 'unheard-of')).toMatchObject({ type: 'accepted' });
  });

  test('what is handed by hand to another department is of that department’s track', async () => {
    const six = await accountant('Six');
    const finance = conversationOf(await six.says('the program crashed'));
    await w.does('Fedor', finance, { type: 'transfer', department: 'client', reason: 'not ours' });
    expect(await openIn(w, six)).toMatchObject([{ track: 'general', specialistId: w.specialist('Anna') }]);
    await w.does('Anna', finance, { type: 'transfer', department: 'finance', reason: 'it is' });
    expect(await openIn(w, six)).toMatchObject([{ track: 'finance', specialistId: w.specialist('Fedor') }]);
  });

  test('R23: a topic is dated and counted, and the last word of it holds', async () => {
    const seven = w.contact('Seven');
    const general = conversationOf(await seven.says('a question'));
    expect(await w.does('Boris', general, { type: 'topic', topic: 'wish' })).toEqual({ type: 'refused', code: 'not-in-charge' });
    expect(await w.does('Anna', general, { type: 'topic', topic: 'weather' })).toEqual({ type: 'refused', code: 'unknown-topic' });
    for (const topic of ['problem', 'problem', 'wish']) await w.does('Anna', general, { type: 'topic', topic });
    expect(await openIn(w, seven)).toMatchObject([{ topic: 'wish', specialistId: w.specialist('Anna') }]);
    const counted = await w.db.query(
      `select data from metric_event where conversation_id = $1::text::uuid and metric = 'topic' order by n`,
      [general],
    );
    expect(counted).toEqual([{ data: { topic: 'problem', source: 'colleague' } }, { data: { topic: 'wish', source: 'colleague' } }]);
    expect((await replayAll(w.db)).differ).toEqual([]);
  });
});
