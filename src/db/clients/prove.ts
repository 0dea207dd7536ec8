import type { IdentityId, WindowId } from '../../domain/ids.ts';
import type { Db } from '../db.ts';
import { type Join, type Joined, joinStranger } from './join.ts';

/** `linked`: nobody had written from the address before. `known`: it was the contact's already. */
export type Proven = Joined | { readonly type: 'linked' } | { readonly type: 'known' };

/**
 * An address turned out to be a contact's. One never seen before is theirs from now on; a stranger's history becomes part of the
 * contact's; somebody else's by proof stays theirs (`nobody`).
 */
export async function proveAddress(db: Db, join: Join): Promise<Proven> {
  const { account, address, contact, proof, at, newId } = join;
  const known = await db.transaction(async (tx): Promise<Proven | null> => {
    await tx.query(
      `insert into identity (id, account_id, external_id, created_at) values ($1::text::uuid, $2::text::uuid, $3, $4::text::timestamptz)
       on conflict do nothing`,
      [newId<'identity'>(), account, address, at.toISOString()],
    );
    const [identity] = await tx.query<{ id: IdentityId }>(
      'select id from identity where account_id = $1 and external_id = $2 for no key update',
      [account, address],
    );
    if (identity === undefined) throw new Error('an identity vanished while it was being proven');
    const [link] = await tx.query<{ contact: string }>(
      'select contact_id as contact from identity_link where identity_id = $1 and until is null',
      [identity.id],
    );
    if (link !== undefined) return link.contact === contact ? { type: 'known' } : null;
    await tx.query(
      `insert into identity_link (id, identity_id, contact_id, "from", until, proof)
       values ($1::text::uuid, $2::text::uuid, $3::text::uuid, $4::text::timestamptz, null, $5)`,
      [newId(), identity.id, contact, at.toISOString(), proof],
    );
    return { type: 'linked' };
  });
  return known ?? joinStranger(db, join);
}

/** Where a contact writes from: addresses in channels. */
export function addressesOf(db: Db, contact: string): Promise<{ account: Join['account']; address: string }[]> {
  return db.query(
    `select i.account_id as account, i.external_id as address from identity_link l join identity i on i.id = l.identity_id
      where l.contact_id = $1 and l.until is null order by i.id`,
    [contact],
  );
}

/** What is open with the contact is answered at this address from now on: it is where they are. Returns their windows. */
export function answerAt(db: Db, contact: string, { channel, target }: { channel: string; target: string }): Promise<WindowId[]> {
  return db.transaction(async (tx) => {
    const rows = await tx.query<{ id: WindowId }>('select id from "window" where contact_id = $1 order by id for no key update', [contact]);
    await tx.query(
      `update conversation set channel = $2, target = $3, version = version + 1
        where contact_id = $1 and status <> 'closed' and channel not in ('call', 'visit')`,
      [contact, channel, target],
    );
    return rows.map((each) => each.id);
  });
}
