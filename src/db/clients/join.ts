import type { AccountId, ClientId, ContactId, IdentityId, NewId, WindowId } from '../../domain/ids.ts';
import type { Db, Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { countAgain } from '../reports/again.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { joinClients } from './join-clients.ts';
import { answerAt, mergeOpen } from './join-open.ts';
import { moveHistory, recordJoin } from './join-record.ts';
import { lockContactsAndWindows, showCards } from './joined-contacts.ts';
import { isProven } from './proven.ts';

/** What showed that a stranger's address is a contact's (R6). */
export type Proof = 'site-login' | 'invite' | 'continue' | 'phone' | 'telegram-id';

export interface Join {
  readonly account: AccountId;
  /** the stranger's address in the channel */
  readonly address: string;
  /** who they proved to be */
  readonly contact: ContactId;
  readonly proof: Proof;
  /** of the contact's clients the one the proof was for: what the stranger wrote is about it */
  readonly client?: ClientId;
  /** what is open with the contact is answered there from now on */
  readonly answeredAt?: { readonly channel: string; readonly target: string };
  readonly at: Date;
  readonly newId: NewId;
}

/** `nobody`: there was no stranger at the address. `apart`: a head has undone this very join. `windows`: what changed hands, and what it joined. */
export type Joined =
  | { readonly type: 'nobody' }
  | { readonly type: 'apart' }
  | { readonly type: 'joined'; readonly windows: readonly WindowId[] };

/** Proofs that come by themselves, with every visit: what a head has undone they do not do again. */
const unasked: ReadonlySet<Proof> = new Set(['site-login', 'telegram-id']);

/**
 * A stranger turned out to be a contact: from now on what was written from their addresses is the contact's. No message moves:
 * the stranger's windows join the contact's history, and the one with an open conversation becomes the current one. What was written before
 * anybody knew is for the contact's client from now on. Of two open conversations on one matter of one client the younger ends, as soon as
 * its own lock is had; what goes on is the older one.
 */
export function joinStranger(db: Db, join: Join): Promise<Joined> {
  return db.transaction((tx) => joinIn(tx, join));
}

export async function joinIn(tx: Queries, join: Join): Promise<Joined> {
  const found = await strangerAt(tx, join);
  if (found === null) return { type: 'nobody' };
  if (unasked.has(join.proof) && (await wasUndone(tx, found.identity, found.contact))) return { type: 'apart' };
  const { stranger, contact, windows } = found;
  const current = windows.find((each) => each.current);
  if (current === undefined) return { type: 'nobody' };
  const own = windows.filter((each) => each.contact === stranger);
  const { client, ...clients } = await joinClients(tx, join, { stranger, contact });
  const { survivor, answered } = await mergeOpen(tx, join.at, { stranger, contact, client, about: clients.about });
  const open = own.find((each) => each.open);
  const next = survivor ?? (current.open ? current.id : (open?.id ?? current.id));
  const moved = await moveHistory(tx, join, { stranger, contact, window: next });
  await countAgain(tx, [contact]);
  const elsewhere = join.answeredAt === undefined ? [] : await answerAt(tx, contact, join.answeredAt);
  await recordJoin(tx, join, {
    stranger,
    contact,
    // Of a conversation that both had answered elsewhere the first word counts.
    moved: { ...moved, windows: own.map((each) => each.id), current: current.id, targets: [...answered, ...elsewhere], clients },
  });
  await showCards(tx, [contact], join.at);
  return { type: 'joined', windows: windows.map((each) => each.id) };
}

const i = named(schema.identity, 'i');
const l = named(schema.identityLink, 'l');
const ct = named(schema.contact, 'ct');
const w = named(schema.window, 'w');
const c = named(schema.conversation, 'c');
const j = named(schema.contactJoin, 'j');

const isAddress = `${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text`;

const lockIdentity = statement<{ id: IdentityId }>(`select ${columns({ id: i.id })} from ${i} where ${isAddress} for no key update`);

const linkedContact = statement<{ contact: ContactId }>(
  `select ${columns({ contact: l.contactId })} from ${l} where ${l.identityId} = $1::text::uuid and ${l.until} is null`,
);

/** Locks the identity at an address and reads whose it is. */
export async function lockAddress(
  tx: Queries,
  { account, address }: Pick<Join, 'account' | 'address'>,
): Promise<{ readonly identity: IdentityId; readonly contact: ContactId | null } | null> {
  const [identity] = await lockIdentity(tx, [account, address]);
  if (identity === undefined) return null;
  const [link] = await linkedContact(tx, [identity.id]);
  return { identity: identity.id, contact: link?.contact ?? null };
}

/** Who is a stranger: nobody the company has another sign of than what they wrote, nor who proved at any address who they are. */
const isStranger = `coalesce(${ct.email}, ${ct.phone}, ${ct.siteId}, ${ct.telegramId}) is null and ${ct.erasedAt} is null
  and not ${isProven(ct.id)}`;

const strangerAmong = statement(`select 1 from ${ct} where ${ct.id} = $1::text::uuid and ${isStranger}`);

const windowShape = {
  id: w.id,
  contact: w.contactId,
  current: expression<boolean>(`${w.id} = ${ct.windowId}`),
  open: expression<boolean>(`exists (select 1 from ${c} where ${c.windowId} = ${w.id} and ${c.status} not in ('resolved', 'closed'))`),
};

const windowsOfBoth = statement<RowOf<typeof windowShape>>(
  `select ${columns(windowShape)} from ${w} join ${ct} on ${ct.id} = $2::text::uuid
    where ${w.contactId} = $1::text::uuid or ${w.id} = ${ct.windowId}`,
);

/** The stranger behind the address and who they proved to be, under all their locks. */
async function strangerAt(tx: Queries, join: Join) {
  const found = await lockAddress(tx, join);
  if (found?.contact == null) return null;
  const contact = await standingFor(tx, join.contact);
  const stranger = found.contact;
  if (stranger === contact) return null;
  await lockContactsAndWindows(tx, [stranger, contact]);
  // Who they proved to be was joined to somebody else meanwhile: the next time it is known.
  if ((await standingFor(tx, contact)) !== contact) return null;
  if ((await strangerAmong(tx, [stranger])).length === 0) return null;
  return { identity: found.identity, stranger, contact, windows: await windowsOfBoth(tx, [stranger, contact]) };
}

const joinedInto = statement<{ contact: ContactId }>(
  `select ${columns({ contact: expression<ContactId>(j.intoContactId) })} from ${j}
    where ${j.fromContactId} = $1::text::uuid and ${j.undoneAt} is null limit 1`,
);

/** Whom a contact turned out to be, by joins that stand: a link that was made for a stranger leads on to who they are. */
export async function standingFor(tx: Queries, contact: ContactId): Promise<ContactId> {
  const [next] = await joinedInto(tx, [contact]);
  return next === undefined ? contact : standingFor(tx, next.contact);
}

const undoneBefore = statement(
  `select 1 from ${j} where ${j.intoContactId} = $2::text::uuid and ${j.undoneAt} is not null
    and coalesce(${j.moved}->'identities', jsonb_build_array(${j.moved}->>'identity')) ? $1::text limit 1`,
);

/** Whether a head said before that the address is not this contact's. */
export async function wasUndone(tx: Queries, identity: IdentityId, contact: ContactId): Promise<boolean> {
  return (await undoneBefore(tx, [identity, contact])).length > 0;
}
