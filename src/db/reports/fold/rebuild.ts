import type { Day } from '../../../domain/day.ts';
import type { Queries } from '../../db.ts';
import { bare, named } from '../../names.ts';
import * as schema from '../../schema.ts';
import { statement } from '../../statement.ts';

const fold = bare(schema.reportFold);
const f = named(schema.reportFold, 'f');
const x = named(schema.reportFact, 'x');
const y = named(schema.reportStay, 'y');
const cell = bare(schema.reportCell);
const span = bare(schema.reportSpan);
const s = named(schema.reportSpan, 's');
const again = bare(schema.reportAgain);
const c = named(schema.conversation, 'c');
const e = named(schema.conversationEvent, 'e');

const none = (table: string, id: string) => `delete from ${table} where not exists (select 1 from ${c} where ${c.id} = ${id})`;

/** What is of no conversation any more is in nobody's place, so nothing takes its own. */
const dropLost = [statement(none(`${x}`, x.conversationId)), statement(none(`${y}`, y.conversationId))];

const restart = statement(
  `insert into ${fold} (${fold.id}, ${fold.beganAt}) values (1, $1::text::timestamptz)
   on conflict (${fold.id}) do update set ${fold.foldedUntil} = null, ${fold.after} = null, ${fold.beganAt} = excluded.${fold.beganAt}`,
);

/** Has everything counted again, from the first conversation on. Waits for whoever folds just now. */
export async function countAllAgain(tx: Queries, now: Date): Promise<void> {
  await restart(tx, [now.toISOString()]);
  for (const drop of dropLost) await drop(tx, []);
  await makeAgain(tx, '0001-01-01');
}

const note = statement(
  `insert into ${again} (${again.conversationId})
   select distinct u.id from (
     select ${e.conversationId} as id from ${e} where ${e.at} >= $1::text::timestamptz
     union select ${c.id} from ${c} where ${c.openedAt} >= $1::text::timestamptz
     union select ${x.conversationId} from ${x} where ${x.day} >= $2::text::date) u`,
);

/** Has all conversations counted again to which something has happened since a day. */
export async function countAgainSince(tx: Queries, day: Day, from: Date): Promise<void> {
  await note(tx, [from.toISOString(), day]);
  await makeAgain(tx, `${day.slice(0, 7)}-01`);
}

const dropCells = statement(
  `delete from ${cell} where ${cell.start} >= $1::text::date
     and not exists (select 1 from ${s} where ${s.grain} in ('day', 'month') and ${s.start} = ${cell.start})`,
);

const spoil = statement(
  `insert into ${span} (${span.grain}, ${span.start}, ${span.isStale})
   select 'day', ${x.day}, true from ${x} where ${x.day} >= $1::text::date
   union select 'month', date_trunc('month', ${x.day})::date, true from ${x} where ${x.day} >= $1::text::date
   union select ${s.grain}, ${s.start}, true from ${s} where ${s.start} >= $1::text::date
   on conflict (${span.grain}, ${span.start}) do update set ${span.isStale} = true`,
);

/** Every cell and every load of these days is made again, and goes where nothing of the day is left. */
async function makeAgain(tx: Queries, from: Day): Promise<void> {
  await spoil(tx, [from]);
  await dropCells(tx, [from]);
}

const standing = statement<{ isThrough: boolean }>(
  `select ${f.foldedUntil} is not null and not exists (select 1 from ${again}) as "isThrough" from ${f} where ${f.id} = 1`,
);

/** Whether every conversation has been counted that was to be counted again. */
export async function isCounted(db: Queries): Promise<boolean> {
  const [row] = await standing(db, []);
  return row?.isThrough ?? false;
}
