import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recount } from '../../src/engine/recount.ts';
import { api, type Called } from '../http/api/company.ts';
import { json } from '../http/house.ts';
import { databases } from '../support/database.ts';
import { replayAll } from '../support/replay.ts';

interface Contact {
  readonly clientId: string | null;
  readonly role: string | null;
  readonly clients: readonly { readonly id: string; readonly role: string | null }[];
}

describe.each(databases())('R6: a contact of several clients, on %s', (kind) => {
  let company: Called;
  let [anna, romashka, vasilek] = ['', '', ''];
  beforeEach(async () => {
    company = await api(kind);
    [anna, romashka, vasilek] = await Promise.all([
      company.id('contact', 'Anna'),
      company.id('client', 'Romashka'),
      company.id('client', 'Vasilek'),
    ]);
  });
  afterEach(async () => {
    const { world } = company.home;
    expect(await recount(world.db, world.engine.company())).toEqual([]);
    expect((await replayAll(world.db)).differ).toEqual([]);
    await company.home.close();
  });
  const shown = async () => json<Contact>(await company.all.get(`/contacts/${anna}`));

  it('is told by the API with all of them, and by the former key where it is one; a role is of one of them', async () => {
    expect(await shown()).toMatchObject({ clientId: romashka, clients: [{ id: romashka }] });
    const path = `/contacts/${anna}/clients/${vasilek}`;
    expect((await company.all.send('PUT', path, { role: 'accountant' })).status).toBe(200);
    expect((await company.all.send('PUT', path, { role: 'accountant' })).status).toBe(200);
    expect(await shown()).toMatchObject({
      clientId: null,
      role: null,
      clients: [
        { id: romashka, role: null },
        { id: vasilek, role: 'accountant' },
      ],
    });
    expect((await company.all.send('PATCH', `/contacts/${anna}`, { role: 'director' })).status).toBe(409);
    expect((await company.all.send('PATCH', `/contacts/${anna}`, { role: 'director', client: romashka })).status).toBe(200);
    expect((await shown()).clients).toContainEqual(expect.objectContaining({ id: romashka, role: 'director' }));
    for (const client of [romashka, vasilek]) {
      const { items } = await json<{ items: { id: string }[] }>(await company.all.get(`/contacts?client=${client}`));
      expect(items.filter((each) => each.id === anna)).toHaveLength(1);
    }
    expect((await company.all.send('DELETE', path)).status).toBe(200);
    expect(await shown()).toMatchObject({ clientId: romashka, role: 'director' });
    expect((await company.all.send('DELETE', path)).status).toBe(409);
  });

  it('who left the client that they chose to write next for has chosen nothing, should they come back to it', async () => {
    const { world } = company.home;
    const path = `/contacts/${anna}/clients/${vasilek}`;
    expect((await company.all.send('PUT', path, { role: null })).status).toBe(200);
    const [row] = await world.db.query<{ id: string }>('select window_id as id from contact where id = $1::text::uuid', [anna]);
    const chosen = () => world.db.query('select chosen_client_id as chosen from "window" where id = $1::text::uuid', [row?.id]);
    await world.engine.submit({ type: 'choose-client', window: row?.id as never, client: vasilek as never, onlyNext: true });
    expect(await chosen()).toEqual([{ chosen: vasilek }]);
    expect((await company.all.send('DELETE', path)).status).toBe(200);
    expect(await chosen()).toEqual([{ chosen: null }]);
  });
});
