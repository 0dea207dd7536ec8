import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../../support/database.ts';
import { json, newId, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

interface Page {
  readonly items: readonly { readonly id: string; readonly name: string }[];
  readonly nextCursor: string | null;
}

describe.each(databases())('pages, on %s', (kind) => {
  let company: Called;
  beforeAll(async () => {
    company = await api(kind);
  });
  afterAll(() => company.home.close());

  const create = (name: string) => company.all.post('/clients', { name, size: 'small' });

  /** Reads to the end; `meanwhile` happens between two pages. */
  async function readAll(path: string, limit: number, meanwhile: () => Promise<unknown> = async () => {}) {
    const items: Page['items'][number][] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const asked: string = `${path}limit=${limit}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page: Page = await json<Page>(await company.all.get(asked));
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      cursor = page.nextCursor;
      if (cursor !== null) await meanwhile();
    }
    return items;
  }

  it('show every client once, whatever is made between two of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 4 }),
        async (limit, made) => {
          const mark = newId().slice(-12);
          for (let i = 0; i < 6; i++) await create(`${mark} ${i}`);
          const waiting = [...made];
          let later = 6;
          const seen = await readAll(`/clients?q=${mark}&`, limit, async () => {
            for (let i = waiting.shift() ?? 0; i > 0; i--) await create(`${mark} ${later++}`);
          });
          expect(seen.map((each) => each.name)).toEqual(Array.from({ length: later }, (_, i) => `${mark} ${i}`));
        },
      ),
      { numRuns: 8 },
    );
  });

  it('show the messages of a conversation in order', async () => {
    const id = await company.opened();
    for (let i = 0; i < 5; i++) await company.all.post(`/conversations/${id}/messages`, { text: `answer ${i}` });
    const all = (await readAll(`/conversations/${id}/messages?`, 2)) as unknown as { seq: number; text: string }[];
    expect(all.map((each) => each.seq)).toEqual(all.map((each) => each.seq).toSorted((a, b) => a - b));
    expect(all.filter((each) => each.text.startsWith('answer')).map((each) => each.text)).toEqual(
      [0, 1, 2, 3, 4].map((n) => `answer ${n}`),
    );
  });

  it('refuse a cursor of another list, of other filters, and what is none', async () => {
    for (const name of ['a', 'b']) await create(`cursor ${name}`);
    const { nextCursor } = await json<Page>(await company.all.get('/clients?q=cursor&limit=1'));
    expect(nextCursor).not.toBeNull();
    for (const path of [
      `/contacts?limit=1&cursor=${nextCursor}`,
      `/clients?limit=1&cursor=${nextCursor}`,
      `/clients?q=else&cursor=${nextCursor}`,
      '/clients?cursor=nonsense',
      '/clients?cursor=',
      `/clients?cursor=${btoa('["x", 7]')}`,
      `/clients?q=cursor&cursor=${nextCursor?.slice(0, -4)}`,
    ]) {
      expect([path, await refusal(await company.all.get(path))]).toEqual([path, [400, 'invalid-request']]);
    }
    expect((await company.all.get(`/clients?q=cursor&limit=50&cursor=${nextCursor}`)).status).toBe(200);
  });
});
