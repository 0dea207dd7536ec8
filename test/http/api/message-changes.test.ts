import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import type { Channel } from '../../../src/engine/delivery/channel.ts';
import { deliverOnce } from '../../../src/engine/delivery/deliver.ts';
import type { Command } from '../../../src/engine/submissions/command.ts';
import { json, newId, refusal } from '../house.ts';
import { api, type Called, type Hand } from './company.ts';

interface Shown {
  readonly seq: number;
  readonly text: string | null;
  readonly quote: number | null;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly deliveries: readonly object[];
}

let company: Called;
beforeAll(async () => {
  company = await api();
});
afterAll(() => company.home.close());

/** What Olga said by the API in a conversation of a stranger that is hers. */
async function answered(text = 'Your invoise') {
  const client = company.home.world.stranger();
  const id = (await company.opened(client)) as ConversationId;
  await client.says('operator');
  await does('Olga', id, { type: 'take' });
  const { seq } = await json<{ seq: number }>(await company.all.post(`/conversations/${id}/messages`, { text, quote: 1 }));
  const path = `/conversations/${id}/messages/${seq}`;
  const shown = async () => {
    const { items } = await json<{ items: Shown[] }>(await company.all.get(`/conversations/${id}/messages`));
    return items.find((each) => each.seq === seq);
  };
  return { id, seq, path, shown, client };
}

const does = (name: string, conversation: ConversationId, command: Command) =>
  company.home.engine.submit({ type: 'desk', key: newId(), conversation, actor: company.home.world.specialist(name), command });
const change = (path: string, text: string, hand: Hand = company.all) => hand.send('PATCH', path, { text });
const remove = (path: string, hand: Hand = company.all) => hand.send('DELETE', path);
const rowsOf = (window: string, seq: number, verb: string) =>
  company.home.world.db.query<{ n: number }>(
    `select n::int as n from outbox where window_id = $1::text::uuid and seq = $2::text::bigint and verb = $3::text and audience = 'client'`,
    [window, String(seq), verb],
  );

describe('a message of a specialist', () => {
  it('is changed and taken back in the name of whoever wrote it, and says what it quotes', async () => {
    const { path, shown, client } = await answered();
    const changed = await change(path, 'Your invoice');
    expect([changed.status, await json<Shown>(changed)]).toMatchObject([200, { text: 'Your invoice', quote: 1, edited: true }]);
    expect(await shown()).toMatchObject({ text: 'Your invoice', edited: true, deleted: false });
    const removed = await remove(path);
    expect([removed.status, await json<Shown>(removed)]).toMatchObject([200, { text: null, quote: null, deleted: true }]);
    const thread = await company.home.world.thread(client.window);
    expect(thread.filter((each) => each.body.text.startsWith('Your inv'))).toEqual([]);
  });

  it('is taken back once, however often and however many at once ask', async () => {
    const { path, seq, client } = await answered();
    await company.home.world.db.query(`update outbox set status = 'sent' where window_id = $1::text::uuid`, [client.window]);
    const all = await Promise.all([remove(path), remove(path), remove(path)]);
    expect([...all, await remove(path)].map((each) => each.status)).toEqual([200, 200, 200, 200]);
    expect(await rowsOf(client.window, seq, 'delete')).toHaveLength(1);
    expect(await refusal(await change(path, 'Back again'))).toEqual([404, 'unknown-message']);
  });

  it('changed by two at once ends as one of them said; the same words again are no change', async () => {
    const { path, seq, shown, client } = await answered();
    await company.home.world.db.query(`update outbox set status = 'sent' where window_id = $1::text::uuid`, [client.window]);
    const all = await Promise.all([change(path, 'One'), change(path, 'Two')]);
    expect(all.map((each) => each.status)).toEqual([200, 200]);
    const { text } = (await shown()) as Shown;
    expect(['One', 'Two']).toContain(text);
    const before = await rowsOf(client.window, seq, 'edit');
    expect(before.length).toBeGreaterThan(0);
    expect((await change(path, String(text))).status).toBe(200);
    expect(await rowsOf(client.window, seq, 'edit')).toEqual(before);
  });

  it('shows what a channel refused, and why', async () => {
    const { path, shown, client } = await answered();
    const { db } = company.home.world;
    expect(await shown()).toMatchObject({ deliveries: [{ channel: 'webchat', verb: 'send', reason: null }] });
    await db.query(`update outbox set status = 'sent' where window_id = $1::text::uuid`, [client.window]);
    expect((await remove(path)).status).toBe(200);
    expect(await shown()).toMatchObject({ deleted: true, deliveries: [{ verb: 'send', status: 'sent' }] });
    const reason = "message can't be deleted for everyone";
    await db.query(`update outbox set status = 'dead', reason = $2::text where window_id = $1::text::uuid and verb = 'delete'`, [
      client.window,
      reason,
    ]);
    expect(await shown()).toMatchObject({ deliveries: [{ status: 'sent' }, { verb: 'delete', status: 'failed', reason }] });
  });
});

describe('a change and what has not left yet', () => {
  it('changed twice and taken back before it left, it does not leave; behind it the others do', async () => {
    const { path, id, seq, client } = await answered();
    expect((await change(path, 'Second')).status).toBe(200);
    expect((await change(path, 'Third')).status).toBe(200);
    await company.all.post(`/conversations/${id}/messages`, { text: 'Behind it' });
    expect((await remove(path)).status).toBe(200);
    const sent: string[] = [];
    const send: Channel['send'] = async ({ verb, body }) => {
      if (verb === 'send') sent.push(body?.text ?? '');
      return { type: 'sent', externalId: newId() };
    };
    const channelOf = () => ({ kind: 'webchat', send });
    const { db, clock } = company.home.world;
    while ((await deliverOnce({ db, now: () => clock.at, holder: newId(), channelOf })) > 0);
    expect(sent.filter((each) => ['Your invoise', 'Second', 'Third', 'Behind it', ''].includes(each))).toEqual(['Behind it']);
    expect(await rowsOf(client.window, seq, 'send')).toHaveLength(1);
  });

  it('posted again under its Idempotency-Key after it was taken back, it stays away', async () => {
    const { id, client } = await answered();
    const post = () =>
      company.all.post(`/conversations/${id}/messages`, { text: 'Only once' }, { 'idempotency-key': `once ${id}`.replace(' ', '-') });
    const { seq } = await json<{ seq: number }>(await post());
    expect((await remove(`/conversations/${id}/messages/${seq}`)).status).toBe(200);
    expect(await json(await post())).toMatchObject({ seq });
    const thread = await company.home.world.thread(client.window);
    expect(thread.filter((each) => each.body.text === 'Only once')).toEqual([]);
  });

  it('what was taken back meanwhile is quoted no more; an edit keeps the quote', async () => {
    const { id, seq, path, shown } = await answered();
    const quoting = { text: 'As I said', quote: seq };
    const { seq: later } = await json<{ seq: number }>(await company.all.post(`/conversations/${id}/messages`, quoting));
    expect((await remove(path)).status).toBe(200);
    expect(await refusal(await company.all.post(`/conversations/${id}/messages`, quoting))).toEqual([404, 'unknown-message']);
    const kept = await json<Shown>(await change(`/conversations/${id}/messages/${later}`, 'As I have said'));
    expect(kept).toMatchObject({ text: 'As I have said', quote: seq });
    expect(await shown()).toMatchObject({ deleted: true, text: null });
  });
});

describe('what is not to be changed', () => {
  it('is a message that is not there, a client’s, the desk’s own, and one of another conversation', async () => {
    const { id, seq } = await answered();
    const other = await answered();
    const at = (place: number | string) => `/conversations/${id}/messages/${place}`;
    for (const place of [0, -1, 999, seq + 0.5, '999999999999999', 'x', '%00'])
      expect([place, ...(await refusal(await remove(at(place))))]).toEqual([
        place,
        ...(place === '%00' ? [400, 'invalid-request'] : [404, 'unknown-message']),
      ]);
    expect(await refusal(await change(at(1), 'Their words'))).toEqual([403, 'not-yours']);
    expect(await refusal(await change(`/conversations/${newId()}/messages/${seq}`, 'x'))).toEqual([404, 'unknown-conversation']);
    const { items } = await json<{ items: (Shown & { author: string })[] }>(await company.all.get(`/conversations/${id}/messages`));
    for (const each of items.filter(({ author }) => author === 'system'))
      expect(await refusal(await remove(at(each.seq)))).toEqual([403, 'not-yours']);
    expect(await other.shown()).toMatchObject({ text: 'Your invoise', edited: false });
  });

  it('is said by whoever was taken over from: they take back only', async () => {
    const { id, path } = await answered();
    expect(await does('Pavel', id, { type: 'take' })).toMatchObject({ type: 'accepted' });
    expect(await refusal(await change(path, 'More from me'))).toEqual([409, 'not-in-charge']);
    expect((await remove(path)).status).toBe(200);
  });

  it('is a note without the scope for internal ones, and anything without the scope for writing', async () => {
    const { id, path } = await answered();
    const { seq } = await json<{ seq: number }>(await company.all.post(`/conversations/${id}/notes`, { text: 'Between us' }));
    const note = `/conversations/${id}/messages/${seq}`;
    const plain = await company.as(['conversations:read', 'conversations:write']);
    expect(await refusal(await change(note, 'x', plain))).toEqual([404, 'unknown-message']);
    expect(await refusal(await remove(note, plain))).toEqual([404, 'unknown-message']);
    expect((await change(note, 'Between us two')).status).toBe(200);
    const reader = await company.as(['conversations:read', 'conversations:internal']);
    expect(await refusal(await change(path, 'x', reader))).toEqual([403, 'scope-missing']);
    expect(await refusal(await remove(path, reader))).toEqual([403, 'scope-missing']);
  });

  it('is in a conversation that is closed', async () => {
    const { id, path } = await answered();
    await company.home.world.db.query(`update conversation set status = 'closed', closed_at = now() where id = $1`, [id]);
    expect(await refusal(await change(path, 'x'))).toEqual([409, 'conversation-closed']);
    expect(await refusal(await remove(path))).toEqual([409, 'conversation-closed']);
  });
});
