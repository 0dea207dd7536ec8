import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Attachment } from '../../../src/domain/content.ts';
import type { ConversationId, WindowId } from '../../../src/domain/ids.ts';
import type { Outcome } from '../../../src/engine/submissions/submission.ts';
import { conversationOf, type World, world } from '../../support/world.ts';
import { type Chat, type Messenger, messenger } from './messenger-stage.ts';

const second = 1000;

function seqOf(outcome: Outcome): number {
  if (outcome.type === 'refused' || outcome.seq === null) throw new Error('no message');
  return outcome.seq;
}

describe('what is on its way to a messenger', () => {
  let w: World;
  let m: Messenger;
  let chat: Chat;
  /** a conversation in Anna's charge */
  let conversation: ConversationId;
  const message = async (window: WindowId, seq: number) => {
    const rows = await w.db.query<{
      body: { text: string; quote?: number; attachments?: Attachment[] };
      edited_at: Date | null;
      deleted_at: Date | null;
      reactions: unknown;
    }>('select body, edited_at, deleted_at, reactions from message where window_id = $1::text::uuid and seq = $2::text::bigint', [
      window,
      String(seq),
    ]);
    return rows[0];
  };
  const lane = (verb: string, seq: number) =>
    w.db.query<{ status: string; reason: string | null; attempts: number }>(
      'select status, reason, attempts from outbox where window_id = $1::text::uuid and verb = $2 and seq = $3::text::bigint order by n',
      [chat.window, verb, String(seq)],
    );
  const reply = async (text: string, more = {}) => seqOf(await w.does('Anna', conversation, { type: 'reply', text, ...more }));
  const later = (ms: number) => new Date(w.clock.at.getTime() + ms);

  beforeAll(async () => {
    w = await world('pglite', {
      specialists: [{ name: 'Anna' }, { name: 'Boris' }],
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 60 } } }),
    });
    m = await messenger(w, 'telegram');
  });
  beforeEach(async () => {
    chat = m.chat();
    conversation = conversationOf(await chat.says('operator'));
    await w.does('Anna', conversation, { type: 'take' });
    await m.deliver();
    m.sent.length = 0;
  });
  afterAll(() => w.close());

  test('a specialist’s edit follows to where the message went; one that has not left is sent as it reads now', async () => {
    const seq = await reply('one');
    await w.does('Anna', conversation, { type: 'edit', seq, text: 'two' });
    await m.deliver();
    expect(m.sent.map((each) => [each.verb, each.body?.text])).toEqual([['send', 'two']]);
    await w.does('Anna', conversation, { type: 'edit', seq, text: 'three' });
    await m.deliver();
    expect(m.sent.at(-1)).toMatchObject({ verb: 'edit', body: { text: 'three' }, refs: [{ chat: chat.address }] });
    expect(await w.does('Boris', conversation, { type: 'edit', seq, text: 'mine' })).toEqual({ type: 'refused', code: 'not-yours' });
    expect(await w.does('Anna', conversation, { type: 'delete', seq: 99 })).toEqual({ type: 'refused', code: 'unknown-message' });
  });

  test('what is taken back does not leave, or is deleted where it stands', async () => {
    const unsent = await reply('never mind');
    await w.does('Anna', conversation, { type: 'delete', seq: unsent });
    const sent = await reply('said');
    await m.deliver();
    await w.does('Anna', conversation, { type: 'delete', seq: sent });
    await m.deliver();
    expect(m.sent.map((each) => [each.verb, each.seq])).toEqual([
      ['send', sent],
      ['delete', sent],
    ]);
    expect(await lane('send', unsent)).toEqual([{ status: 'dead', reason: 'taken-back', attempts: 0 }]);
    expect(await message(chat.window, sent)).toMatchObject({ body: { text: '' }, deleted_at: w.clock.at });
  });

  test('a refused answer is told inside, with the reason, and is owed again', async () => {
    const seq = await reply('too long');
    m.answers = () => ({ type: 'refused', reason: 'too-long' });
    await m.deliver();
    m.answers = () => ({ type: 'sent', externalId: v7() });
    expect(await lane('send', seq)).toEqual([{ status: 'dead', reason: 'too-long', attempts: 1 }]);
    const last = (await w.thread(chat.window)).at(-1);
    expect(last).toMatchObject({ author: 'system', audience: 'internal', body: { key: 'undelivered', params: { reason: 'too-long' } } });
    expect((await w.conversations(chat.window))[0]?.status).toBe('waiting-on-us');
  });

  test('one who blocked the bot and has no other channel: told once, and reachable again when they write', async () => {
    const [first, next] = [await reply('1'), await reply('2')];
    m.answers = () => ({ type: 'gone', reason: 'blocked' });
    await m.deliver();
    m.answers = () => ({ type: 'sent', externalId: v7() });
    expect([...(await lane('send', first)), ...(await lane('send', next))].map((each) => each.status)).toEqual(['dead', 'dead']);
    expect((await w.thread(chat.window)).filter((each) => each.body.key === 'unreachable')).toHaveLength(1);
    const unreachable = async () =>
      (await w.db.query('select 1 from identity where external_id = $1 and unreachable_at is not null', [chat.address])).length;
    expect(await unreachable()).toBe(1);
    await chat.says('here again');
    expect(await unreachable()).toBe(0);
  });

  test('a gate closed by one message holds back all who want through it, and counts no try', async () => {
    m.scopes = (address) => [`telegram:chat:${address}`, 'telegram:bot'];
    const [seq, other] = [await reply('slow'), m.chat()];
    const theirs = conversationOf(await other.says('operator'));
    m.answers = () => ({ type: 'retry', afterMs: 3 * second, scope: 'telegram:bot' });
    await m.deliver();
    m.answers = () => ({ type: 'sent', externalId: v7() });
    await w.does('Boris', theirs, { type: 'take' });
    await m.deliver();
    expect(m.sent).toEqual([]);
    expect(await lane('send', seq)).toEqual([{ status: 'waiting', reason: null, attempts: 0 }]);
    w.clock.at = later(4 * second);
    await m.deliver();
    expect(m.sent.some((each) => each.seq === seq)).toBe(true);
    m.scopes = () => [];
  });

  test('a channel that never says whether it arrived is asked eight times', async () => {
    const seq = await reply('hello?');
    m.answers = () => ({ type: 'unsure' });
    for (let i = 0; i < 8; i++) {
      await m.deliver();
      w.clock.at = later(300 * second);
    }
    m.answers = () => ({ type: 'sent', externalId: v7() });
    expect(await lane('send', seq)).toEqual([{ status: 'dead', reason: 'unsure', attempts: 8 }]);
  });
});
