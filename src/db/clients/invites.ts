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

/** A server that has not come to an end by then is gone: the link can be used again. */
const claimMs = 60_000;

const claim = statement<UsedInvite>(
  `update ${i} set ${i.claimedAt} = $2::text::timestamptz
    where ${i.tokenHash} = $1::text and ${i.usedAt} is null and ${i.expiresAt} > $2::text::timestamptz
      and (${i.claimedAt} is null or ${i.claimedAt} <= $4::text::timestamptz)
      and ${i.purpose} in (select json_array_elements_text($3::text::json)) returning ${columns(usedShape)}`,
);
const useUp = statement(`update ${i} set ${i.usedAt} = $2::text::timestamptz where ${i.tokenHash} = $1::text`);
const giveBack = statement(`update ${i} set ${i.claimedAt} = null where ${i.tokenHash} = $1::text`);

interface InviteWish {
  readonly tokenHash: string;
  readonly at: Date;
  readonly purposes: readonly Purpose[];
}

/**
 * Does what somebody came for with an invite, and uses it up; should that go wrong it is given back, and they may come again, after a minute
 * where the server did not come to an end of it. Null for one that was used, is out of date or never was. Of two who come with it at once, one
 * gets in.
 */
export async function withInvite<Result>(
  db: Queries,
  { tokenHash, at, purposes }: InviteWish,
  act: (used: UsedInvite) => Promise<Result>,
): Promise<Result | null> {
  const staleFrom = new Date(at.getTime() - claimMs).toISOString();
  const [used] = await claim(db, [tokenHash, at.toISOString(), JSON.stringify(purposes), staleFrom]);
  if (used === undefined) return null;
  try {
    const result = await act(used);
    await useUp(db, [tokenHash, at.toISOString()]);
    return result;
  } catch (error) {
    await giveBack(db, [tokenHash]).catch(() => undefined);
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
  return insert(tx, [
    { tokenHash, contactId: contact, createdAt, expiresAt, usedAt: null, claimedAt: null, clientId: client, purpose: 'invite' },
  ]);
}
