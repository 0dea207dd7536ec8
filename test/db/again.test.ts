import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAgain } from '../../src/db/again.ts';
import type { Db, Queries } from '../../src/db/db.ts';
import { databases, openTestDb } from '../support/database.ts';

describe.each(databases())('a transaction that another one overtook, on %s', (kind) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestDb(kind));
  });
  afterAll(() => close());

  /** One open outage of a kind is all there can be. */
  const insert = (tx: Queries, what: string) =>
    tx.query(`insert into outage (id, what, "from") values (gen_random_uuid(), $1::text, now())`, [what]);
  const isThere = async (tx: Queries, what: string) => (await tx.query('select 1 from outage where what = $1::text', [what])).length > 0;

  it('is carried out anew, and sees what that one wrote', async () => {
    const both = Promise.withResolvers<void>();
    let looked = 0;
    const begin = () =>
      withAgain(db).transaction(async (tx) => {
        if (await isThere(tx, 'race')) return 'second';
        looked += 1;
        if (looked === 2) both.resolve();
        // Embedded, one transaction waits for the other by itself.
        if (kind === 'postgres') await both.promise;
        await insert(tx, 'race');
        return 'first';
      });
    expect((await Promise.all([begin(), begin()])).toSorted()).toEqual(['first', 'second']);
    expect(looked).toBe(kind === 'postgres' ? 2 : 1);
  });

  it('is not one that breaks a rule by itself: that is thrown, and nothing of it stays', async () => {
    let tried = 0;
    const twice = withAgain(db).transaction(async (tx) => {
      tried += 1;
      await insert(tx, 'twice');
      await insert(tx, 'twice');
    });
    await expect(twice).rejects.toMatchObject({ code: '23505' });
    expect(tried).toBeGreaterThan(1);
    expect(await isThere(db, 'twice')).toBe(false);
    const other = withAgain(db).transaction((tx) => {
      tried = 0;
      return tx.query('select 1 / 0');
    });
    await expect(other).rejects.toMatchObject({ code: '22012' });
    expect(tried).toBe(0);
  });
});
