import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongPortfolios } from '../../engine/support/portfolios.ts';
import { databases } from '../../support/database.ts';
import { inMidst } from '../../support/in-midst.ts';
import { json, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

interface Client {
  readonly id: string;
  readonly name: string;
  readonly owners: readonly { readonly department: string; readonly specialistId: string }[];
}

describe.each(databases())('what the CRM changes, on %s', (kind) => {
  let company: Called;
  beforeAll(async () => {
    company = await api(kind);
  });
  afterAll(() => company.home.close());

  const make = async (body: object) => json<Client>(await company.all.post('/clients', { name: 'New Ltd', size: 'small', ...body }));
  const patch = (path: string, body: object, headers?: Record<string, string>) => company.all.send('PATCH', path, body, headers);

  it('is a client found by the company’s own id', async () => {
    const { id } = await make({ externalId: 'own/id 1' });
    const path = `/clients/${encodeURIComponent('external:own/id 1')}`;
    expect(await json(await company.all.get(path))).toMatchObject({ id, externalId: 'own/id 1', stage: 'prospect' });
    expect(await json(await patch(path, { name: 'Renamed' }))).toMatchObject({ id, name: 'Renamed', size: 'small' });
    expect(await json(await company.all.get(`/clients?externalId=${encodeURIComponent('own/id 1')}`))).toMatchObject({ items: [{ id }] });
  });

  it('is found by a part of its name, in which signs are only signs', async () => {
    await make({ name: '100%_ Wool' });
    const named = async (q: string) =>
      (await json<{ items: Client[] }>(await company.all.get(`/clients?q=${encodeURIComponent(q)}`))).items;
    expect((await named('%_ w')).map((each) => each.name)).toEqual(['100%_ Wool']);
    expect(await named('100__')).toEqual([]);
  });

  it.runIf(kind === 'postgres')('weighs by its new size for whoever becomes its owner meanwhile (R12)', async () => {
    const { db } = company.home.world;
    const [before] = await db.query<{ id: string }>(`select id from client where name = 'Vasilek'`);
    await inMidst(
      db,
      () => company.home.world.contact('Boris').says('Good morning'),
      () => patch(`/clients/${before?.id}`, { size: 'private' }),
    );
    expect(await wrongPortfolios(db)).toEqual([]);
  });

  it('is not overwritten when it was changed since it was read', async () => {
    const { id } = await make({});
    const read = await company.all.get(`/clients/${id}`);
    const etag = read.headers.get('etag') ?? '';
    const first = await patch(`/clients/${id}`, { name: 'First' }, { 'if-match': etag });
    expect(first.status).toBe(200);
    expect(await refusal(await patch(`/clients/${id}`, { name: 'Second' }, { 'if-match': etag }))).toEqual([412, 'precondition-failed']);
    const newest = first.headers.get('etag') ?? '';
    expect(newest).not.toBe(etag);
    expect((await patch(`/clients/${id}`, { name: 'Third' }, { 'if-match': `"other", ${newest}` })).status).toBe(200);
    expect((await patch(`/clients/${id}`, { name: 'Fourth' }, { 'if-match': '*' })).status).toBe(200);
  });

  it('of two changes made at once from one reading, one is refused', async () => {
    const { id } = await make({});
    const etag = (await company.all.get(`/clients/${id}`)).headers.get('etag') ?? '';
    const all = await Promise.all(['a', 'b', 'c'].map((name) => patch(`/clients/${id}`, { name }, { 'if-match': etag })));
    expect(all.map((each) => each.status).toSorted()).toEqual([200, 412, 412]);
  });

  it('is not sent again while it stays the same', async () => {
    const { id } = await make({});
    const etag = (await company.all.get(`/clients/${id}`)).headers.get('etag') ?? '';
    const again = await company.all.get(`/clients/${id}`, { 'if-none-match': `W/${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    await patch(`/clients/${id}`, { size: 'large' });
    expect((await company.all.get(`/clients/${id}`, { 'if-none-match': etag })).status).toBe(200);
  });

  it('is refused when another one has the id', async () => {
    await make({ externalId: 'TAKEN' });
    const { id } = await make({});
    const response = await patch(`/clients/${id}`, { externalId: 'TAKEN' });
    expect(await json(response)).toMatchObject({ error: { code: 'already-taken', details: { field: 'externalId' } } });
    expect(response.status).toBe(409);
    const path = `/clients/${id}/contacts`;
    await company.all.post(path, { name: 'One', siteId: 'site 1', telegramId: '500' });
    expect(await json(await company.all.post(path, { name: 'Two', siteId: 'site 1' }))).toMatchObject({
      error: { details: { field: 'siteId' } },
    });
    expect(await json(await company.all.post(path, { name: 'Two', telegramId: '500' }))).toMatchObject({
      error: { details: { field: 'telegramId' } },
    });
  });

  it('is a contact whom the site can name, asked nothing and served by the client’s owner', async () => {
    const { id } = await make({});
    await company.all.send('PUT', `/clients/${id}/owners/client`, { specialistId: company.home.world.specialist('Pavel'), reason: 'x' });
    const made = await json<{ id: string }>(await company.all.post(`/clients/${id}/contacts`, { name: 'Vera', siteId: `site ${id}` }));
    const opened = await company.all.post('/conversations', {
      contactId: made.id,
      specialistId: company.home.world.specialist('Pavel'),
      text: 'Good morning',
    });
    expect(opened.status).toBe(201);
    const { items } = await json<{ items: unknown[] }>(await company.all.get(`/conversations?client=${id}&status=open`));
    expect(items).toMatchObject([{ contactId: made.id, clientId: id, specialistId: company.home.world.specialist('Pavel') }]);
  });

  it('is a contact’s role, dated', async () => {
    const { id } = await make({});
    const made = await json<{ id: string }>(await company.all.post(`/clients/${id}/contacts`, { name: 'Vera', role: 'buyer' }));
    expect(await json(await patch(`/contacts/${made.id}`, { role: 'director', phone: '+74951234567' }))).toMatchObject({
      role: 'director',
      details: { phone: '+74951234567' },
    });
    const rows = await company.home.world.db.query(
      `select role, until is null as now from contact_client where contact_id = $1 order by until is null`,
      [made.id],
    );
    expect(rows).toEqual([
      { role: 'buyer', now: false },
      { role: 'director', now: true },
    ]);
  });

  it('stays on record with names of fields and nothing that stands in them', async () => {
    const { id } = await make({});
    await patch(`/clients/${id}`, { name: 'A secret name', size: 'key' });
    await patch(`/clients/${id}`, { name: 'A secret name' });
    const rows = await company.home.world.db.query<{ action: string; data: unknown }>(
      `select action, data, actor_kind as kind, actor_id as actor from audit where object_id = $1 order by id`,
      [id],
    );
    expect(rows).toEqual([
      { action: 'client.created', data: {}, kind: 'api-key', actor: company.all.id },
      { action: 'client.changed', data: { fields: ['name', 'size'] }, kind: 'api-key', actor: company.all.id },
    ]);
  });

  it('stays unseen once somebody is erased', async () => {
    const { id } = await make({});
    const made = await json<{ id: string }>(await company.all.post(`/clients/${id}/contacts`, { name: 'Vera' }));
    await company.home.world.db.query('update contact set erased_at = now() where id = $1', [made.id]);
    expect(await refusal(await company.all.get(`/contacts/${made.id}`))).toEqual([404, 'contact-not-found']);
    const post = { contactId: made.id, specialistId: company.home.world.specialist('Olga'), text: 'x' };
    expect(await refusal(await company.all.post('/conversations', post))).toEqual([404, 'contact-not-found']);
  });
});
