import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinStranger } from '../../../src/db/clients/join.ts';
import { undoJoin } from '../../../src/db/clients/undo-join.ts';
import { dueTimers } from '../../../src/db/turns/due.ts';
import type { ContactId, NewId } from '../../../src/domain/ids.ts';
import { type ClientHand, conversationOf, type World, world } from '../../support/world.ts';
import { type Messenger, messenger } from './messenger-stage.ts';

const newId = v7 as NewId;

describe('several matters of one client', () => {
  let w: World;
  let m: Messenger;
  const contactOf = ({ address }: ClientHand) => address.slice('site:'.length) as ContactId;
  const inWeb = (client: ClientHand, more: object) =>
    w.engine.submit({
      type: 'inbound',
      account: 'webchat',
      externalId: v7(),
      address: client.address,
      window: client.window,
      contact: contactOf(client),
      language: 'en',
      content: { text: 'and this' },
      occurredAt: w.clock.at,
      ...more,
    });
  const tick = async () => {
    for (const each of await dueTimers(w.db, w.clock.at, 100)) await w.engine.submit({ type: 'timer-due', ...each });
  };

  beforeAll(async () => {
    w = await world('pglite', {
      specialists: [{ name: 'Anna' }, { name: 'Boris' }, { name: 'Fedor', department: 'finance' }],
      clients: ['One', 'Two', 'Three', 'Four', 'Five'].map((name) => ({ name, owner: { client: 'Anna' } })),
    });
    m = await messenger(w, 'telegram');
  });
  afterAll(() => w.close());

  test('finance runs beside, and a reply follows whoever wrote last, a quote, or the topic', async () => {
    const one = w.contact('One');
    const general = conversationOf(await one.says('a question'));
    const opened = await w.does('Anna', general, { type: 'beside', track: 'finance', reason: 'They were billed twice' });
    const finance = conversationOf(opened);
    expect(finance).not.toBe(general);
    expect(await w.does('Anna', general, { type: 'beside', track: 'finance', reason: 'again' })).toEqual({
      type: 'refused',
      code: 'already-beside',
    });
    const [, row] = await w.conversations(one.window);
    expect(row).toMatchObject({ id: finance, track: 'finance', specialistId: w.specialist('Fedor') });
    const shown = (await w.thread(one.window)).filter((each) => each.audience === 'client');
    // Both are named in the one text of the desk (R14).
    expect(shown.map(({ author }) => author)).toEqual(['client', 'system']);
    expect(shown.at(-1)?.body.text).toBe(
      'Anna from the client department is with you.\n\nFedor from the finance department is with you about invoices and payments.',
    );
    expect(conversationOf(await one.says('to whom?'))).toBe(general);
    await w.does('Fedor', finance, { type: 'reply', text: 'which bill?' });
    expect(conversationOf(await one.says('the one of May'))).toBe(finance);
    expect(conversationOf(await inWeb(one, { topic: 'problem' }))).toBe(general);
    expect(await w.does('Boris', general, { type: 'beside', track: 'finance', reason: 'no' })).toEqual({
      type: 'refused',
      code: 'not-in-charge',
    });
    await w.does('Anna', general, { type: 'reply', text: 'Done.' });
    await w.does('Anna', general, { type: 'resolve' });
    // They talked with Anna last: what is settled goes on by a quote or a tap only, and any other word begins a matter of hers (R15).
    expect([general, finance]).not.toContain(conversationOf(await one.says('thank you')));
    expect(conversationOf(await inWeb(one, { quoteSeq: 1 }))).toBe(general);
    expect(conversationOf(await inWeb(one, { topic: 'invoice' }))).toBe(finance);
  });

  test('an accountant’s matters are finance’s', async () => {
    const two = w.contact('Two');
    await w.db.query(`update contact_client set role = 'Главный бухгалтер' where contact_id = $1::text::uuid`, [contactOf(two)]);
    const id = conversationOf(await two.says('the bill'));
    expect(await w.conversations(two.window)).toMatchObject([{ id, track: 'finance', specialistId: w.specialist('Fedor') }]);
  });

  test('who turns out to be a contact brings their open conversation along: the younger becomes the older', async () => {
    const three = w.contact('Three');
    const older = conversationOf(await three.says('from the site'));
    await w.does('Anna', older, { type: 'reply', text: 'one moment' });
    w.clock.at = new Date(w.clock.at.getTime() + 1000);
    const chat = m.chat();
    const younger = conversationOf(await chat.says('operator'));
    await w.does('Boris', younger, { type: 'take' });
    const joined = await joinStranger(w.db, {
      account: m.account,
      address: chat.address,
      contact: contactOf(three),
      proof: 'continue',
      at: w.clock.at,
      newId,
    });
    expect(joined.type).toBe('joined');
    await tick();
    expect(await w.conversations(chat.window)).toMatchObject([{ id: younger, status: 'closed', joinedInto: older, caseUnits: 0 }]);
    const [kept] = await w.conversations(three.window);
    expect(kept).toMatchObject({ id: older, status: 'waiting-on-us', channel: 'telegram', specialistId: w.specialist('Anna') });
    expect(conversationOf(await chat.says('it is me'))).toBe(older);

    const [join] = await w.db.query<{ id: string }>('select id from contact_join');
    const undo = { contact: contactOf(three), join: join?.id ?? '', by: w.specialist('Anna'), at: w.clock.at, newId };
    expect(await undoJoin(w.db, undo)).toMatchObject({ type: 'undone', again: false });
    expect(await undoJoin(w.db, undo)).toMatchObject({ type: 'undone', again: true });
    expect(conversationOf(await chat.says('operator'))).not.toBe(older);
    expect(conversationOf(await three.says('still me'))).toBe(older);
  });

  test('what one channel refuses for good leaves by another one of theirs', async () => {
    const four = w.contact('Four');
    const general = conversationOf(await four.says('hello'));
    const chat = m.chat();
    await chat.says('hello from here', { contact: contactOf(four) });
    await m.deliver();
    m.answers = () => ({ type: 'gone', reason: 'blocked' });
    await w.does('Anna', general, { type: 'reply', text: 'first' });
    await w.does('Anna', general, { type: 'reply', text: 'second' });
    await m.deliver();
    m.answers = () => ({ type: 'sent', externalId: v7() });
    const [row] = await w.conversations(four.window);
    expect(row?.channel).toBe('webchat');
    const sent = await w.db.query<{ text: string }>(
      `select m.body->>'text' as text from outbox o join message m on m.window_id = o.window_id and m.seq = o.seq
        where o.window_id = $1::text::uuid and o.target = $2 and o.status = 'sent' and m.author = 'specialist' order by o.n`,
      [four.window, row?.target],
    );
    expect(sent.map((each) => each.text)).toEqual(['first', 'second']);
    expect((await w.thread(four.window)).filter((each) => each.body.key === 'unreachable.moved')).toHaveLength(1);
  });

  test('colleagues’ threads show what is said, once, and nothing that was written there', async () => {
    const slack = await messenger(w, 'slack');
    await w.db.query(`update department set slack_channel = 'C' || key`);
    await w.engine.reload();
    const five = w.contact('Five');
    const id = conversationOf(await five.says('hello'));
    const said = await w.does('Anna', id, { type: 'note', text: 'among us' });
    await w.engine.submit({
      type: 'desk',
      key: v7(),
      conversation: id,
      actor: w.specialist('Anna'),
      command: { type: 'reply', text: 'hello to you' },
      origin: { account: 'slack', chat: 'Cclient', id: '1.5' },
    });
    await slack.deliver();
    const words = () => slack.sent.map((each) => each.body?.key ?? each.body?.text);
    expect(words()).toEqual(['hello', 'among us']);
    expect(slack.sent.map((each) => each.audience)).toEqual(['client', 'internal']);
    slack.sent.length = 0;
    await w.does('Anna', id, { type: 'edit', seq: said.type === 'accepted' ? (said.seq ?? 0) : 0, text: 'between us' });
    await w.does('Anna', id, { type: 'transfer', department: 'finance', reason: 'a bill' });
    await slack.deliver();
    const threads = await w.db.query<{ id: string; channel: string; ended: boolean; wanted: number }>(
      'select id, channel, ended_at is not null as ended, wanted from slack_thread where conversation_id = $1::text::uuid order by created_at, id',
      [id],
    );
    expect(threads.map(({ channel, ended }) => [channel, ended])).toEqual([
      ['Cclient', true],
      ['Cfinance', false],
    ]);
    const [row] = await w.conversations(five.window);
    expect(threads[1]?.wanted).toBe(row?.version);
    const inFinance = slack.sent.filter((each) => each.address === threads[1]?.id).map((each) => each.body?.key ?? each.body?.text);
    expect(inFinance).toEqual(['a bill']);
    expect(slack.sent.filter((each) => each.verb === 'edit').map((each) => [each.address, each.body?.text])).toEqual([
      [threads[0]?.id, 'between us'],
    ]);
  });
});
