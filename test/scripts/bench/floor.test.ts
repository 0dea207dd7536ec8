import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenConversation, placesStatement, rowsOfOneMessage } from '../../../scripts/bench/floor.ts';
import type { Db } from '../../../src/db/db.ts';
import { type ClientHand, type World, world } from '../../support/world.ts';

/** Every row there is, by table. */
async function everything(db: Db): Promise<Map<string, string[]>> {
  const tables = await db.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`);
  const rows = new Map<string, string[]>();
  for (const { name } of tables) {
    const found = await db.query<{ row: string }>(`select to_jsonb(t)::text as row from "${name}" t`);
    rows.set(
      name,
      found.map((each) => each.row),
    );
  }
  return rows;
}

/** What `act` wrote: rows inserted and rows changed, by table, tables it left alone left out. */
async function writtenBy(db: Db, act: () => Promise<unknown>): Promise<Record<string, { inserted: number; changed: number }>> {
  const before = await everything(db);
  await act();
  const after = await everything(db);
  const written: Record<string, { inserted: number; changed: number }> = {};
  for (const [name, rows] of after) {
    const old = before.get(name) ?? [];
    const changed = old.filter((each) => !rows.includes(each)).length;
    const inserted = rows.length - old.length;
    if (changed + inserted > 0) written[name] = { inserted, changed };
  }
  return written;
}

let w: World;
let visitor: ClientHand;

beforeAll(async () => {
  w = await world('postgres', { specialists: [{ name: 'Anna' }] });
  visitor = w.stranger();
  await visitor.taps('who', 'myself');
});
afterAll(() => w?.close());

it('the floor of the bench writes the same rows as one message into an open conversation', async () => {
  const ours = await writtenBy(w.db, () => visitor.says('Is anybody there?'));
  w.clock.at = new Date(w.clock.at.getTime() + 1000);
  const [place] = await w.db.query<OpenConversation>(placesStatement);
  const floor = await writtenBy(w.db, async () => {
    for (const [text, parameters] of rowsOfOneMessage(place!, 1, 'Is anybody there?', w.clock.at.toISOString())) {
      await w.db.query(text, parameters);
    }
  });
  expect(floor).toEqual(ours);
  expect(Object.keys(ours)).toContain('message');
});
