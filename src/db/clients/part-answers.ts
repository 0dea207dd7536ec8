import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { isTheirs, waysTo } from './addresses.ts';
import type { Parting } from './undo-join.ts';

const c = named(schema.conversation, 'c');
const other = named(schema.conversation, 'other');
const t = named(schema.timer, 't');
const set = bare(schema.conversation);
const held = named(schema.slackHeld, 'held');
const b = bare(schema.slackHeld);

const among = 'in (select unnest($1::text::uuid[]))';

const astrayShape = { id: c.id, contact: c.contactId };
const astray = of('astray', astrayShape);
const wayShape = { channel: expression<string>('channel'), target: expression<string>('target') };
const way = of('way', wayShape);

/** A way a conversation was answered before the join counts before what else is known. */
const answerAtTheirs = statement(
  `with astray as (
     select ${columns(astrayShape)} from ${c}
     where ${c.contactId} ${among} and ${c.channel} not in ('call', 'visit') and not ${isTheirs(c.target, c.contactId)}
   ), answered as (
     select astray.id, found.channel, found.target from astray cross join lateral (
       (select was->>'channel' as channel, was->>'target' as target from json_array_elements($2::text::json) with ordinality as given(was, n)
         where (was->>'conversation')::uuid = ${astray.id} and ${isTheirs(`(was->>'target')`, astray.contact)} order by n limit 1)
       union all
       (${waysTo(astray.contact)} limit 1) limit 1) found
   )
   update ${c} set ${set.channel} = ${way.channel}, ${set.target} = ${way.target}, ${set.version} = ${c.version} + 1
   from answered way where ${c.id} = way.id`,
);

/**
 * Conversations of these contacts that were answered at somebody else's address are answered where they were before, else where their
 * contact was seen last. Without an address of their own they stay: what leaves is turned back at the door.
 */
export async function answerAsBefore(tx: Queries, { moved }: Parting, contacts: readonly string[]): Promise<void> {
  await answerAtTheirs(tx, [uuids(contacts), JSON.stringify(moved.targets)]);
}

const partner = (key: string) => `(${t.raised}->>'${key}')::uuid`;

const dropMerging = statement(
  `delete from ${t} using ${c}, ${other} where ${c.id} = ${t.conversationId} and ${c.contactId} ${among} and ${t.key} in ('joined', 'joined-waits')
     and ${other.id} = coalesce(${partner('into')}, ${partner('from')}) and ${other.contactId} <> ${c.contactId}`,
);

/** What the join had still to do to conversations that are two people's again is not done any more. */
export async function forgetMerging(tx: Queries, contacts: readonly string[]): Promise<void> {
  await dropMerging(tx, [uuids(contacts)]);
}

const leaveHeld = statement(
  `update ${held} set ${b.decision} = 'parted', ${b.decidedAt} = $2::text::timestamptz from ${c}
   where ${c.id} = ${held.conversationId} and ${c.contactId} ${among} and ${held.decision} is null`,
);

/** Words that colleagues still hold were meant for whoever they took the two for: they stay inside. */
export async function keepHeldInside(tx: Queries, { at }: Parting, contacts: readonly string[]): Promise<void> {
  await leaveHeld(tx, [uuids(contacts), at.toISOString()]);
}
