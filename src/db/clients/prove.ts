import { and, asc, eq, isNull } from 'drizzle-orm';
import type { ContactId, IdentityId, WindowId } from '../../domain/ids.ts';
import { insertIdentities } from '../batch/senders.ts';
import type { Db } from '../db.ts';
import { bare, columns, named } from '../names.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { conversation, identity, identityLink, window } from '../schema.ts';
import { statement } from '../statement.ts';
import { type Join, type Joined, joinStranger } from './join.ts';

/** `linked`: nobody had written from the address before. `own`: it was the contact's already. */
export type Proven = Joined | { readonly type: 'linked' } | { readonly type: 'own' };

const i = named(identity, 'i');
const l = named(identityLink, 'l');
const w = named(window, 'w');
const c = bare(conversation);

const insertLink = inserter(identityLink);

const lockIdentity = statement<{ id: IdentityId }>(
  `select ${columns({ id: i.id })} from ${i} where ${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text for no key update`,
);

const linkedContact = statement<{ contact: ContactId }>(
  `select ${columns({ contact: l.contactId })} from ${l} where ${l.identityId} = $1::text::uuid and ${l.until} is null`,
);

/**
 * An address turned out to be a contact's. One never seen before is theirs from now on; a stranger's history becomes part of the
 * contact's; somebody else's by proof stays theirs (`nobody`).
 */
export async function proveAddress(db: Db, join: Join): Promise<Proven> {
  return (await linkAddress(db, join)) ?? joinStranger(db, join);
}

/** Links an address that is nobody's; null when it is somebody else's. */
function linkAddress(db: Db, { account, address, contact, proof, at, newId }: Join): Promise<Proven | null> {
  return db.transaction(async (tx): Promise<Proven | null> => {
    await insertIdentities(tx, [{ id: newId(), accountId: account, address }], at);
    const [found] = await lockIdentity(tx, [account, address]);
    if (found === undefined) throw new Error('an identity vanished while it was being proven');
    const [link] = await linkedContact(tx, [found.id]);
    if (link !== undefined) return link.contact === contact ? { type: 'own' } : null;
    await insertLink(tx, [{ id: newId(), identityId: found.id, contactId: contact, from: at, until: null, proof }]);
    return { type: 'linked' };
  });
}

/** Where a contact writes from: addresses in channels. */
export async function addressesOf(db: Db, contact: string): Promise<{ account: Join['account']; address: string }[]> {
  return orm(db)
    .select({ account: identity.accountId, address: identity.externalId })
    .from(identityLink)
    .innerJoin(identity, eq(identity.id, identityLink.identityId))
    .where(and(eq(identityLink.contactId, contact as ContactId), isNull(identityLink.until)))
    .orderBy(asc(identity.id));
}

const lockWindows = statement<{ id: WindowId }>(
  `select ${columns({ id: w.id })} from ${w} where ${w.contactId} = $1::text::uuid order by ${w.id} for no key update`,
);

const redirect = statement(
  `update ${c} set ${c.channel} = $2::text, ${c.target} = $3::text, ${c.version} = ${c.version} + 1
    where ${c.contactId} = $1::text::uuid and ${c.status} <> 'closed' and ${c.channel} not in ('call', 'visit')`,
);

/** What is open with the contact is answered at this address from now on: it is where they are. Returns their windows. */
export function answerAt(db: Db, contact: string, { channel, target }: { channel: string; target: string }): Promise<WindowId[]> {
  return db.transaction(async (tx) => {
    const rows = await lockWindows(tx, [contact]);
    await redirect(tx, [contact, channel, target]);
    return rows.map((each) => each.id);
  });
}
