import type { ClientId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { invite } from '../schema.ts';
import { statement } from '../statement.ts';

/** `invite`: a personal link; `continue`: from the web chat to a messenger, for minutes. */
export type Purpose = 'invite' | 'continue';

const i = bare(invite);
const usedShape = { contact: i.contactId, client: i.clientId, purpose: expression<Purpose>(i.purpose) };

export type UsedInvite = RowOf<typeof usedShape>;

const use = statement<UsedInvite>(
  `update ${i} set ${i.usedAt} = $2::text::timestamptz
    where ${i.tokenHash} = $1::text and ${i.usedAt} is null and ${i.expiresAt} > $2::text::timestamptz
      and ${i.purpose} in (select json_array_elements_text($3::text::json)) returning ${columns(usedShape)}`,
);

/** Uses an invite up; null for one that was used, is out of date or never was. Of two who come with it at once, one gets in. */
async function useInvite(db: Queries, tokenHash: string, at: Date, purposes: readonly Purpose[]): Promise<UsedInvite | null> {
  const rows = await use(db, [tokenHash, at.toISOString(), JSON.stringify(purposes)]);
  return rows[0] ?? null;
}

const giveBack = statement(`update ${i} set ${i.usedAt} = null where ${i.tokenHash} = $1::text`);

/** Lets an invite be used once more: what came of it went wrong. */
async function giveInviteBack(db: Queries, tokenHash: string): Promise<void> {
  await giveBack(db, [tokenHash]);
}

/**
 * Does what somebody came for with an invite, and uses it up; should that go wrong it is given back, and they may come again. Null for one that
 * was used, is out of date or never was.
 */
export async function withInvite<Result>(
  db: Queries,
  { tokenHash, at, purposes }: { readonly tokenHash: string; readonly at: Date; readonly purposes: readonly Purpose[] },
  act: (used: UsedInvite) => Promise<Result>,
): Promise<Result | null> {
  const used = await useInvite(db, tokenHash, at, purposes);
  if (used === null) return null;
  try {
    return await act(used);
  } catch (error) {
    await giveInviteBack(db, tokenHash).catch(() => undefined);
    throw error;
  }
}

interface NewInvite {
  readonly tokenHash: string;
  readonly contact: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

const replaceContinuation = statement(
  `with before as (delete from ${i} where ${i.contactId} = $2::text::uuid and ${i.purpose} = 'continue' and ${i.usedAt} is null)
   insert into ${i} (${i.tokenHash}, ${i.contactId}, ${i.createdAt}, ${i.expiresAt}, ${i.purpose})
   values ($1::text, $2::text::uuid, $3::text::timestamptz, $4::text::timestamptz, 'continue')`,
);

/** A way from one channel to the next, for minutes; the one given before ends. */
export async function addContinuation(db: Queries, { tokenHash, contact, createdAt, expiresAt }: NewInvite): Promise<void> {
  await replaceContinuation(db, [tokenHash, contact, createdAt.toISOString(), expiresAt.toISOString()]);
}

const insert = inserter(invite);

export function addInvite(
  tx: Queries,
  { tokenHash, contact, client, createdAt, expiresAt }: NewInvite & { readonly client: ClientId | null },
): Promise<void> {
  return insert(tx, [{ tokenHash, contactId: contact, createdAt, expiresAt, usedAt: null, clientId: client, purpose: 'invite' }]);
}
