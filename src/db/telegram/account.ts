import { eq } from 'drizzle-orm';
import type { AccountId, NewId } from '../../domain/ids.ts';
import type { Db, Queries } from '../db.ts';
import { bare, columns, named } from '../names.ts';
import { orm } from '../orm.ts';
import { channelAccount, inboundKey } from '../schema.ts';
import { statement } from '../statement.ts';

const set = bare(channelAccount);
const a = named(channelAccount, 'a');

const setAside = statement(
  `update ${set} set ${set.kind} = 'telegram-former' where ${set.kind} = 'telegram' and ${set.externalId} <> $1::text`,
);
const bringBack = statement(
  `update ${set} set ${set.kind} = 'telegram' where ${set.kind} = 'telegram-former' and ${set.externalId} = $1::text
     and not exists (select 1 from ${a} where ${a.kind} = 'telegram' and ${a.externalId} = $1::text)`,
);
const insertAccount = statement<{ id: AccountId }>(
  `insert into ${set} (${set.id}, ${set.kind}, ${set.externalId}) values ($1::text::uuid, 'telegram', $2::text)
   on conflict (${set.kind}, ${set.externalId}) do update set ${set.externalId} = excluded.${set.externalId} returning ${columns({ id: set.id })}`,
);

/**
 * Finds the account of a bot; makes it when there is none. Bots the company had before are kept under another kind: nothing comes in
 * there.
 */
export async function useTelegramBot(db: Db, bot: string, newId: NewId): Promise<AccountId> {
  return db.transaction(async (tx) => {
    await setAside(tx, [bot]);
    await bringBack(tx, [bot]);
    const [row] = await insertAccount(tx, [newId<'account'>(), bot]);
    if (row === undefined) throw new Error('the bot has no account');
    return row.id;
  });
}

export async function webhookHash(db: Queries, account: AccountId): Promise<string | null> {
  const rows = await orm(db).select({ hash: channelAccount.webhookHash }).from(channelAccount).where(eq(channelAccount.id, account));
  return rows[0]?.hash ?? null;
}

const setWebhookHash = statement(`update ${set} set ${set.webhookHash} = $2::text where ${set.id} = $1::text::uuid`);

export async function keepWebhookHash(db: Queries, account: AccountId, hash: string): Promise<void> {
  await setWebhookHash(db, [account, hash]);
}

const key = bare(inboundKey);

const findKey = statement(`select 1 from ${key} where ${key.accountId} = $1::text::uuid and ${key.externalId} = $2::text`);

/** Finds out whether an update came in before. */
export async function hasUpdate(db: Queries, account: AccountId, update: number): Promise<boolean> {
  const rows = await findKey(db, [account, String(update)]);
  return rows.length > 0;
}

const insertKey = statement(
  `insert into ${key} (${key.accountId}, ${key.externalId}, ${key.receivedAt}) values ($1::text::uuid, $2::text, $3::text::timestamptz)
   on conflict do nothing returning 1`,
);

/** Remembers an update that makes no message; false when it came in before. */
export async function keepUpdate(db: Queries, account: AccountId, update: number, at: Date): Promise<boolean> {
  const rows = await insertKey(db, [account, String(update), at.toISOString()]);
  return rows.length > 0;
}
