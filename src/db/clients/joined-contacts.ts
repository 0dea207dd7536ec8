import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

/* What joins and their undoing both do to the contacts concerned. */

const ct = named(schema.contact, 'ct');
const w = named(schema.window, 'w');
const c = named(schema.conversation, 'c');
const t = named(schema.slackThread, 't');
const thread = bare(schema.slackThread);

/** The tables in which something is one contact's and becomes another's, as they are set. */
export const moved = {
  window: bare(schema.window),
  conversation: bare(schema.conversation),
  contact: bare(schema.contact),
  detail: bare(schema.contactDetail),
  task: bare(schema.task),
  consent: bare(schema.consent),
  link: bare(schema.identityLink),
  join: bare(schema.contactJoin),
};

const among = 'in (select unnest($1::text::uuid[]))';

const lockContacts = statement(`select 1 from ${ct} where ${ct.id} ${among} order by ${ct.id} for no key update`);

const lockWindows = statement(
  `select 1 from ${w} where ${w.contactId} ${among} or ${w.id} in (select ${ct.windowId} from ${ct} where ${ct.id} ${among})
    order by ${w.id} for no key update`,
);

/** Locks contacts and then all their windows, each in order of id. */
export async function lockContactsAndWindows(tx: Queries, contacts: readonly string[]): Promise<void> {
  const list = uuids(contacts);
  await lockContacts(tx, [list]);
  await lockWindows(tx, [list]);
}

const d = named(schema.department, 'd');
const conversation = bare(schema.conversation);

const shape = {
  conversation: c.id,
  version: c.version,
  department: expression<string>(d.key),
  specialist: c.specialistId,
};

const listConversations = statement<RowOf<typeof shape>>(
  `select ${columns(shape)} from ${c} join ${d} on ${d.id} = ${c.departmentId} where ${c.windowId} ${among} order by ${c.id}`,
);

/** Lists the conversations of windows, with the desks that may have them open. */
export function conversationsIn(db: Queries, windows: readonly string[]): Promise<RowOf<typeof shape>[]> {
  return listConversations(db, [uuids(windows)]);
}

const renew = statement(`update ${c} set ${conversation.version} = ${c.version} + 1 where ${c.contactId} ${among}`);

const wantCards = statement(
  `update ${t} set ${thread.wanted} = greatest(${t.wanted}, ${c.version}), ${thread.dueAt} = $2::text::timestamptz
    from ${c} where ${c.id} = ${t.conversationId} and ${c.contactId} ${among} and ${t.endedAt} is null`,
);

/** Their conversations show whose they are now, at the desk and on the cards among colleagues. */
export async function showCards(tx: Queries, contacts: readonly string[], at: Date): Promise<void> {
  await renew(tx, [uuids(contacts)]);
  await wantCards(tx, [uuids(contacts), at.toISOString()]);
}
