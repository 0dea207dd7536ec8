import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../../support/database.ts';
import { json, newId, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

describe.each(databases())('an Idempotency-Key, on %s', (kind) => {
  let company: Called;
  beforeAll(async () => {
    company = await api(kind);
  });
  afterAll(() => company.home.close());

  const named = (key: string) => ({ 'idempotency-key': key });
  const vasilek = { name: 'Vasilek', size: 'small' };
  const countOf = async (name: string) => {
    const rows = await company.home.world.db.query<{ n: number }>('select count(*)::int as n from client where name = $1', [name]);
    return rows[0]?.n;
  };

  it('has the same answer given again, and the thing done once', async () => {
    const key = newId();
    const body = { name: 'Once Ltd', size: 'small' };
    const first = await company.all.post('/clients', body, named(key));
    const again = await company.all.post('/clients', body, named(key));
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.text()).toBe(await first.text());
    for (const header of ['etag', 'location']) expect(again.headers.get(header)).toBe(first.headers.get(header));
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
    expect(await countOf('Once Ltd')).toBe(1);
  });

  it('of many requests at the same moment does one', async () => {
    const key = newId();
    const body = { name: 'Crowd Ltd', size: 'small' };
    const all = await Promise.all(Array.from({ length: 12 }, () => company.all.post('/clients', body, named(key))));
    expect(new Set(all.map((each) => each.status)).isSubsetOf(new Set([201, 409]))).toBe(true);
    for (const each of all.filter((one) => one.status === 409)) expect(await refusal(each)).toEqual([409, 'idempotency-in-flight']);
    expect(await countOf('Crowd Ltd')).toBe(1);
  });

  it('is refused for another body, another address, and nothing is done', async () => {
    const key = newId();
    await company.all.post('/clients', vasilek, named(key));
    expect(await refusal(await company.all.post('/clients', { ...vasilek, name: 'Other Ltd' }, named(key)))).toEqual([
      422,
      'idempotency-reused',
    ]);
    const path = `/clients/${await company.id('client', 'Romashka')}/contacts`;
    expect(await refusal(await company.all.post(path, { name: 'Anna' }, named(key)))).toEqual([422, 'idempotency-reused']);
    expect(await countOf('Other Ltd')).toBe(0);
  });

  it('belongs to one API key', async () => {
    const key = newId();
    const other = await company.as(['clients:write']);
    const [mine, theirs] = [await company.all.post('/clients', vasilek, named(key)), await other.post('/clients', vasilek, named(key))];
    expect((await json<{ id: string }>(mine)).id).not.toBe((await json<{ id: string }>(theirs)).id);
  });

  it('is free again after an error', async () => {
    const key = newId();
    const body = { name: 'Late Ltd', size: 'small', externalId: 'LATE' };
    await company.all.post('/clients', { ...body, name: 'First' });
    expect(await refusal(await company.all.post('/clients', body, named(key)))).toEqual([409, 'already-taken']);
    await company.home.world.db.query(`update client set external_id = null where external_id = 'LATE'`);
    expect((await company.all.post('/clients', body, named(key))).status).toBe(201);
  });

  it('is refused while the request is under way, and taken over once whoever began it must be gone', async () => {
    const key = newId();
    await company.all.post('/clients', vasilek, named(key));
    const { db, clock } = company.home.world;
    await db.query('update idempotency set status = null, response = null where key = $1', [key]);
    expect(await refusal(await company.all.post('/clients', vasilek, named(key)))).toEqual([409, 'idempotency-in-flight']);
    const before = clock.at;
    clock.at = new Date(before.getTime() + 61_000);
    expect((await company.all.post('/clients', vasilek, named(key))).status).toBe(201);
    clock.at = before;
  });

  it('is forgotten after 24 hours', async () => {
    const key = newId();
    await company.all.post('/clients', vasilek, named(key));
    const { clock } = company.home.world;
    const before = clock.at;
    clock.at = new Date(before.getTime() + 24 * 3_600_000);
    expect((await company.all.post('/clients', { ...vasilek, name: 'A day later' }, named(key))).status).toBe(201);
    clock.at = before;
  });

  it('has a message reach the client once', async () => {
    const id = await company.opened();
    const key = newId();
    const send = () => company.all.post(`/conversations/${id}/messages`, { text: `only once ${key}` }, named(key));
    const [first, again] = [await json(await send()), await json(await send())];
    expect(again).toEqual(first);
    const thread = await company.home.world.thread(company.home.world.contact('Anna').window);
    expect(thread.filter((each) => each.body.text === `only once ${key}`)).toHaveLength(1);
  });
});
