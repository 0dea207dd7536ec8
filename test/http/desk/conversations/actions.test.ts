import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/domain/ids.ts';
import type { Done } from '../../../../src/http/desk/conversations/action.ts';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import { type ClientHand, conversationOf } from '../../../support/world.ts';
import { type DeskHand, type House, house, json, newId, posting, refusal } from '../../house.ts';

let home: House;
const hands = new Map<string, DeskHand>();
beforeAll(async () => {
  home = await house({
    specialists: [
      { name: 'Olga' },
      { name: 'Pavel', availability: 'off' },
      { name: 'Fedor', department: 'finance' },
      { name: 'Hanna', role: 'head', serves: false },
      { name: 'Dina', role: 'director', serves: false },
    ],
    // Room for every conversation of these tests.
    policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 1000, sales: 1000, finance: 1000 } } }),
  });
  for (const name of ['Olga', 'Pavel', 'Fedor', 'Hanna', 'Dina']) hands.set(name, await home.signIn(name));
});
afterAll(() => home.close());

const hand = (name: string) => hands.get(name) as DeskHand;
const act = (name: string, id: string, verb: string, body: object = {}) =>
  hand(name).post(`/conversations/${id}/${verb}`, { key: newId(), ...body });
const view = async (name: string, id: string) => json<ConversationView>(await hand(name).get(`/conversations/${id}`));

/** A conversation in Olga's charge. */
async function opened(client: ClientHand = home.world.stranger()): Promise<ConversationId> {
  return conversationOf(await client.says('operator'));
}

describe('200', () => {
  it('reply reaches the client, once however often it is sent', async () => {
    const client = home.world.stranger();
    const id = await opened(client);
    const key = newId();
    const first = await act('Olga', id, 'reply', { key, text: '  Good morning\n ' });
    const again = await act('Olga', id, 'reply', { key, text: '  Good morning\n ' });
    expect([first.status, again.status]).toEqual([200, 200]);
    const [done, repeat] = [await json<{ seq: number }>(first), await json<{ seq: number }>(again)];
    expect(done).toMatchObject({ conversation: id, duplicate: false });
    expect(repeat).toEqual({ ...done, duplicate: true });
    const replies = (await home.world.thread(client.window)).filter((each) => each.body.text === '  Good morning\n ');
    expect(replies.map((each) => each.audience)).toEqual(['client']);
  });

  it('note stays inside', async () => {
    const client = home.world.stranger();
    const id = await opened(client);
    expect((await act('Pavel', id, 'note', { text: 'be careful' })).status).toBe(200);
    expect((await home.world.thread(client.window)).at(-1)).toMatchObject({ audience: 'internal', body: { text: 'be careful' } });
  });

  it('take, transfer and resolve move it', async () => {
    const id = await opened();
    await act('Pavel', id, 'take', { knowingly: ['off'] });
    expect((await view('Pavel', id)).conversation).toMatchObject({ specialist: { name: 'Pavel' }, may: { reply: true, take: false } });
    await act('Pavel', id, 'transfer', { department: 'finance', specialist: home.world.specialist('Fedor'), reason: 'an invoice' });
    expect((await view('Fedor', id)).conversation).toMatchObject({ specialist: { name: 'Fedor' }, department: { key: 'finance' } });
    expect(await refusal(await act('Fedor', id, 'resolve'))).toEqual([409, 'answer-owed']);
    await act('Fedor', id, 'resolve', { reason: 'they called' });
    expect((await view('Fedor', id)).conversation.status).toBe('resolved');
  });

  it('a transfer sent again is a repeat, though somebody else is in charge by now', async () => {
    const id = await opened();
    const transfer = { key: newId(), department: 'finance', specialist: home.world.specialist('Fedor'), reason: 'an invoice' };
    const responses = [await act('Olga', id, 'transfer', transfer), await act('Olga', id, 'transfer', transfer)];
    expect(await Promise.all(responses.map((each) => json<Done>(each)))).toMatchObject([{ duplicate: false }, { duplicate: true }]);
  });
});

describe('400', () => {
  it.each<[string, string, object]>([
    ['reply', 'an empty text', { text: '' }],
    ['reply', 'a text that is empty once cleaned', { text: '\0' }],
    ['reply', 'a text too long', { text: 'x'.repeat(16_001) }],
    ['reply', 'a short key', { key: 'short', text: 'x' }],
    ['note', 'no text', {}],
    ['take', 'something more', { text: 'x' }],
    ['transfer', 'no reason', { department: 'finance' }],
    ['transfer', 'a reason of blanks', { department: 'finance', reason: '  ' }],
    ['transfer', 'a specialist who is no id', { department: 'finance', specialist: 'Fedor', reason: 'x' }],
  ])('%s with %s', async (verb, _, body) => {
    expect(await refusal(await act('Olga', await opened(), verb, body))).toEqual([400, 'invalid-request']);
  });

  it('for a body that is not JSON; 415 for one that does not say so', async () => {
    const { cookie, csrf } = hand('Olga');
    const path = `/desk/api/conversations/${await opened()}/note`;
    const init = posting({ key: newId(), text: 'x' }, { cookie, 'x-csrf-token': csrf });
    expect(await refusal(await home.request(path, { ...init, body: '{' }))).toEqual([400, 'bad-json']);
    const plain = { ...init, headers: { ...(init.headers as Record<string, string>), 'content-type': 'text/plain' } };
    expect(await refusal(await home.request(path, plain))).toEqual([415, 'unsupported-media-type']);
  });
});

describe('409', () => {
  it('not-in-charge for the reply of a colleague, of a head, of the director', async () => {
    const id = await opened();
    for (const name of ['Pavel', 'Hanna', 'Dina']) {
      expect(await refusal(await act(name, id, 'reply', { text: 'x' }))).toEqual([409, 'not-in-charge']);
    }
  });

  it('not-in-charge before anything that was sent is looked at', async () => {
    expect(await refusal(await act('Pavel', await opened(), 'promise', { until: 'soon' }))).toEqual([409, 'not-in-charge']);
  });

  it('conversation-closed for everybody once it is', async () => {
    const id = await opened();
    await home.world.db.query(`update conversation set status = 'closed' where id = $1::text::uuid`, [id]);
    for (const name of ['Olga', 'Pavel', 'Dina'])
      expect(await refusal(await act(name, id, 'waive', { reason: 'x' }))).toEqual([409, 'conversation-closed']);
  });

  it('already-in-charge for who has it', async () => {
    expect(await refusal(await act('Olga', await opened(), 'take'))).toEqual([409, 'already-in-charge']);
    // Whom they saw in charge is not in charge any more.
    expect(await refusal(await act('Pavel', await opened(), 'take', { from: null }))).toEqual([409, 'taken-meanwhile']);
  });

  it('specialist-unavailable, with who and why, until whoever sends it says that they know (R16)', async () => {
    const id = await opened();
    const to = { department: 'client', specialist: home.world.specialist('Pavel'), reason: 'x' };
    const response = await act('Olga', id, 'transfer', to);
    const { error } = (await response.json()) as { error: { code: string; details: object } };
    expect([response.status, error.code]).toEqual([409, 'specialist-unavailable']);
    expect(error.details).toMatchObject({ specialist: to.specialist, name: 'Pavel', why: ['off'], backAt: null, may: false });
    expect((await act('Pavel', id, 'take')).status).toBe(409);
    expect((await act('Pavel', id, 'take', { knowingly: ['off'] })).status).toBe(200);
  });

  it('transfer-to-self, conversation-resolved', async () => {
    const id = await opened();
    const self = { department: 'client', specialist: home.world.specialist('Olga'), reason: 'x' };
    expect(await refusal(await act('Olga', id, 'transfer', self))).toEqual([409, 'transfer-to-self']);
    await act('Olga', id, 'resolve', { reason: 'they called' });
    expect(await refusal(await act('Olga', id, 'resolve'))).toEqual([409, 'conversation-resolved']);
  });
});

it('413 for a body over 128 KB', async () => {
  expect(await refusal(await act('Olga', await opened(), 'note', { text: 'x'.repeat(140_000) }))).toEqual([413, 'too-large']);
});

describe('422', () => {
  it.each<[string, () => object]>([
    ['unknown-department', () => ({ department: 'kitchen' })],
    ['unknown-specialist', () => ({ department: 'finance', specialist: newId() })],
    ['unknown-specialist', () => ({ department: 'finance', specialist: home.world.specialist('Pavel') })],
  ])('%s', async (code, where) => {
    expect(await refusal(await act('Olga', await opened(), 'transfer', { ...where(), reason: 'x' }))).toEqual([422, code]);
  });
});

describe('what a desk may do is what the engine does', () => {
  const bodies: Readonly<Record<string, object>> = {
    reply: { text: 'x' },
    note: { text: 'x' },
    take: { knowingly: ['off'] },
    transfer: { department: 'finance', reason: 'x' },
    resolve: { reason: 'nothing to answer' },
  };
  const stages: Readonly<Record<string, (id: ConversationId) => Promise<unknown>>> = {
    'waiting on us': async () => {},
    'waiting on the client': (id) => home.world.does('Olga', id, { type: 'reply', text: 'x' }),
    resolved: (id) => home.world.does('Olga', id, { type: 'resolve', reason: 'nothing to answer' }),
  };

  it.each(Object.keys(stages).flatMap((stage) => ['Olga', 'Pavel', 'Hanna', 'Dina'].map((name) => [name, stage] as const)))(
    '%s, %s',
    async (name, stage) => {
      for (const [verb, body] of Object.entries(bodies)) {
        const id = await opened();
        await stages[stage]?.(id);
        const { may } = (await view(name, id)).conversation;
        const response = await act(name, id, verb, body);
        expect([verb, response.status === 200]).toEqual([verb, may[verb as keyof typeof may]]);
      }
    },
  );
});
