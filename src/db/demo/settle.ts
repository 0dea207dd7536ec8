import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { conversation, outbox, task, turn } from '../schema.ts';
import { statement } from '../statement.ts';

const o = named(outbox, 'o');
const sent = bare(outbox);
const t = named(turn, 't');
const set = bare(turn);
const c = bare(conversation);
const k = named(task, 'k');
const done = bare(task);

/** The web chat shows a message so soon after it was accepted. */
const delivery = `interval '400 milliseconds'`;

const deliver = statement(
  `update ${t} set ${set.deliveredAt} = ${t.answeredAt} + ${delivery} where ${t.answeredAt} is not null and ${t.deliveredAt} is null`,
);
const finish = statement(
  `update ${o} set ${sent.status} = 'sent', ${sent.attempts} = 1, ${sent.doneAt} = ${o.dueAt} + ${delivery} where ${o.status} = 'waiting'`,
);

/** What was written has reached the web chat, each when it was written: nothing is left to be sent. */
export async function deliverAll(tx: Queries): Promise<void> {
  await deliver(tx);
  await finish(tx);
}

const name = statement(`update ${c} set ${c.origin} = 'demo' where ${c.origin} <> 'demo'`);

/** Every conversation there is, is one of the demo company's past. */
export async function nameOrigin(tx: Queries): Promise<void> {
  await name(tx);
}

const end = statement(
  `update ${k} set ${done.doneAt} = least($1::text::timestamptz, greatest(${k.dueAt}, ${k.createdAt} + interval '1 minute')),
     ${done.doneBy} = ${k.specialistId}, ${done.startsAt} = case when ${k.kind} = 'meeting' then coalesce(${k.startsAt}, ${k.createdAt} + interval '4 hours') end,
     ${done.endsAt} = case when ${k.kind} = 'meeting' then coalesce(${k.endsAt}, ${k.createdAt} + interval '5 hours') end, ${done.outcome} = $3::text, ${done.result} = case when ${k.kind} = 'meeting' then 'held' end
   where ${k.doneAt} is null and ${k.createdAt} < $2::text::timestamptz`,
);

/** Whoever has something to do has done it by its time: what was to be done before `before` is done by `by`. */
export async function doTasks(
  tx: Queries,
  { by, before, outcome }: { readonly by: Date; readonly before: Date; readonly outcome: string },
) {
  await end(tx, [by.toISOString(), before.toISOString(), outcome]);
}
