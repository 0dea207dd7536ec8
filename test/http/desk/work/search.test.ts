import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldSearch } from '../../../../src/db/conversations/search.ts';
import type { ConversationList } from '../../../../src/http/desk/conversations/conversation-list.ts';
import type { SearchResults } from '../../../../src/http/desk/work/search.ts';
import { databases } from '../../../support/database.ts';
import { conversationOf } from '../../../support/world.ts';
import { json, refusal } from '../../house.ts';
import { type Office, office } from '../clients/company.ts';

describe.each(databases())('searching on %s', (kind) => {
  let desk: Office;
  let bakery: string;
  beforeAll(async () => {
    desk = await office(kind);
    const { world } = desk.home;
    const anna = world.contact('Anna');
    bakery = conversationOf(await anna.says('Когда придёт счёт INV-42 за лицензии? Мы купили две <b>новые</b> кассы.'));
    await anna.says('The companies asked for training, too.');
    await world.does('Olga', bakery as never, { type: 'note', text: 'осторожно: скидка уже обещана' });
    await world.contact('Clara').says('Нужны лицензии для мельницы');
    while ((await foldSearch(world.db, 3)) > 0);
  });
  afterAll(() => desk.home.close());

  const search = async (name: string, q: string, more = '') =>
    json<SearchResults>(await desk.hand(name).get(`/search?q=${encodeURIComponent(q)}${more}`));
  const found = async (name: string, q: string) => (await search(name, q)).messages.map((each) => each.excerpt);

  it.each([
    ['лицензия', 'another form'],
    ['купить', 'the verb itself'],
    ['счет', 'е for ё'],
    ['СЧЁТ', 'large letters'],
    ['inv-42', 'a number with its letters'],
    ['лицензи касс', 'the beginning of the last word'],
  ])('finds “%s” (%s)', async (q) => {
    expect(await found('Olga', q)).toEqual([expect.stringContaining('счёт INV-42')]);
  });

  it('finds English by its forms', async () => {
    expect(await found('Olga', 'company trainings')).toEqual([expect.stringContaining('companies')]);
  });

  it('marks what was found, in the text as it was written', async () => {
    const [hit] = (await search('Olga', 'лицензия')).messages;
    expect(hit?.ranges.map(([from, to]) => hit.excerpt.slice(from, to))).toEqual(['лицензии']);
    expect(hit).toMatchObject({ conversation: bakery, title: 'Northern Bakery', name: 'Anna', author: 'client', audience: 'client' });
  });

  it('finds notes, which only staff read', async () => {
    expect((await search('Olga', 'скидки')).messages).toMatchObject([{ audience: 'internal', name: 'Olga' }]);
  });

  it('finds nothing of other departments', async () => {
    expect(await found('Sveta', 'лицензии')).toEqual([expect.stringContaining('мельницы')]);
    expect(await found('Fedor', 'лицензии')).toEqual([]);
    expect((await found('Dina', 'лицензии')).length).toBe(2);
  });

  it('finds nothing for words that are nowhere, and for signs', async () => {
    expect(await found('Dina', 'гиппопотам')).toEqual([]);
    expect((await search('Dina', "'); drop table message; --")).messages).toEqual([]);
    expect((await search('Dina', '%')).clients).toEqual([]);
  });

  it('goes on page by page', async () => {
    const first = await search('Dina', 'лицензии', '&kind=messages&limit=1');
    const second = await search('Dina', 'лицензии', `&kind=messages&limit=1&cursor=${first.nextCursor}`);
    expect([first.messages.length, second.messages.length, second.nextCursor]).toEqual([1, 1, null]);
    expect(second.messages[0]?.conversation).not.toBe(first.messages[0]?.conversation);
    const wrong = await desk.hand('Dina').get(`/search?q=x&kind=messages&cursor=${first.nextCursor}`);
    expect(await refusal(wrong)).toEqual([400, 'invalid-request']);
  });

  it('finds clients and contacts by a part of a name, within what is seen', async () => {
    const { clients, contacts } = await search('Olga', 'bak');
    expect(clients).toMatchObject([{ name: 'Northern Bakery', ranges: [[9, 12]], owners: [{ specialist: { name: 'Olga' } }] }]);
    expect(contacts).toEqual([]);
    expect((await search('Olga', 'mill')).clients).toEqual([]);
    expect((await search('Sveta', 'mill')).clients.length).toBe(1);
    expect((await search('Olga', 'Bor')).contacts).toMatchObject([{ name: 'Boris', client: { name: 'Northern Bakery' } }]);
  });

  it('finds a contact by e-mail and phone digits only for whom they are (R19)', async () => {
    const names = async (name: string, q: string) => (await search(name, q)).contacts.map((each) => each.name);
    for (const q of ['anna@client', '921 000-00-04']) {
      expect(await names('Olga', q)).toContain('Anna');
      expect(await names('Hanna', q)).toContain('Anna');
      expect(await names('Dina', q)).toContain('Anna');
      expect(await names('Pavel', q)).toEqual([]);
      expect(await names('Sveta', q)).toEqual([]);
    }
  });

  it('narrows the list down by words, department, size, channel and who waits', async () => {
    const list = async (query: string) =>
      (await json<ConversationList>(await desk.hand('Dina').get(`/conversations?view=all&${query}`))).conversations.map(
        (each) => each.title,
      );
    expect(await list(`q=${encodeURIComponent('купить')}`)).toEqual(['Northern Bakery']);
    expect(await list('q=south')).toEqual(['Southern Mill']);
    expect(await list('department=sales')).toEqual(['Southern Mill']);
    expect(await list('size=large')).toEqual(['Southern Mill']);
    expect(await list(`specialist=${desk.home.world.specialist('Olga')}`)).toEqual(['Northern Bakery']);
    expect(await list('specialist=none')).toEqual([]);
    expect((await list('channel=webchat')).length).toBe(2);
    expect(await list('channel=call')).toEqual([]);
    expect((await list('waiting=yes')).length).toBe(2);
    expect(await refusal(await desk.hand('Dina').get('/conversations?size=huge'))).toEqual([400, 'invalid-request']);
  });

  it('401 without a session, 400 for nothing', async () => {
    expect(await refusal(await desk.home.request('/desk/api/search?q=x'))).toEqual([401, 'unauthorized']);
    expect(await refusal(await desk.hand('Olga').get('/search?q=%20'))).toEqual([400, 'invalid-request']);
  });

  it('makes a message searchable once, whoever does it', async () => {
    const { world } = desk.home;
    await world.contact('Boris').says('аквариум');
    await Promise.all([foldSearch(world.db, 100), foldSearch(world.db, 100)]);
    expect(await foldSearch(world.db, 100)).toBe(0);
    expect(await found('Olga', 'аквариумы')).toEqual(['аквариум']);
  });
});
