import type { ErasureReason } from '../../domain/erasure.ts';
import type { ContactId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import { standingFor } from '../clients/join.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named } from '../names.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { contactsOf } from './scope.ts';

const ct = named(schema.contact, 'ct');
const i = named(schema.identity, 'i');
const l = named(schema.identityLink, 'l');
const w = named(schema.window, 'w');
const o = named(schema.outbox, 'o');
const b = {
  contact: bare(schema.contact),
  identity: bare(schema.identity),
  link: bare(schema.identityLink),
  invite: bare(schema.invite),
  outbox: bare(schema.outbox),
};

const among = 'in (select unnest($1::text::uuid[]))';

const lockIdentities = statement(
  `select 1 from ${i} where ${i.id} in (select ${l.identityId} from ${l} where ${l.contactId} ${among}) order by ${i.id} for no key update`,
);
const lockContacts = statement<{ id: ContactId; erasedAt: Date | null }>(
  `select ${columns({ id: ct.id, erasedAt: ct.erasedAt })} from ${ct} where ${ct.id} ${among} order by ${ct.id} for no key update`,
);
const lockWindows = statement(`select 1 from ${w} where ${w.contactId} ${among} order by ${w.id} for no key update`);

const markErased = statement(
  `update ${b.contact} set ${b.contact.erasedAt} = coalesce(${b.contact.erasedAt}, $2::text::timestamptz) where ${b.contact.id} ${among}`,
);
/** Whoever writes from the address from now on is somebody new. */
const freeAddresses = statement(
  `update ${i} set ${b.identity.externalId} = 'erased:' || ${i.id}::text, ${b.identity.name} = null, ${b.identity.username} = null,
     ${b.identity.source} = null, ${b.identity.unreachableReason} = null
   where exists (select 1 from ${l} where ${l.identityId} = ${i.id} and ${l.contactId} ${among} and ${l.until} is null)`,
);
const endLinks = statement(
  `update ${b.link} set ${b.link.until} = $2::text::timestamptz where ${b.link.contactId} ${among} and ${b.link.until} is null`,
);
const dropInvites = statement(`delete from ${b.invite} where ${b.invite.contactId} ${among}`);
const stopMail = statement(
  `update ${o} set ${b.outbox.status} = 'dead', ${b.outbox.reason} = 'erased', ${b.outbox.doneAt} = $2::text::timestamptz
   where ${o.status} = 'waiting' and ${o.windowId} in (select ${w.id} from ${w} where ${w.contactId} ${among})`,
);

/** Locks all there is of a contact who is cut off already: identities, contacts, windows, in this order everywhere. */
export async function lockToWipe(tx: Queries, contacts: readonly string[]): Promise<void> {
  const list = uuids(contacts);
  await lockIdentities(tx, [list]);
  await lockContacts(tx, [list]);
  await lockWindows(tx, [list]);
}

/** Locks the contact and whoever turned out to be them; null where there is none, or where they are erased already. */
export async function lockToErase(
  tx: Queries,
  asked: ContactId,
): Promise<{ readonly contact: ContactId; readonly all: readonly string[] } | null> {
  const contact = await standingFor(tx, asked);
  const all = await contactsOf(tx, contact);
  const list = uuids(all);
  await lockIdentities(tx, [list]);
  const locked = await lockContacts(tx, [list]);
  await lockWindows(tx, [list]);
  const own = locked.find((each) => each.id === contact);
  return own === undefined || own.erasedAt !== null ? null : { contact, all };
}

/**
 * From now on the contact is nobody: no address leads to them, no invite opens their window, and nothing that waits for them leaves. What
 * stands in the database and outside is taken away afterwards.
 */
export async function cutOff(tx: Queries, contacts: readonly string[], at: Date): Promise<void> {
  const list = uuids(contacts);
  const now = at.toISOString();
  await freeAddresses(tx, [list]);
  await endLinks(tx, [list, now]);
  await dropInvites(tx, [list]);
  await stopMail(tx, [list, now]);
  await markErased(tx, [list, now]);
}

const insertErasure = inserter(schema.erasure);

export interface ErasureAsked {
  readonly id: string;
  readonly contact: ContactId;
  readonly why: ErasureReason;
  readonly by: { readonly kind: string; readonly id: string | null };
  readonly at: Date;
}

export async function addErasure(tx: Queries, { id, contact, why, by, at }: ErasureAsked): Promise<void> {
  const row = { id, contactId: contact, why, byKind: by.kind, byId: by.id, askedAt: at, dueAt: at, wipedAt: null, doneAt: null };
  await insertErasure(tx, [{ ...row, step: 'close', left: [] }]);
}
