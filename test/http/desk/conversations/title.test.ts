import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConversationView } from '../../../../src/http/desk/conversations/card-contract.ts';
import type { ConversationList } from '../../../../src/http/desk/conversations/conversation-list.ts';
import { type House, house, json, newId } from '../../house.ts';

let home: House;
beforeAll(async () => {
  home = await house({ specialists: [{ name: 'irina' }] });
});
afterAll(() => home.close());

it('a private stranger without a name is called a visitor of the site, in the reader’s language', async () => {
  const visitor = await home.visitor({ language: 'en' });
  await visitor.post('/messages', { id: newId(), choice: { question: 'who', option: 'myself' } });
  const desk = await home.signIn('irina');
  const { conversations } = await json<ConversationList>(await desk.get('/conversations?view=mine&language=ru'));
  expect(conversations.map((each) => each.title)).toEqual(['Посетитель сайта']);
  const view = await json<ConversationView>(await desk.get(`/conversations/${conversations[0]?.id}?language=en`));
  expect(view.conversation.title).toBe('Website visitor');
});
