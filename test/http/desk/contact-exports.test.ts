import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, house, json } from '../house.ts';

describe('contacts of all clients as a table', () => {
  let home: House;
  beforeAll(async () => {
    home = await house({
      specialists: [
        { name: 'Olga' },
        { name: 'Hanna', role: 'head', serves: false },
        { name: 'Ada', role: 'admin', serves: false },
        { name: 'Dina', role: 'director', serves: false },
      ],
      heads: { client: 'Hanna' },
      clients: [{ name: '=Romashka', owner: { client: 'Olga' }, contacts: ['Anna'] }],
    });
  });
  afterAll(() => home.close());
  const wish = { reason: 'New-year cards, agreed' };

  it('are nobody’s to take but the director’s, and never without a reason', async () => {
    for (const name of ['Olga', 'Hanna', 'Ada'])
      expect([name, (await (await home.signIn(name)).post('/contact-exports', wish)).status]).toEqual([name, 403]);
    const dina = await home.signIn('Dina');
    for (const reason of ['', 'short', ' '.repeat(20)]) expect((await dina.post('/contact-exports', { reason })).status).toBe(400);
    expect(await home.world.db.query('select 1 from contact_export')).toEqual([]);
  });

  it('are on record with the reason, and every head is told; three times a day at most', async () => {
    const dina = await home.signIn('Dina');
    const answer = await dina.post('/contact-exports', wish);
    expect(answer.status).toBe(200);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const table = new TextDecoder().decode(bytes);
    expect(table).toContain("'=Romashka");
    expect(table).toContain('Anna');
    const { items } = await json<{ items: { reason: string; contacts: number; by: { name: string } }[] }>(
      await dina.get('/contact-exports'),
    );
    expect(items).toMatchObject([{ reason: wish.reason, contacts: 1, by: { name: 'Dina' } }]);
    const tasks = await home.world.db.query<{ text: string; name: string }>(
      `select t.text, s.name from task t join specialist s on s.id = t.specialist_id where t.kind = 'contacts-exported'`,
    );
    expect(tasks).toEqual([{ name: 'Hanna', text: expect.stringContaining(wish.reason) }]);
    expect(await home.world.db.query(`select 1 from audit where action = 'contacts.exported'`)).toHaveLength(1);
    const more = await Promise.all([1, 2, 3].map(() => dina.post('/contact-exports', wish)));
    expect(more.map((each) => each.status).toSorted()).toEqual([200, 200, 429]);
  });
});
