import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Chat, messengerStage, type Stage, seqOf } from '../verbs/messenger-stage.ts';

/** Two people write through one messenger; what one of them names, by whatever id, may be the other's message. */
describe('a message that is somebody else’s', () => {
  let s: Stage;
  let other: Chat;
  /** the place of the first one's message, which both know by its id */
  let seq: number;
  const named = () => ({ ref: { chat: s.chat.address, id: 'theirs' } });
  const stands = async () =>
    expect(await s.message(s.chat.window, seq)).toMatchObject({ body: { text: 'mine' }, editedAt: null, reactions: null });

  beforeAll(async () => {
    s = await messengerStage();
  });
  beforeEach(async () => {
    await s.next();
    seq = seqOf(await s.chat.says('mine', named()));
    other = s.m.chat();
  });
  afterAll(() => s.w.close());

  test('cannot be edited: the new words are a message of whoever sent them', async () => {
    await other.says('hello');
    const edited = await other.edits('', 'yours', named());
    expect(edited).toMatchObject({ type: 'accepted', window: other.window });
    expect(await s.message(other.window, seqOf(edited))).toMatchObject({ body: { text: 'yours' } });
    await stands();
  });

  test('cannot be edited by somebody who is not known yet', async () => {
    const edited = await other.edits('', 'yours', named());
    expect(edited).toMatchObject({ type: 'accepted', window: other.window });
    await stands();
  });

  test('cannot be reacted to', async () => {
    await other.says('hello');
    const { ref } = named();
    const reaction = {
      type: 'inbound-reaction',
      account: 'telegram',
      externalId: 'reaction',
      emoji: ['👎'],
      occurredAt: s.w.clock.at,
    } as const;
    expect(await s.w.engine.submit({ ...reaction, address: other.address, ref })).toEqual({ type: 'refused', code: 'unknown-message' });
    expect(await s.w.engine.submit({ ...reaction, address: s.m.chat().address, ref })).toMatchObject({ type: 'refused' });
    await stands();
  });

  test('is not quoted, though both come in one batch', async () => {
    const { ref } = named();
    const [, quoting] = await Promise.all([
      s.chat.says('one more'),
      other.says('what of this?', { ref: { chat: ref.chat, id: 'elsewhere' }, quote: ref.id }),
    ]);
    const stored = await s.message(other.window, seqOf(quoting));
    expect(stored?.body).toEqual({ text: 'what of this?' });
    await stands();
  });
});
