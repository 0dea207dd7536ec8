import type { ContactId, NewId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Db, Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { addAudit } from '../reports/audit.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { Moved } from './join-open.ts';

export interface UndoJoin {
  readonly contact: ContactId;
  readonly join: string;
  readonly by: SpecialistId;
  readonly at: Date;
  readonly newId: NewId;
}

export type JoinUndone =
  | { readonly type: 'unknown' }
  | { readonly type: 'undone'; readonly windows: readonly WindowId[]; readonly again: boolean };

const cj = named(schema.contactJoin, 'cj');
const i = named(schema.identity, 'i');
const ct = named(schema.contact, 'ct');
const w = named(schema.window, 'w');

const b = {
  window: bare(schema.window),
  conversation: bare(schema.conversation),
  contact: bare(schema.contact),
  detail: bare(schema.contactDetail),
  task: bare(schema.task),
  link: bare(schema.identityLink),
  join: bare(schema.contactJoin),
};

const listed = 'in (select json_array_elements_text($1::text::json)::uuid)';

const endJoin = statement(
  `update ${b.join} set ${b.join.undoneAt} = $2::text::timestamptz, ${b.join.undoneBy} = $3::text::uuid where ${b.join.id} = $1::text::uuid`,
);

/** Two who were taken for one person are two again: what had changed hands goes back. A conversation that ended with the join stays so. */
export function undoJoin(db: Db, undo: UndoJoin): Promise<JoinUndone> {
  return db.transaction(async (tx): Promise<JoinUndone> => {
    const found = await lockJoin(tx, undo);
    if (found === null) return { type: 'unknown' };
    const { moved, from } = found;
    if (found.undone) return { type: 'undone', windows: moved.windows, again: true };
    await returnRows(tx, moved, { from, into: undo.contact });
    await relink(tx, moved.identity, from, undo);
    await endJoin(tx, [undo.join, undo.at.toISOString(), undo.by]);
    await addAudit(tx, {
      id: undo.newId(),
      at: undo.at,
      actorKind: 'specialist',
      actorId: undo.by,
      action: 'contact.join-undone',
      objectKind: 'contact',
      objectId: undo.contact,
      data: { stranger: from, join: undo.join },
    });
    return { type: 'undone', windows: [...moved.windows, moved.current], again: false };
  });
}

const returnWindows = statement(`update ${b.window} set ${b.window.contactId} = $2::text::uuid where ${b.window.id} ${listed}`);

const returnConversations = statement(
  `update ${b.conversation} set ${b.conversation.contactId} = $2::text::uuid, ${b.conversation.version} = ${b.conversation.version} + 1
   where ${b.conversation.windowId} ${listed}`,
);

const returnDetails = statement(`update ${b.detail} set ${b.detail.contactId} = $2::text::uuid where ${b.detail.id} ${listed}`);
const returnTasks = statement(`update ${b.task} set ${b.task.contactId} = $2::text::uuid where ${b.task.id} ${listed}`);

const restoreWindow = statement(
  `update ${b.contact} set ${b.contact.windowId} = $3::text::uuid where ${b.contact.id} = $2::text::uuid and ${b.contact.windowId} ${listed}`,
);

/** What had changed hands belongs to the stranger again, and the contact's messages go where they went before. */
async function returnRows(tx: Queries, moved: Moved, { from, into }: { from: ContactId; into: ContactId }): Promise<void> {
  const windows = JSON.stringify(moved.windows);
  await returnWindows(tx, [windows, from]);
  await returnConversations(tx, [windows, from]);
  await returnDetails(tx, [JSON.stringify(moved.details), from]);
  await returnTasks(tx, [JSON.stringify(moved.tasks), from]);
  await restoreWindow(tx, [windows, into, moved.current]);
}

const endLink = statement(
  `update ${b.link} set ${b.link.until} = $2::text::timestamptz where ${b.link.identityId} = $1::text::uuid and ${b.link.until} is null`,
);

const insertLink = inserter(schema.identityLink);

async function relink(tx: Queries, identity: string, contact: ContactId, { at, newId }: UndoJoin): Promise<void> {
  await endLink(tx, [identity, at.toISOString()]);
  await insertLink(tx, [{ id: newId(), identityId: identity, contactId: contact, from: at, until: null, proof: 'join-undone' }]);
}

const joinShape = { from: expression<ContactId>(cj.fromContactId), moved: expression<Moved>(cj.moved) };

const findJoin = statement<RowOf<typeof joinShape>>(
  `select ${columns(joinShape)} from ${cj} where ${cj.id} = $1::text::uuid and ${cj.intoContactId} = $2::text::uuid`,
);

const lockIdentity = statement(`select 1 from ${i} where ${i.id} = $1::text::uuid for no key update`);

const lockContacts = statement(
  `select 1 from ${ct} where ${ct.id} in ($1::text::uuid, $2::text::uuid) order by ${ct.id} for no key update`,
);

const lockWindows = statement(
  `select 1 from ${w} where ${w.contactId} = $1::text::uuid or ${w.id} = $2::text::uuid order by ${w.id} for no key update`,
);

const readUndone = statement<{ undone: boolean }>(
  `select ${columns({ undone: `${cj.undoneAt} is not null` })} from ${cj} where ${cj.id} = $1::text::uuid`,
);

/** In the order of all locks: identity, contacts, windows. */
async function lockJoin(tx: Queries, { contact, join }: UndoJoin) {
  const [row] = await findJoin(tx, [join, contact]);
  if (row === undefined) return null;
  await lockIdentity(tx, [row.moved.identity]);
  await lockContacts(tx, [row.from, contact]);
  await lockWindows(tx, [contact, row.moved.current]);
  const [again] = await readUndone(tx, [join]);
  return again === undefined ? null : { ...row, undone: again.undone };
}

const listedShape = { id: cj.id, contact: expression<ContactId>(cj.intoContactId), at: cj.at, proof: cj.proof };

export type JoinListed = RowOf<typeof listedShape>;

const standing = statement<JoinListed>(
  `select ${columns(listedShape)} from ${cj} where ${cj.intoContactId} ${listed} and ${cj.undoneAt} is null order by ${cj.at} desc`,
);

/** Joins of these contacts that still stand, the newest first. */
export function joinsOf(db: Queries, contacts: readonly string[]): Promise<JoinListed[]> {
  return contacts.length === 0 ? Promise.resolve([]) : standing(db, [JSON.stringify(contacts)]);
}
