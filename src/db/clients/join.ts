import type { AccountId, ContactId, NewId, WindowId } from '../../domain/ids.ts';
import type { Db, Queries } from '../db.ts';
import { addAudit } from '../reports/audit.ts';
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

/** The contact behind the address, under its lock; null for one the company knows by anything but their words. */
async function strangerAt(tx: Queries, { account, address, contact }: Join): Promise<ContactId | null> {
  await tx.query('select id from identity where account_id = $1 and external_id = $2 for no key update', [account, address]);
  const [link] = await tx.query<{ contact: ContactId }>(
    `select l.contact_id as contact from identity i join identity_link l on l.identity_id = i.id and l.until is null
      where i.account_id = $1 and i.external_id = $2`,
    [account, address],
  );
  if (link === undefined || link.contact === contact) return null;
  const rows = await tx.query<{ id: ContactId; stranger: boolean }>(
    `select id, coalesce(email, phone, site_id, telegram_id) is null and erased_at is null as stranger
       from contact where id in ($1, $2) order by id for no key update`,
    [link.contact, contact],
  );
  return rows.some((each) => each.id === link.contact && each.stranger) ? link.contact : null;
}

interface Locked {
  readonly id: WindowId;
  readonly contact: ContactId;
  /** where the contact's messages go now */
  readonly current: boolean;
  readonly open: boolean;
}

async function lockWindowsOf(tx: Queries, stranger: ContactId, contact: ContactId): Promise<Locked[]> {
  const current = '(select window_id from contact where id = $2)';
  await tx.query(`select id from "window" where contact_id = $1 or id = ${current} order by id for no key update`, [stranger, contact]);
  return tx.query(
    `select w.id, w.contact_id as contact, w.id = ${current} as current,
            exists (select 1 from conversation c where c.window_id = w.id and c.status not in ('resolved', 'closed')) as open
       from "window" w where w.contact_id = $1 or w.id = ${current}`,
    [stranger, contact],
  );
}

async function moveTo(
  tx: Queries,
  { account, address, contact, proof, at, newId }: Join,
  stranger: ContactId,
  window: WindowId,
): Promise<void> {
  const when = at.toISOString();
  await tx.query('update "window" set contact_id = $2 where contact_id = $1', [stranger, contact]);
  await tx.query('update conversation set contact_id = $2, version = version + 1 where contact_id = $1', [stranger, contact]);
  await tx.query('update contact set window_id = $2 where id = $1', [contact, window]);
  await tx.query('update contact_detail set contact_id = $2 where contact_id = $1', [stranger, contact]);
  await tx.query('update task set contact_id = $2 where contact_id = $1 and done_at is null', [stranger, contact]);
  await tx.query(
    `insert into consent (contact_id, version, language, at) select $2::uuid, version, language, at from consent where contact_id = $1
     on conflict do nothing`,
    [stranger, contact],
  );
  const [link] = await tx.query<{ identity: string }>(
    `update identity_link l set until = $3::text::timestamptz from identity i
      where i.id = l.identity_id and i.account_id = $1 and i.external_id = $2 and l.until is null returning i.id as identity`,
    [account, address, when],
  );
  if (link === undefined) throw new Error('an identity lost its link while it was being joined');
  await tx.query(
    `insert into identity_link (id, identity_id, contact_id, "from", until, proof)
     values ($1, $2, $3, $4::text::timestamptz, null, $5)`,
    [newId(), link.identity, contact, when, proof],
  );
}
