import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDb, type TestDb } from './database.ts';

describe.each(databases())('a test database on %s', (kind) => {
  let one: TestDb;
  let other: TestDb;

  beforeAll(async () => {
    [one, other] = await Promise.all([openTestDb(kind), openTestDb(kind)]);
  });
  afterAll(async () => {
    await Promise.all([one.close(), other.close()]);
  });

  it('is migrated and empty', async () => {
    expect(one.db.kind).toBe(kind);
    expect(await one.db.query('select count(*)::int as n from conversation')).toEqual([{ n: 0 }]);
  });

  it('is nobody else’s', async () => {
    await one.db.query(`insert into gate (scope, until) values ('here', now())`);
    expect(await other.db.query('select * from gate')).toEqual([]);
  });

  it('sorts and folds letters of every alphabet', async () => {
    expect(await one.db.query(`select lower('ИВАНОВ@Пример.РФ') as folded`)).toEqual([{ folded: 'иванов@пример.рф' }]);
  });
});
