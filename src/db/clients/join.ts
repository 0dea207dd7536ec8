import type { AccountId, ContactId, IdentityId, NewId, WindowId } from '../../domain/ids.ts';
import type { Db, Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { addAudit } from '../reports/audit.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { mergeOpen, recordJoin } from './join-open.ts';

/** What showed that a stranger's address is a contact's (R6). */
export type Proof = 'site-login' | 'invite' | 'continue' | 'phone' | 'telegram-id';

export interface Join {
  readonly account: AccountId;
  /** the stranger's address in the channel */
  readonly address: string;
  /** who they proved to be */
  readonly contact: ContactId;
  readonly proof: Proof;
  readonly at: Date;
  readonly newId: NewId;
}

/** `nobody`: there was no stranger at the address. `windows`: what changed hands, and what it joined. */
export type Joined =
  | { readonly type: 'nobody' }
  | { readonly type: 'apart' }
  | { readonly type: 'joined'; readonly windows: readonly WindowId[] };

/**
 * A stranger turned out to be a contact: from now on what was written from their address is the contact's. No message moves:
 * the stranger's windows join the contact's history, and the one with an open conversation becomes the current one. Of two open
 * conversations on one matter the younger ends, as soon as its own lock is had; what goes on is the older one.
 */
export function joinStranger(db: Db, join: Join): Promise<Joined> {
  return db.transaction(async (tx): Promise<Joined> => {
    const stranger = await strangerAt(tx, join);
    if (stranger === null) return { type: 'nobody' };
    const windows = await lockWindowsOf(tx, stranger, join.contact);
    const own = windows.filter((each) => each.contact === stranger);
    const current = windows.find((each) => each.current);
    if (current === undefined) return { type: 'nobody' };
    const survivor = await mergeOpen(tx, join.at, { stranger, contact: join.contact });
    const open = own.find((each) => each.open);
    const next = survivor ?? (current.open ? current.id : (open?.id ?? current.id));
    const id: string = join.newId<'join'>();
    await recordJoin(tx, { id, join, stranger, windows: own.map((each) => each.id), current: current.id });
    await moveTo(tx, join, stranger, next);
    await addAudit(tx, {
      id: join.newId(),
      at: join.at,
      actorKind: 'system',
      actorId: null,
      action: 'contact.joined',
      objectKind: 'contact',
      objectId: join.contact,
      data: { stranger, proof: join.proof, join: id },
    });
    return { type: 'joined', windows: windows.map((each) => each.id) };
  });
}

const i = named(schema.identity, 'i');
const l = named(schema.identityLink, 'l');
const ct = named(schema.contact, 'ct');
const w = named(schema.window, 'w');
const c = named(schema.conversation, 'c');

const isAddress = `${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text`;

const lockIdentity = statement(`select 1 from ${i} where ${isAddress} for no key update`);

const linkedContact = statement<{ contact: ContactId }>(
  `select ${columns({ contact: l.contactId })} from ${i} join ${l} on ${l.identityId} = ${i.id} and ${l.until} is null where ${isAddress}`,
);

const contactShape = {
  id: ct.id,
  stranger: expression<boolean>(`coalesce(${ct.email}, ${ct.phone}, ${ct.siteId}, ${ct.telegramId}) is null and ${ct.erasedAt} is null`),
};

const lockContacts = statement<RowOf<typeof contactShape>>(
  `select ${columns(contactShape)} from ${ct} where ${ct.id} in ($1::text::uuid, $2::text::uuid) order by ${ct.id} for no key update`,
);

/** The contact behind the address, under its lock; null for one the company has any other sign of than what they wrote. */
async function strangerAt(tx: Queries, { account, address, contact }: Join): Promise<ContactId | null> {
  await lockIdentity(tx, [account, address]);
  const [link] = await linkedContact(tx, [account, address]);
  if (link === undefined || link.contact === contact) return null;
  const rows = await lockContacts(tx, [link.contact, contact]);
  return rows.some((each) => each.id === link.contact && each.stranger) ? link.contact : null;
}

/** Where the contact's messages go now. */
const currentWindow = `(select ${ct.windowId} from ${ct} where ${ct.id} = $2::text::uuid)`;
const isConcerned = `${w.contactId} = $1::text::uuid or ${w.id} = ${currentWindow}`;

const windowShape = {
  id: w.id,
  contact: w.contactId,
  current: expression<boolean>(`${w.id} = ${currentWindow}`),
  open: expression<boolean>(`exists (select 1 from ${c} where ${c.windowId} = ${w.id} and ${c.status} not in ('resolved', 'closed'))`),
};

const lockWindows = statement(`select 1 from ${w} where ${isConcerned} order by ${w.id} for no key update`);
const lockedWindows = statement<RowOf<typeof windowShape>>(`select ${columns(windowShape)} from ${w} where ${isConcerned}`);

async function lockWindowsOf(tx: Queries, stranger: ContactId, contact: ContactId): Promise<RowOf<typeof windowShape>[]> {
  await lockWindows(tx, [stranger, contact]);
  return lockedWindows(tx, [stranger, contact]);
}

const b = {
  window: bare(schema.window),
  conversation: bare(schema.conversation),
  contact: bare(schema.contact),
  detail: bare(schema.contactDetail),
  task: bare(schema.task),
  consent: bare(schema.consent),
  link: bare(schema.identityLink),
};

const moveWindows = statement(`update ${b.window} set ${b.window.contactId} = $2::text::uuid where ${b.window.contactId} = $1::text::uuid`);

const moveConversations = statement(
  `update ${b.conversation} set ${b.conversation.contactId} = $2::text::uuid, ${b.conversation.version} = ${b.conversation.version} + 1
   where ${b.conversation.contactId} = $1::text::uuid`,
);

const setWindow = statement(`update ${b.contact} set ${b.contact.windowId} = $2::text::uuid where ${b.contact.id} = $1::text::uuid`);

const moveDetails = statement(`update ${b.detail} set ${b.detail.contactId} = $2::text::uuid where ${b.detail.contactId} = $1::text::uuid`);

const moveTasks = statement(
  `update ${b.task} set ${b.task.contactId} = $2::text::uuid where ${b.task.contactId} = $1::text::uuid and ${b.task.doneAt} is null`,
);

const copyConsents = statement(
  `insert into ${b.consent} (${b.consent.contactId}, ${b.consent.version}, ${b.consent.language}, ${b.consent.at})
   select $2::text::uuid, ${b.consent.version}, ${b.consent.language}, ${b.consent.at} from ${b.consent}
   where ${b.consent.contactId} = $1::text::uuid on conflict do nothing`,
);

const endLink = statement<{ identity: IdentityId }>(
  `update ${l} set ${b.link.until} = $3::text::timestamptz from ${i}
   where ${i.id} = ${l.identityId} and ${isAddress} and ${l.until} is null returning ${columns({ identity: i.id })}`,
);

const insertLink = inserter(schema.identityLink);

async function moveTo(
  tx: Queries,
  { account, address, contact, proof, at, newId }: Join,
  stranger: ContactId,
  window: WindowId,
): Promise<void> {
  await moveWindows(tx, [stranger, contact]);
  await moveConversations(tx, [stranger, contact]);
  await setWindow(tx, [contact, window]);
  await moveDetails(tx, [stranger, contact]);
  await moveTasks(tx, [stranger, contact]);
  await copyConsents(tx, [stranger, contact]);
  const [link] = await endLink(tx, [account, address, at.toISOString()]);
  if (link === undefined) throw new Error('an identity lost its link while it was being joined');
  await insertLink(tx, [{ id: newId(), identityId: link.identity, contactId: contact, from: at, until: null, proof }]);
}
