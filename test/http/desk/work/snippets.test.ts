import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snippet, SnippetList } from '../../../../src/http/desk/work/snippets.ts';
import { conversationOf } from '../../../support/world.ts';
import { json, newId, posting, refusal } from '../../house.ts';
import { type Office, office } from '../clients/company.ts';

let desk: Office;
beforeAll(async () => {
  desk = await office('pglite');
});
afterAll(() => desk.home.close());

const greeting = {
  title: 'Greeting',
  body: { ru: 'Здравствуйте, {contact}! Я {specialist}.', en: 'Hello, {contact}! I am {specialist}.' },
  department: 'client',
};
const change = (name: string, method: string, path: string, body: object) => {
  const { cookie, csrf } = desk.hand(name);
  return desk.home.request(`/desk/api${path}`, { ...posting(body, { cookie, 'x-csrf-token': csrf }), method });
};
const add = (name: string, body: object = {}) => change(name, 'POST', '/snippets', { ...greeting, ...body });
const titles = async (name: string) => (await json<SnippetList>(await desk.hand(name).get('/snippets'))).snippets.map((each) => each.title);
const added = async (name: string, body: object = {}) => json<Snippet>(await add(name, body));

describe('a snippet', () => {
  it('is seen in its department, a shared one by everybody', async () => {
    expect((await add('Olga', { title: 'A client’s' })).status).toBe(201);
    expect((await add('Hanna', { title: 'Everybody’s', department: null })).status).toBe(201);
    expect(await titles('Pavel')).toEqual(['A client’s', 'Everybody’s']);
    expect(await titles('Sveta')).toEqual(['Everybody’s']);
    expect(await titles('Dina')).toEqual(['A client’s', 'Everybody’s']);
  });

  it('comes ready to be sent in a conversation, in the contact’s language', async () => {
    await added('Olga', { title: 'For Anna' });
    const id = conversationOf(await desk.home.world.contact('Anna').says('Hello'));
    const { snippets } = await json<SnippetList>(await desk.hand('Olga').get(`/snippets?conversation=${id}`));
    expect(snippets.find((each) => each.title === 'For Anna')?.text).toBe('Hello, Anna! I am Olga.');
    expect(await refusal(await desk.hand('Sveta').get(`/snippets?conversation=${id}`))).toEqual([404, 'unknown-conversation']);
  });

  it('is changed and deleted by its department, on record', async () => {
    const { id } = await added('Olga', { title: 'Old' });
    const changed = await change('Pavel', 'PUT', `/snippets/${id}`, { ...greeting, title: 'New', body: { ru: 'Привет' } });
    expect(await json<Snippet>(changed)).toMatchObject({ title: 'New', body: { ru: 'Привет' }, mayChange: true });
    expect((await change('Pavel', 'DELETE', `/snippets/${id}`, {})).status).toBe(204);
    expect(await refusal(await change('Pavel', 'DELETE', `/snippets/${id}`, {}))).toEqual([404, 'not-found']);
    const rows = await desk.home.world.db.query<{ action: string }>('select action from audit where object_id = $1::text order by at, id', [
      id,
    ]);
    expect(rows.map((each) => each.action)).toEqual(['snippet.added', 'snippet.changed', 'snippet.deleted']);
  });

  it('403 for other departments and for sharing without being a head, 404 for what is not seen', async () => {
    const { id } = await added('Olga', { title: 'Ours' });
    expect(await refusal(await add('Olga', { department: 'sales' }))).toEqual([403, 'forbidden']);
    expect(await refusal(await add('Olga', { department: null }))).toEqual([403, 'forbidden']);
    expect(await refusal(await change('Olga', 'PUT', `/snippets/${id}`, { ...greeting, department: null }))).toEqual([403, 'forbidden']);
    expect(await refusal(await change('Sveta', 'PUT', `/snippets/${id}`, { ...greeting, department: 'sales' }))).toEqual([
      404,
      'not-found',
    ]);
    expect(await refusal(await change('Sveta', 'DELETE', `/snippets/${id}`, {}))).toEqual([404, 'not-found']);
    expect(await refusal(await change('Olga', 'PUT', `/snippets/${newId()}`, greeting))).toEqual([404, 'not-found']);
    const shared = await added('Dina', { department: null });
    expect(await refusal(await change('Olga', 'DELETE', `/snippets/${shared.id}`, {}))).toEqual([403, 'forbidden']);
  });

  it('400 for a misspelt variable and for no text, 422 for a department there is not', async () => {
    const misspelt = await add('Olga', { body: { en: 'Hello, {kontakt}!' } });
    expect(await misspelt.json()).toMatchObject({ error: { details: [{ path: 'body.en', message: 'unknown variable {kontakt}' }] } });
    expect(await refusal(await add('Olga', { body: {} }))).toEqual([400, 'invalid-request']);
    expect(await refusal(await add('Olga', { department: 'kitchen' }))).toEqual([422, 'unknown-department']);
  });
});
