import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proveAddress } from '../../src/db/clients/prove.ts';
import { joinsOf, undoJoin } from '../../src/db/clients/undo-join.ts';
import { reachedBy } from '../../src/db/conversations/reach.ts';
import { pageOfThread, threadOfContact } from '../../src/db/conversations/thread.ts';
import { retrySend } from '../../src/db/delivery/retry-send.ts';
import { dueTimers } from '../../src/db/turns/due.ts';
import type { AccountId, ContactId, ConversationId, NewId } from '../../src/domain/ids.ts';
import { recount } from '../../src/engine/recount.ts';
import { type Chat, type Messenger, messenger, seqOf } from '../engine/verbs/messenger-stage.ts';
import { databases } from '../support/database.ts';
import { replayAll } from '../support/replay.ts';
import { type ClientHand, conversationOf, type World, world } from '../support/world.ts';

const newId = v7 as NewId;

describe.each(databases())('after a join was undone, on %s', (kind) => {
  let w: World;
  let m: Messenger;
  let webchat: AccountId;
  let chat: Chat;
  let visitor: ClientHand;
  /** the visitor's, in Anna's charge */
  let conversation: ConversationId;

  beforeAll(async () => {
    w = await world(kind, {
      specialists: [{ name: 'Anna' }],
      clients: [
        { name: 'Irina', owner: { client: 'Anna' } },
        { name: 'Olga', owner: { client: 'Anna' } },
      ],
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 60 } } }),
    });
    m = await messenger(w, 'telegram');
    webchat = w.engine.company().accounts.get('webchat') as AccountId;
  });
  beforeEach(async () => {
    m.answers = () => ({ type: 'sent', externalId: v7() });
    chat = m.chat();
    visitor = w.stranger();
    conversation = conversationOf(await visitor.says('operator'));
    await w.does('Anna', conversation, { type: 'take' });
    await m.deliver();
  });
  afterEach(async () => {
    m.answers = () => ({ type: 'sent', externalId: v7() });
    await m.deliver();
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    expect((await replayAll(w.db)).differ).toEqual([]);
    m.sent.length = 0;
  });
  afterAll(() => w.close());

  const later = (ms: number) => {
    w.clock.at = new Date(w.clock.at.getTime() + ms);
  };
  const holderOf = async (address: string) =>
    (
      await w.db.query<{ contact: ContactId; proof: string }>(
        `select l.contact_id as contact, l.proof from identity i join identity_link l on l.identity_id = i.id and l.until is null
         where i.external_id = $1`,
        [address],
      )
    )[0];
  const contactOf = async (address: string) => (await holderOf(address))?.contact as ContactId;
  const target = () => `${m.account}:${chat.address}`;
  const prove = (contact: ContactId, proof: 'continue' | 'invite') =>
    proveAddress(w.db, {
      account: m.account,
      address: chat.address,
      contact,
      proof,
      at: w.clock.at,
      newId,
      ...(proof === 'continue' && { answeredAt: { channel: 'telegram', target: target() } }),
    });
  const undo = async (contact: ContactId) => {
    later(1000);
    const [join] = await joinsOf(w.db, [contact]);
    return undoJoin(w.db, { contact, join: join?.id ?? '', by: w.specialist('Anna'), at: w.clock.at, newId });
  };
  const reply = async (text: string, more: { quote?: number } = {}) =>
    seqOf(await w.does('Anna', conversation, { type: 'reply', text, ...more }));
  const rowsOf = (seq: number, verb = 'send') =>
    w.db.query<{ channel: string; status: string; reason: string | null }>(
      `select a.kind as channel, o.status, o.reason from outbox o join channel_account a on a.id::text = split_part(o.target, ':', 1)
       where o.window_id = $1::text::uuid and o.seq = $2::text::bigint and o.verb = $3 and o.audience = 'client' order by o.status`,
      [visitor.window, String(seq), verb],
    );
  const leftForTheChat = () => m.sent.splice(0).filter((each) => each.address === chat.address);

  test.each([['who had written there'], ['new to the bot']])(
    'with somebody %s, answers and typing are for the visitor again',
    async (who) => {
      if (who === 'who had written there') await chat.says('operator');
      const contact = await contactOf(visitor.address);
      expect((await prove(contact, 'continue')).type).toBe(who === 'new to the bot' ? 'linked' : 'joined');
      expect(await reachedBy(w.db, conversation, w.specialist('Anna'))).toMatchObject({ channel: 'telegram', address: chat.address });
      await reply('while they were one');
      await m.deliver();
      expect(leftForTheChat().map((each) => each.body?.text)).toContain('while they were one');
      expect(await undo(contact)).toMatchObject({ type: 'undone', again: false });
      expect(await reachedBy(w.db, conversation, w.specialist('Anna'))).toEqual({
        channel: 'webchat',
        address: visitor.address,
        thread: null,
      });
      const seq = await reply('for the visitor alone');
      await m.deliver();
      expect(leftForTheChat()).toEqual([]);
      expect(await rowsOf(seq)).toEqual([{ channel: 'webchat', status: 'sent', reason: null }]);
      expect(conversationOf(await chat.says('operator'))).not.toBe(conversation);
      expect(await contactOf(chat.address)).not.toBe(contact);
      expect(await holderOf(visitor.address)).toEqual({ contact, proof: 'first-message' });
    },
  );

  test('what waited for the chat leaves for the visitor, and what stands there is not changed, only taken back', async () => {
    const contact = await contactOf(visitor.address);
    await prove(contact, 'continue');
    const [changed, deleted] = [await reply('to be changed'), await reply('to be taken back')];
    await m.deliver();
    m.answers = () => ({ type: 'retry', afterMs: 60_000 });
    const waiting = await reply('held up');
    await m.deliver();
    await undo(contact);
    leftForTheChat();
    await w.does('Anna', conversation, { type: 'edit', seq: changed, text: 'changed' });
    await w.does('Anna', conversation, { type: 'delete', seq: deleted });
    m.answers = () => ({ type: 'sent', externalId: v7() });
    later(120_000);
    await m.deliver();
    expect(leftForTheChat().map((each) => [each.verb, each.seq])).toEqual([['delete', deleted]]);
    expect(await rowsOf(waiting)).toEqual([
      { channel: 'telegram', status: 'dead', reason: 'not-theirs' },
      { channel: 'webchat', status: 'sent', reason: null },
    ]);
    expect(await rowsOf(changed, 'edit')).toEqual([{ channel: 'telegram', status: 'dead', reason: 'not-theirs' }]);
  });

  test('what the chat had refused is sent again to the visitor, once', async () => {
    const contact = await contactOf(visitor.address);
    await prove(contact, 'continue');
    m.answers = () => ({ type: 'refused', reason: 'too-long' });
    const seq = await reply('refused');
    await m.deliver();
    await undo(contact);
    m.answers = () => ({ type: 'sent', externalId: v7() });
    for (const isRefused of [true, false]) {
      const revived = await retrySend(w.db, { conversation, window: visitor.window, seq, now: w.clock.at });
      expect(revived !== null).toBe(isRefused);
      await m.deliver();
    }
    expect(leftForTheChat()).toEqual([]);
    expect((await rowsOf(seq)).map((each) => `${each.channel} ${each.status}`)).toEqual(['telegram dead', 'webchat sent']);
  });

  test('an answer to a contact without an address of their own dies with its reason, and is owed again', async () => {
    const irina = w.contact('Irina').address.slice('site:'.length) as ContactId;
    expect((await prove(irina, 'invite')).type).toBe('linked');
    conversation = conversationOf(await chat.says('it is me'));
    await undo(irina);
    m.sent.length = 0;
    const seq = seqOf(await w.does('Anna', conversation, { type: 'reply', text: 'for nobody else' }));
    await m.deliver();
    expect(leftForTheChat()).toEqual([]);
    const [row] = await w.conversations(w.contact('Irina').window);
    expect(row).toMatchObject({ id: conversation, status: 'waiting-on-us' });
    const said = await w.thread(w.contact('Irina').window);
    expect(said.at(-1)).toMatchObject({ audience: 'internal', body: { key: 'unreachable', params: { reason: 'not-theirs' } } });
    expect(said.some((each) => each.seq === seq)).toBe(true);
  });

  test('a proof that comes by itself does not join them again, and one they give does', async () => {
    const irina = w.contact('Irina').address.slice('site:'.length) as ContactId;
    await chat.says('operator');
    const join = { account: m.account, address: chat.address, contact: irina, at: w.clock.at, newId };
    expect((await proveAddress(w.db, { ...join, proof: 'telegram-id' })).type).toBe('joined');
    await undo(irina);
    expect((await proveAddress(w.db, { ...join, proof: 'telegram-id', at: w.clock.at })).type).toBe('apart');
    expect((await proveAddress(w.db, { ...join, proof: 'invite', at: w.clock.at })).type).toBe('joined');
    expect((await undo(irina)).type).toBe('undone');
  });

  test('somebody known by proof is nobody’s stranger: another’s invite changes nothing', async () => {
    const irina = w.contact('Irina').address.slice('site:'.length) as ContactId;
    await prove(irina, 'invite');
    expect((await prove(await contactOf(visitor.address), 'invite')).type).toBe('nobody');
    expect(await contactOf(chat.address)).toBe(irina);
    await undo(irina);
  });

  const due = async () => {
    for (const each of await dueTimers(w.db, w.clock.at, 100)) await w.engine.submit({ type: 'timer-due', ...each });
  };
  const owed = (contact: ContactId) =>
    w.db.query<{ kind: string; conversation: string | null; specialist: string | null }>(
      `select kind, conversation_id as conversation, specialist_id as specialist from task where contact_id = $1::text::uuid and done_at is null`,
      [contact],
    );

  test('whose conversation ended for the sake of the other’s, unanswered, is a task of those they asked', async () => {
    later(1000);
    const theirs = conversationOf(await chat.says('operator'));
    const contact = await contactOf(visitor.address);
    await prove(contact, 'continue');
    await due();
    expect((await w.conversations(chat.window)).map((each) => each.status)).toEqual(['closed']);
    await undo(contact);
    const stranger = await contactOf(chat.address);
    expect(await owed(stranger)).toEqual([{ kind: 'parted', conversation: theirs, specialist: w.specialist('Anna') }]);
    expect(await owed(contact)).toEqual([]);
  });

  test.each([
    ['unanswered', 1],
    ['answered', 0],
    ['held up', 1],
  ])('who asked in the other’s conversation, %s: tasks %i', async (how, tasks) => {
    await chat.says('operator');
    const contact = await contactOf(visitor.address);
    await prove(contact, 'continue');
    await due();
    await chat.says('and what of my order?');
    if (how !== 'unanswered') await reply('it is on its way');
    if (how !== 'held up') await m.deliver();
    await undo(contact);
    expect((await owed(await contactOf(chat.address))).map((each) => each.kind)).toEqual(Array(tasks).fill('parted'));
  });

  test.each([
    ['unanswered', ['parted']],
    ['answered', []],
  ])('somebody new to the bot who had asked, %s: tasks %j', async (how, tasks) => {
    const contact = await contactOf(visitor.address);
    await prove(contact, 'continue');
    await chat.says('and what of my order?');
    if (how === 'answered') await reply('it is on its way');
    await m.deliver();
    await undo(contact);
    const newcomer = await contactOf(chat.address);
    expect(newcomer).not.toBe(contact);
    expect((await owed(newcomer)).map((each) => each.kind)).toEqual(tasks);
    // Whom the newcomer was taken for had asked for somebody, and heard nothing that was for them.
    expect((await owed(contact)).map((each) => each.kind)).toEqual(how === 'answered' ? ['parted'] : []);
  });

  test.each([
    ['only with what was for the other', ['parted']],
    ['before the other asked', []],
  ])('whose own question was answered %s: tasks %j', async (how, tasks) => {
    const contact = await contactOf(visitor.address);
    await visitor.says('when do you open?');
    if (how === 'before the other asked') await reply('at nine');
    await prove(contact, 'continue');
    await chat.says('and what of my order?');
    await reply('it is on its way');
    await m.deliver();
    await undo(contact);
    expect((await owed(contact)).map((each) => each.kind)).toEqual(tasks);
  });

  test('who turns out to be one with the other after all is shown their own words again, and a quote of them', async () => {
    const contact = await contactOf(visitor.address);
    await prove(contact, 'continue');
    const foreign = seqOf(await chat.says('between us'));
    const quoting = seqOf(await visitor.says('what is that?'));
    await w.db.query(
      `update message set body = body || json_build_object('quote', $3::int, 'excerpt', json_build_object('text', 'between'))::jsonb
       where window_id = $1::text::uuid and seq = $2::int`,
      [visitor.window, quoting, foreign],
    );
    const reads = async (address: string) => {
      const thread = await threadOfContact(w.db, await contactOf(address));
      const rows = thread === null ? [] : await pageOfThread(w.db, thread, 'after', -1000, 100);
      return rows.filter((each) => each.author === 'client').map((each) => [each.body?.text, each.body?.excerpt?.text ?? null]);
    };
    await undo(contact);
    expect(await reads(visitor.address)).toEqual([
      ['operator', null],
      ['what is that?', null],
    ]);
    expect(await reads(chat.address)).toEqual([]);
    await prove(contact, 'continue');
    expect(await reads(chat.address)).toEqual([
      ['operator', null],
      ['between us', null],
      ['what is that?', 'between'],
    ]);
    await undo(contact);
    expect((await reads(visitor.address)).flat()).not.toContain('between us');
  });

  test('an answer to somebody else does not go to another address of whom they were taken for', async () => {
    const irina = w.contact('Irina').address.slice('site:'.length) as ContactId;
    const own = m.chat();
    const join = { account: m.account, contact: irina, proof: 'invite', at: w.clock.at, newId } as const;
    await proveAddress(w.db, { ...join, address: own.address });
    conversation = conversationOf(await own.says('it is Irina'));
    if ((await w.conversations(w.contact('Irina').window)).at(-1)?.specialistId !== w.specialist('Anna'))
      await w.does('Anna', conversation, { type: 'take' });
    later(1000);
    await proveAddress(w.db, { ...join, address: chat.address });
    const asked = seqOf(await chat.says('what did I order?'));
    m.answers = () => ({ type: 'retry', afterMs: 60_000 });
    await reply('two keys to the safe');
    await own.says('and I?');
    await reply('one key', { quote: asked });
    const isTheirs = await reply('yours is on its way');
    await m.deliver();
    await undo(irina);
    m.sent.length = 0;
    m.answers = () => ({ type: 'sent', externalId: v7() });
    later(120_000);
    await m.deliver();
    const words = m.sent.splice(0).filter((each) => each.verb === 'send');
    expect(words.filter((each) => each.address === chat.address)).toEqual([]);
    const toIrina = words
      .filter((each) => each.address === own.address && each.author === 'specialist')
      .map((each) => [each.seq, each.body?.text]);
    expect(toIrina).toEqual([[isTheirs, 'yours is on its way']]);
    await undo(irina);
  });

  test('what is withheld from a client is not quoted to them, and is to colleagues', async () => {
    await chat.says('operator');
    const contact = await contactOf(visitor.address);
    await prove(contact, 'continue');
    await due();
    const foreign = seqOf(await chat.says('between us'));
    await undo(contact);
    const quoted = await w.does('Anna', conversation, { type: 'reply', text: 'as you wrote', quote: foreign });
    expect(quoted).toMatchObject({ type: 'refused', code: 'unknown-message' });
    expect((await w.does('Anna', conversation, { type: 'note', text: 'who was that?', quote: foreign })).type).toBe('accepted');
  });

  test('who was joined with one address is reached at the others too', async () => {
    await prove(await contactOf(visitor.address), 'continue');
    const olga = w.contact('Olga').address.slice('site:'.length) as ContactId;
    const join = { account: webchat, address: visitor.address, contact: olga, proof: 'invite', at: w.clock.at, newId } as const;
    expect((await proveAddress(w.db, join)).type).toBe('joined');
    expect(await contactOf(chat.address)).toBe(olga);
    expect(conversationOf(await chat.says('and here'))).toBe(conversation);
    expect((await joinsOf(w.db, [olga])).map((each) => each.proof)).toEqual(['invite', 'continue']);
    await undo(olga);
    expect(await contactOf(chat.address)).toBe(await contactOf(visitor.address));
  });
});
