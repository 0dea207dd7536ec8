import type { IdentityId } from '../../domain/ids.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named } from '../names.ts';
import { countAgain } from '../reports/again.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { moved as b } from './joined-contacts.ts';
import { onlyClientOf } from './of-client.ts';
import { type Changed, changedShape, nameOwnAgain, reconsiderOwn, returnClients, serveAsBefore } from './part-clients.ts';
import type { Parting } from './undo-join.ts';

const w = named(schema.window, 'w');
const c = named(schema.conversation, 'c');
const was = named(schema.conversation, 'was');
const cc = named(schema.contactClient, 'cc');
const l = named(schema.identityLink, 'l');
const m = named(schema.message, 'm');
const ct = named(schema.contact, 'ct');

const listed = 'in (select unnest($1::text::uuid[]))';

const returnWindows = statement(
  `update ${w} set ${b.window.contactId} = $2::text::uuid where ${w.id} ${listed} and ${w.contactId} = $3::text::uuid`,
);

const wasOf = `exists (select 1 from ${cc} where ${cc.contactId} = $2::text::uuid and ${cc.clientId} = ${c.clientId})`;
const before = `(select (r.value ->> 'client')::uuid from json_array_elements($5::text::json) r where (r.value ->> 'conversation')::uuid = ${c.id} limit 1)`;

/** What began while they were one was the client's of the other, and so may be what a conversation was said to be about meanwhile. */
const returnConversations = statement<Changed>(
  `update ${c} set ${b.conversation.contactId} = $2::text::uuid, ${b.conversation.version} = ${c.version} + 1,
     ${b.conversation.clientId} = case when ${c.openedAt} >= $4::text::timestamptz then ${onlyClientOf('$2::text::uuid')}
       when ${wasOf} then ${c.clientId} else coalesce(${before}, ${onlyClientOf('$2::text::uuid')}) end
   from ${was} where ${was.id} = ${c.id} and ${c.windowId} ${listed} and ${c.contactId} = $3::text::uuid returning ${columns(changedShape)}`,
);

const returnDetails = statement(
  `update ${b.detail} set ${b.detail.contactId} = $2::text::uuid where ${b.detail.id} ${listed} and ${b.detail.contactId} = $3::text::uuid`,
);

const returnTasks = statement(
  `update ${b.task} set ${b.task.contactId} = $2::text::uuid, ${b.task.clientId} = case when exists (select 1 from ${cc}
     where ${cc.contactId} = $2::text::uuid and ${cc.clientId} = ${b.task.clientId}) then ${b.task.clientId} else ${onlyClientOf('$2::text::uuid')} end
   where ${b.task.contactId} = $3::text::uuid and (${b.task.id} ${listed}
     or ${b.task.conversationId} in (select ${c.id} from ${c} where ${c.windowId} in (select unnest($4::text::uuid[]))))`,
);

const returnJoins = statement(
  `update ${b.join} set ${b.join.intoContactId} = $2::text::uuid
   where ${b.join.id} ${listed} and ${b.join.intoContactId} = $3::text::uuid and ${b.join.undoneAt} is null`,
);

const takeConsents = statement(
  `delete from ${b.consent} where ${b.consent.contactId} = $2::text::uuid and ${b.consent.version} = any($1::text::text[])`,
);

/** A contact whose messages went into a window that is another's now has them in one of their own: where they went before, else where something is open, else the newest. */
const settleWindow = statement(
  `update ${ct} set ${b.contact.windowId} = (select ${w.id} from ${w} where ${w.contactId} = ${ct.id}
     order by ${w.id} = $2::text::uuid desc,
       exists (select 1 from ${c} where ${c.windowId} = ${w.id} and ${c.status} not in ('resolved', 'closed')) desc, ${w.id} desc limit 1)
   where ${ct.id} = $1::text::uuid and exists (select 1 from ${w} where ${w.contactId} = ${ct.id})
     and not exists (select 1 from ${w} where ${w.id} = ${ct.windowId} and ${w.contactId} = ${ct.id})`,
);

/** Each has been asked to rate when they were asked in a window of theirs (R23). */
const recountRatings = statement(
  `update ${ct} set ${b.contact.ratingAskedAt} = (select max(${m.receivedAt}) from ${w} join ${m} on ${m.windowId} = ${w.id}
     where ${w.contactId} = ${ct.id} and ${m.body} ? 'rate')
   where ${ct.id} = $1::text::uuid`,
);

/** What had changed hands and is still the contact's belongs to the stranger again; the messages of both go into windows of their own. */
export async function returnHistory(tx: Queries, parting: Parting): Promise<void> {
  const { from, into, moved, joinedAt, at } = parting;
  if (from === null) return;
  const windows = uuids(moved.windows);
  await returnClients(tx, parting);
  await returnWindows(tx, [windows, from, into]);
  const about = JSON.stringify(moved.clients?.about ?? []);
  const theirs = await returnConversations(tx, [windows, from, into, joinedAt.toISOString(), about]);
  await serveAsBefore(tx, [...theirs, ...(await nameOwnAgain(tx, parting))], at);
  await countAgain(tx, [from, into]);
  await reconsiderOwn(tx, parting);
  await returnDetails(tx, [uuids(moved.details), from, into]);
  await returnTasks(tx, [uuids(moved.tasks), from, into, windows]);
  await returnJoins(tx, [uuids(moved.joins), from, into]);
  await takeConsents(tx, [texts(moved.consents), into]);
  for (const contact of [from, into]) {
    await settleWindow(tx, [contact, moved.current]);
    await recountRatings(tx, [contact]);
  }
}

const endLinks = statement<{ identity: IdentityId }>(
  `update ${l} set ${b.link.until} = $3::text::timestamptz where ${l.identityId} ${listed} and ${l.contactId} = $2::text::uuid and ${l.until} is null
   returning ${columns({ identity: l.identityId })}`,
);

const proofs = statement<{ identity: IdentityId; proof: string }>(
  `select distinct on (${l.identityId}) ${columns({ identity: l.identityId, proof: expression<string>(l.proof) })} from ${l}
   where ${l.identityId} ${listed} and ${l.contactId} = $2::text::uuid order by ${l.identityId}, ${l.from} desc`,
);

const insertLink = inserter(schema.identityLink);

/** Addresses that are the contact's by this join are the stranger's again, by what tied them to the stranger before; or nobody's. */
export async function returnLinks(tx: Queries, { from, into, moved, at, newId }: Parting): Promise<void> {
  const ended = await endLinks(tx, [uuids(moved.identities), into, at.toISOString()]);
  if (from === null) return;
  const before = new Map((await proofs(tx, [uuids(moved.identities), from])).map((each) => [each.identity, each.proof]));
  await insertLink(
    tx,
    ended.map(({ identity }) => {
      const proof = before.get(identity) ?? 'first-message';
      return { id: newId(), identityId: identity, contactId: from, from: at, until: null, proof };
    }),
  );
}
