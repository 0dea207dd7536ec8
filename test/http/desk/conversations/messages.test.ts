import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import type { DeskMessage } from '../../../../src/http/desk/conversations/message.ts';
import { conversationOf } from '../../../support/world.ts';
import { type DeskHand, type House, house, json, newId, refusal } from '../../house.ts';

let home: House;
const hands = new Map<string, DeskHand>();
beforeAll(async () => {
  home = await house({ specialists: [{ name: 'Olga' }, { name: 'Pavel', availability: 'off' }] });
  for (const name of ['Olga', 'Pavel']) hands.set(name, await home.signIn(name));
});
afterAll(() => home.close());

const hand = (name: string) => hands.get(name) as DeskHand;

/** A conversation in Olga's charge, and the message she answered with. */
async function answered(): Promise<{ id: string; window: string; message: () => Promise<DeskMessage | undefined>; path: string }> {
  const client = home.world.stranger();
  const id = conversationOf(await client.says('operator'));
  const { seq } = await json<{ seq: number }>(await hand('Olga').post(`/conversations/${id}/reply`, { key: newId(), text: 'Helo' }));
  const message = async () =>
    (await json<ConversationView>(await hand('Olga').get(`/conversations/${id}`))).messages.find((each) => each.seq === seq);
  return { id, window: client.window, message, path: `/conversations/${id}/messages/${seq}` };
}

describe('a message of one’s own', () => {
  it('is changed, with its formatting, and taken back', async () => {
    const { message, path } = await answered();
    expect((await hand('Olga').post(`${path}/edit`, { key: newId(), text: 'Hello *there*' })).status).toBe(200);
    expect(await message()).toMatchObject({
      by: home.world.specialist('Olga'),
      text: 'Hello there',
      edited: true,
      marks: [{ kind: 'italic', at: 6, length: 5 }],
    });
    expect((await hand('Olga').post(`${path}/delete`, { key: newId() })).status).toBe(200);
    expect(await message()).toMatchObject({ text: '', deleted: true });
  });

  it('is nobody else’s to change', async () => {
    const { id, path } = await answered();
    expect(await refusal(await hand('Pavel').post(`${path}/edit`, { key: newId(), text: 'Mine' }))).toEqual([403, 'not-yours']);
    expect(await refusal(await hand('Olga').post(`/conversations/${id}/messages/999/delete`, { key: newId() }))).toEqual([
      404,
      'unknown-message',
    ]);
  });

  it('is sent again once a channel refused it, and shows both', async () => {
    const { window, message, path } = await answered();
    expect(await refusal(await hand('Olga').post(`${path}/retry`, {}))).toEqual([404, 'unknown-message']);
    await home.world.db.query(`update outbox set status = 'dead', reason = 'too-long' where window_id = $1::text::uuid`, [window]);
    expect(await message()).toMatchObject({ deliveries: [{ channel: 'webchat', verb: 'send', status: 'failed', reason: 'too-long' }] });
    expect((await hand('Olga').post(`${path}/retry`, {})).status).toBe(200);
    expect(await message()).toMatchObject({ delivery: { state: 'sending' }, deliveries: [{ status: 'waiting', reason: null }] });
  });
});

describe('a reply that quotes', () => {
  it('names the message it answers; one that is not there, or not the client’s to see, is refused', async () => {
    const { id, message, path } = await answered();
    const first = await message();
    const reply = (quote: number) => hand('Olga').post(`/conversations/${id}/reply`, { key: newId(), text: 'As I said', quote });
    const { seq } = await json<{ seq: number }>(await reply(first?.seq ?? 0));
    const shown = await json<ConversationView>(await hand('Olga').get(`/conversations/${id}`));
    expect(shown.messages.find((each) => each.seq === seq)).toMatchObject({ quote: first?.seq });
    const note = await json<{ seq: number }>(await hand('Olga').post(`/conversations/${id}/note`, { key: newId(), text: 'inside' }));
    for (const each of [999, note.seq]) expect(await refusal(await reply(each))).toEqual([404, 'unknown-message']);
    await hand('Olga').post(`${path}/delete`, { key: newId() });
    expect(await refusal(await reply(first?.seq ?? 0))).toEqual([404, 'unknown-message']);
  });
});
