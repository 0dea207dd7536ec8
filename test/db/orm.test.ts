import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/db.ts';
import { bare, columns, expression, named, nullable, of } from '../../src/db/names.ts';
import { orm } from '../../src/db/orm.ts';
import { conversation, department, policy } from '../../src/db/schema.ts';
import { statement } from '../../src/db/statement.ts';
import { databases, openTestDb } from '../support/database.ts';

describe('names from the schema', () => {
  const c = named(conversation, 'c');

  it('are a table and its columns under a short name', () => {
    expect(`select ${c.windowId} from ${c}`).toBe('select c."window_id" from "conversation" c');
  });

  it('are by themselves where rows are written', () => {
    const t = bare(conversation);
    expect(`update ${t} set ${t.waitingSince} = null`).toBe('update "conversation" set "waiting_since" = null');
  });

  it('stand under the property a row has them in', () => {
    const shape = { id: c.id, since: nullable(c.waitingSince), count: expression<number>('count(*)::int') };
    expect(columns(shape)).toBe('c."id" as "id", c."waiting_since" as "since", count(*)::int as "count"');
    expect(`${of('newest', shape).since}`).toBe('newest."since"');
  });
});

describe.each(databases())('the builder on %s', (kind) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestDb(kind));
  });
  afterAll(() => close());

  it('reads instants, numbers and JSON like any other statement, inside a transaction too', async () => {
    const at = new Date('2026-03-02T09:00:00.250Z');
    const insert = statement(
      `insert into ${bare(department)} (${bare(department).id}, ${bare(department).key}, ${bare(department).name}, ${bare(department).timeZone})
       values ($1::text::uuid, 'sales', $2::text::jsonb, 'UTC')`,
    );
    const activate = statement(
      `insert into ${bare(policy)} (${bare(policy).version}, ${bare(policy).data}, ${bare(policy).activatedAt})
       values ($1::text::int, $2::text::jsonb, $3::text::timestamptz)`,
    );
    await db.transaction(async (tx) => {
      await insert(tx, ['01970a3e-1c00-7000-8000-000000000001', '{"ru":"Продажи","en":"Sales"}']);
      await activate(tx, ['7', '{"quotes":"\\"","list":[1]}', at.toISOString()]);
      expect(await orm(tx).select({ name: department.name }).from(department).where(eq(department.key, 'sales'))).toEqual([
        { name: { ru: 'Продажи', en: 'Sales' } },
      ]);
    });
    expect(await orm(db).select({ at: policy.activatedAt, version: policy.version, data: policy.data }).from(policy)).toEqual([
      { at, version: 7, data: { quotes: '"', list: [1] } },
    ]);
  });
});
