import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { absencesAfter } from '../../src/db/people/absences.ts';
import { newId } from '../http/house.ts';
import { databases, openTestDb, type TestDb } from '../support/database.ts';

describe.each(databases())('a moment on %s', (kind) => {
  let t: TestDb;
  beforeAll(async () => {
    t = await openTestDb(kind);
  });
  afterAll(() => t.close());

  test.each([
    '2026-03-02T09:00:00.000Z',
    '2026-03-02T09:00:00.123Z',
    '0020-03-02T09:00:00.000Z',
    '0099-12-31T23:59:59.999Z',
    '1850-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '+010000-01-01T00:00:00.000Z',
  ])('%s is read as it was stored, whatever its year', async (text) => {
    const stored = text.replace(/^\+0/, '');
    const [row] = await t.db.query<{ at: Date; list: Date | null }>('select $1::text::timestamptz as at, null::timestamptz as list', [
      stored,
    ]);
    expect(row?.at.toISOString()).toBe(text);
    expect(row?.list).toBeNull();
    const [[value] = []] = await t.db.values('select $1::text::timestamptz', [stored]);
    expect((value as Date).toISOString()).toBe(text);
  });

  test('is a parameter of the query builder, which writes it as text itself', async () => {
    expect(await absencesAfter(t.db, [newId()], new Date())).toEqual([]);
  });

  test('is a parameter as what it is', async () => {
    const at = new Date('2026-03-02T09:00:00.123Z');
    const [row] = await t.db.query<{ same: boolean }>("select $1::timestamptz = '2026-03-02T09:00:00.123Z' as same", [at]);
    expect(row?.same).toBe(true);
  });
});
