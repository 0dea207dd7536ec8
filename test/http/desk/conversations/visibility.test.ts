import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConversationList } from '../../../../src/http/desk/conversations/conversation-list.ts';
import { conversationOf } from '../../../support/world.ts';
import { type DeskHand, type House, house, json, newId, refusal } from '../../house.ts';

/*
 * Olga and Pavel serve in the client department, Sveta in sales, Fedor in finance. Hanna heads the client department, Gleb
 * finance and sales, Dina directs, Ada administers. One conversation in each department, and one that Olga handed to finance.
 */
let home: House;
const hands = new Map<string, DeskHand>();
const conversations = new Map<string, string>();

beforeAll(async () => {
  home = await house({
    specialists: [
      { name: 'Olga' },
      { name: 'Pavel', availability: 'off' },
      { name: 'Sveta', department: 'sales' },
      { name: 'Fedor', department: 'finance' },
      { name: 'Hanna', role: 'head', serves: false },
      { name: 'Gleb', role: 'head', department: 'finance', serves: false },
      { name: 'Dina', role: 'director', serves: false },
      { name: 'Ada', role: 'admin', department: 'finance', serves: false },
    ],
  });
  const { world } = home;
  await world.db.query(`update department set head_id = (select id from specialist where name = 'Gleb') where key in ('finance', 'sales')`);
  const open = async () => conversationOf(await world.stranger().says('operator'));
  conversations.set('client', await open());
  for (const department of ['sales', 'finance']) {
    const id = await open();
    await world.does('Olga', id, { type: 'transfer', department, reason: 'INTERNAL' });
    // As if Olga had never had it: nothing but the department and the person in charge counts.
    await world.db.query(`delete from assignment where conversation_id = $1::text::uuid and specialist_id = $2::text::uuid`, [
      id,
      world.specialist('Olga'),
    ]);
    conversations.set(department, id);
  }
  const handed = await open();
  await world.does('Olga', handed, { type: 'transfer', department: 'finance', reason: 'INTERNAL' });
  conversations.set('handed on', handed);
  for (const name of ['Olga', 'Pavel', 'Sveta', 'Fedor', 'Hanna', 'Gleb', 'Dina', 'Ada']) hands.set(name, await home.signIn(name));
});
afterAll(() => home.close());

const hand = (name: string) => hands.get(name) as DeskHand;
const all = ['client', 'sales', 'finance', 'handed on'];

describe.each([
  ['Olga', 'a specialist', ['client', 'handed on']],
  ['Pavel', 'a specialist of the same department', ['client']],
  ['Sveta', 'a specialist of sales', ['sales']],
  ['Fedor', 'a specialist of finance', ['finance', 'handed on']],
  ['Hanna', 'a head', ['client']],
  ['Gleb', 'a head of two departments', ['sales', 'finance', 'handed on']],
  ['Dina', 'the director', all],
  ['Ada', 'an administrator', []],
])('%s, %s', (name, _role, sees) => {
  it(`sees ${sees.join(', ')} in the list`, async () => {
    const list = await json<ConversationList>(await hand(name).get('/conversations?view=all&status=any'));
    const seen = list.conversations.map((each) => all.find((key) => conversations.get(key) === each.id));
    expect(seen.toSorted()).toEqual(sees.toSorted());
  });

  it.each(all)('opens “%s” with 200 when it is seen, else 404 at every address', async (which) => {
    const path = `/conversations/${conversations.get(which)}`;
    const statuses = [(await hand(name).get(path)).status, (await hand(name).get(`${path}/messages?after=0`)).status];
    if (sees.includes(which)) return expect(statuses).toEqual([200, 200]);
    expect(statuses).toEqual([404, 404]);
    const bodies = {
      reply: { text: 'x' },
      note: { text: 'x' },
      take: {},
      resolve: {},
      transfer: { department: 'client', reason: 'x' },
    };
    for (const [verb, body] of Object.entries(bodies)) {
      const response = await hand(name).post(`${path}/${verb}`, { key: newId(), ...body });
      expect([verb, ...(await refusal(response))]).toEqual([verb, 404, 'unknown-conversation']);
    }
  });
});

it.each(['nonsense', '..%2f', '0', "x' or true --"])('404 for the id %j', async (id) => {
  expect((await hand('Dina').get(`/conversations/${encodeURIComponent(id)}`)).status).toBe(404);
});

it('what is not there and what is not yours answer alike', async () => {
  const [missing, foreign] = await Promise.all([
    hand('Sveta').get(`/conversations/${newId()}`),
    hand('Sveta').get(`/conversations/${conversations.get('client')}`),
  ]);
  expect(await missing.text()).toBe(await foreign.text());
});
