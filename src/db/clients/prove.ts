import { and, asc, eq, isNull } from 'drizzle-orm';
import type { ContactId, IdentityId, WindowId } from '../../domain/ids.ts';
import { insertIdentities } from '../batch/senders.ts';
import type { Db, Queries } from '../db.ts';
import { columns, named } from '../names.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { contact, identity, identityLink, window } from '../schema.ts';
import { statement } from '../statement.ts';
import { type Join, type Joined, joinIn, lockAddress, standingFor, wasUndone } from './join.ts';
import { answerAt } from './join-open.ts';
import { recordJoin } from './join-record.ts';
import { lockContactsAndWindows, showCards } from './joined-contacts.ts';

/** `linked`: nobody had written from the address before. `own`: it was the contact's already. Of both: the contact's windows. */
export type Proven = Joined | { readonly type: 'linked' | 'own'; readonly windows: readonly WindowId[] };

const ct = named(contact, 'ct');
const w = named(window, 'w');

const insertLink = inserter(identityLink);

/**
 * An address turned out to be a contact's. One nobody wrote from is theirs from now on; a stranger's history becomes part of the
 * contact's; somebody else's by proof stays theirs (`nobody`).
 */
export function proveAddress(db: Db, join: Join): Promise<Proven> {
  return db.transaction(async (tx): Promise<Proven> => {
    const { account, address, at, newId } = join;
    await insertIdentities(tx, [{ id: newId<'identity'>(), accountId: account, address }], at);
    const found = await lockAddress(tx, join);
    if (found === null) throw new Error('an identity vanished while it was being proven');
    if (found.contact === null) return linkNew(tx, join, found.identity);
    const who = await standingFor(tx, join.contact);
    return found.contact === who ? answerOwn(tx, join, who) : joinIn(tx, join);
  });
}

const currentWindow = statement<{ window: WindowId }>(
  `select ${columns({ window: ct.windowId })} from ${ct} where ${ct.id} = $1::text::uuid`,
);

/** Links an address that is nobody's. It is on record as a join, so that it can be undone as one. */
async function linkNew(tx: Queries, join: Join, address: IdentityId): Promise<Proven> {
  const { proof, at, newId, answeredAt } = join;
  const who = await standingFor(tx, join.contact);
  if (proof === 'telegram-id' && (await wasUndone(tx, address, who))) return { type: 'apart' };
  await lockContactsAndWindows(tx, [who]);
  const [current] = await currentWindow(tx, [who]);
  if (current === undefined) return { type: 'nobody' };
  await insertLink(tx, [{ id: newId(), identityId: address, contactId: who, from: at, until: null, proof }]);
  const targets = answeredAt === undefined ? [] : await answerAt(tx, who, answeredAt);
  const nothing = { windows: [], details: [], tasks: [], joins: [], consents: [] };
  await recordJoin(tx, join, {
    stranger: null,
    contact: who,
    moved: { ...nothing, identities: [address], current: current.window, targets },
  });
  await showCards(tx, [who], at);
  return { type: 'linked', windows: await windowsOf(tx, who) };
}

/** The address was theirs already; only where they are answered may change. */
async function answerOwn(tx: Queries, { answeredAt }: Join, who: ContactId): Promise<Proven> {
  if (answeredAt === undefined) return { type: 'own', windows: [] };
  await lockContactsAndWindows(tx, [who]);
  await answerAt(tx, who, answeredAt);
  return { type: 'own', windows: await windowsOf(tx, who) };
}

const listWindows = statement<{ id: WindowId }>(`select ${columns({ id: w.id })} from ${w} where ${w.contactId} = $1::text::uuid`);

async function windowsOf(tx: Queries, who: ContactId): Promise<WindowId[]> {
  return (await listWindows(tx, [who])).map((each) => each.id);
}

/** Where a contact writes from: addresses in channels. */
export async function addressesOf(db: Db, who: string): Promise<{ account: Join['account']; address: string }[]> {
  return orm(db)
    .select({ account: identity.accountId, address: identity.externalId })
    .from(identityLink)
    .innerJoin(identity, eq(identity.id, identityLink.identityId))
    .where(and(eq(identityLink.contactId, who as ContactId), isNull(identityLink.until)))
    .orderBy(asc(identity.id));
}
