import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUpReports, foldReports } from '../../src/reports/fold.ts';
import { rebuildReports } from '../../src/reports/rebuild.ts';
import { databases } from '../support/database.ts';
import { conversationOf, type World, world } from '../support/world.ts';

const hour = 3_600_000;

describe.each(databases())('counted again, on %s', (kind) => {
  let w: World;
  beforeEach(async () => {
    w = await world(kind, { specialists: [{ name: 'Anna' }] });
  });
  afterEach(() => w.close());

  const deps = () => ({ db: w.db, now: () => w.clock.at, calendar: () => w.engine.company().calendar, pause: async () => {} });
  const tables = ['report_fact', 'report_cell', 'report_span', 'report_stay', 'report_load', 'report_queue', 'report_conversation'];
  const stored = async () => {
    const rows = await Promise.all(
      tables.map((each) => w.db.query<{ row: string }>(`select to_jsonb(t) - 'folded_at' as row from ${each} t`)),
    );
    return rows.map((of, i) => [tables[i], of.map(({ row }) => JSON.stringify(row)).toSorted()]);
  };
  const answered = async () => {
    const conversation = conversationOf(await w.stranger().says('operator'));
    w.clock.at = new Date(w.clock.at.getTime() + hour);
    await w.does('Anna', conversation, { type: 'reply', text: 'Good morning' });
    await w.does('Anna', conversation, { type: 'resolve' });
    return conversation;
  };

  /** Two conversations of the 2nd of March and one of the 9th, folded as a server does. */
  const folded = async () => {
    const first = await answered();
    await answered();
    w.clock.at = new Date(w.clock.at.getTime() + 7 * 24 * hour);
    await answered();
    while (await foldReports(deps()));
    while (await addUpReports(deps()));
    return { first, before: await stored() };
  };

  it('everything is as it was, whatever the numbers had become', async () => {
    const { before } = await folded();
    await w.db.query(`update report_fact set working_seconds = 7, day = day - 400`);
    await w.db.query(`update report_cell set done = 99, start = start - 400`);
    await w.db.query(`delete from report_stay`);
    await w.db.query(`update report_load set cases = 1`);
    await rebuildReports(deps(), null);
    // Days on which nothing is counted any more stay on the list of days, without cells.
    const known = (all: Awaited<ReturnType<typeof stored>>) => all.filter(([table]) => table !== 'report_span');
    expect(known(await stored())).toEqual(known(before));
  });

  it('what is of a day or later is made again, what is earlier is left', async () => {
    const { before, first } = await folded();
    await w.db.query(`update report_fact set working_seconds = 7 where day >= '2026-03-09'`);
    await w.db.query(`update report_cell set done = 99 where start >= '2026-03-09'`);
    await rebuildReports(deps(), '2026-03-09');
    expect(await stored()).toEqual(before);
    await w.db.query(`update report_fact set working_seconds = 7 where conversation_id = $1::text::uuid`, [first]);
    const [spoiled] = await stored();
    await rebuildReports(deps(), '2026-03-09');
    expect((await stored())[0]).toEqual(spoiled);
  });
});
