import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, named, of } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { insertTasks } from '../work/add-task.ts';
import { onlyClientOf } from './of-client.ts';
import type { Parting } from './undo-join.ts';

const c = named(schema.conversation, 'c');
const other = named(schema.conversation, 'other');
const m = named(schema.message, 'm');
const reply = named(schema.message, 'reply');
const w = named(schema.window, 'w');
const ct = named(schema.contact, 'ct');
const tu = named(schema.turn, 'tu');
const a = named(schema.assignment, 'a');
const s = named(schema.specialist, 's');
const o = named(schema.outbox, 'o');

const among = 'in (select unnest($1::text::uuid[]))';

const lost = of('lost', { contact: ct.id, department: c.departmentId, conversation: c.id, at: m.receivedAt });

/** One that waited when they were parted leaves for nobody. */
const hasLeft = `exists (select 1 from ${o} where ${o.windowId} = ${reply.windowId} and ${o.seq} = ${reply.seq} and ${o.verb} = 'send'
  and ${o.audience} = 'client' and ${o.status} = 'sent')`;

/** A conversation that ended for the sake of one that is another's, before anybody had answered: there or, to them, in that one. */
const endedForAnother = `select ${columns({ contact: c.contactId, department: c.departmentId, conversation: c.id, at: c.lastMessageAt })}
  from ${c} join ${other} on ${other.id} = ${c.joinedInto} and ${other.contactId} <> ${c.contactId}
  where ${c.contactId} ${among} and (${c.turns} = 0
    or exists (select 1 from ${tu} where ${tu.conversationId} = ${c.id} and ${tu.n} = ${c.turns} and ${tu.closedReason} = 'joined'))
    and not exists (select 1 from ${reply} where ${reply.windowId} = ${other.windowId} and ${reply.conversationId} = ${other.id}
      and ${reply.author} = 'specialist' and ${reply.withheldAt} = $2::text::timestamptz and ${hasLeft})`;

const answersAfter = `select 1 from ${reply} where ${reply.windowId} = ${m.windowId} and ${reply.conversationId} = ${m.conversationId}
  and ${reply.seq} > ${m.seq} and ${reply.author} = 'specialist' and ${reply.audience} = 'client' and ${reply.deletedAt} is null`;

/** Words that stand in a conversation of the other's, withheld from now on, to which nobody had answered. */
const askedInAnothers = `select ${columns({ contact: ct.id, department: c.departmentId, conversation: c.id, at: m.receivedAt })}
  from ${w} join ${m} on ${m.windowId} = ${w.id} and ${m.withheldAt} = $2::text::timestamptz and ${m.author} = 'client'
    join ${ct} on ${ct.id} ${among} and ${ct.id} <> ${w.contactId} join ${c} on ${c.id} = ${m.conversationId}
  where ${w.contactId} ${among} and ${m.deletedAt} is null and not exists (${answersAfter} and ${hasLeft})`;

/** What they asked in a conversation of their own and had answered only with words that were for the other, withheld from now on. */
const answeredToAnother = `select ${columns({ contact: ct.id, department: c.departmentId, conversation: c.id, at: m.receivedAt })}
  from ${w} join ${ct} on ${ct.id} = ${w.contactId} join ${m} on ${m.windowId} = ${w.id} and ${m.author} = 'client' and ${m.withheldAt} is null
    join ${c} on ${c.id} = ${m.conversationId}
  where ${w.contactId} ${among} and ${m.deletedAt} is null
    and exists (${answersAfter} and ${reply.withheldAt} = $2::text::timestamptz)
    and not exists (${answersAfter} and ${reply.withheldAt} is null)`;

const waitsAlready = `exists (select 1 from ${c} where ${c.contactId} = ${lost.contact}
  and (${c.waitingSince} is not null or ${c.status} = 'asking'))`;

/** What is there of theirs to open: the conversation of another's shows whoever may open it what they asked, and is no place to answer them. */
const ownLast = `(select ${c.id} from ${c} where ${c.contactId} = ${lost.contact} order by ${c.openedAt} desc, ${c.id} desc limit 1)`;

const servedLast = `(select ${a.specialistId} from ${a} join ${s} on ${s.id} = ${a.specialistId} and ${s.leftAt} is null
  where ${a.conversationId} = ${lost.conversation} order by ${a.n} desc limit 1)`;

const insert = statement(
  insertTasks(
    `select (array(select json_array_elements_text($3::text::json)))[row_number() over (order by ${lost.contact})]::uuid, 'parted', ${lost.contact},
       ${onlyClientOf(lost.contact)}, ${ownLast}, ${lost.department},
       ${servedLast}, '', $2::text::timestamptz, $2::text::timestamptz, null::uuid
     from (select distinct on ("contact") * from (${endedForAnother} union all ${askedInAnothers} union all ${answeredToAnother}) asked order by "contact", "at" desc) lost
     where not ${waitsAlready}`,
  ),
);

/**
 * Whoever an undo leaves with a question nobody owes an answer to becomes a task of those they asked (R31): their conversation had ended for
 * the sake of the other's, what they asked stands in one of the other's, or what was answered in theirs was for the other.
 */
export async function oweParted(tx: Queries, { at, newId }: Parting, contacts: readonly string[]): Promise<void> {
  const ids = contacts.map(() => newId<'task'>());
  await insert(tx, [uuids(contacts), at.toISOString(), JSON.stringify(ids)]);
}
