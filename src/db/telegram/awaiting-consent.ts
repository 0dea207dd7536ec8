import type { AccountId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, type RowOf } from '../names.ts';
import { awaitingConsent } from '../schema.ts';
import { statement } from '../statement.ts';

const a = bare(awaitingConsent);

const shape = { updateId: expression<number>(`${a.updateId}::float8`), update: expression<unknown>(a.update) };

/** Of one chat; whoever has written so much without agreeing writes on for nothing. */
const mostOfChat = 50;

const keep = statement(
  `insert into ${a} (${a.accountId}, ${a.chat}, ${a.updateId}, ${a.update}, ${a.at})
   select $1::text::uuid, $2::text, $3::text::bigint, $4::text::jsonb, $5::text::timestamptz
    where (select count(*) from ${a} where ${a.accountId} = $1::text::uuid and ${a.chat} = $2::text) < ${mostOfChat}
   on conflict do nothing returning 1`,
);
const others = statement<{ at: Date }>(
  `select ${columns({ at: a.at })} from ${a} where ${a.accountId} = $1::text::uuid and ${a.chat} = $2::text and ${a.updateId} <> $3::text::bigint
   order by ${a.at} desc limit 1`,
);

export interface Aside {
  readonly account: AccountId;
  readonly chat: string;
  readonly updateId: number;
  readonly update: unknown;
  readonly at: Date;
}

/** Keeps aside what somebody wrote before they agreed. Returns when they wrote before that; null when this is the first, or it came before. */
export async function keepAside(db: Queries, { account, chat, updateId, update, at }: Aside): Promise<Date | null> {
  const [last] = await others(db, [account, chat, String(updateId)]);
  await keep(db, [account, chat, String(updateId), JSON.stringify(update), at.toISOString()]);
  return last?.at ?? null;
}

const list = statement<RowOf<typeof shape>>(
  `select ${columns(shape)} from ${a} where ${a.accountId} = $1::text::uuid and ${a.chat} = $2::text order by ${a.updateId}`,
);

/** Lists what waits for somebody's consent, in the order it came. */
export function asideOf(db: Queries, account: AccountId, chat: string): Promise<RowOf<typeof shape>[]> {
  return list(db, [account, chat]);
}

const drop = statement(
  `delete from ${a} where ${a.accountId} = $1::text::uuid and ${a.chat} = $2::text and ${a.updateId} <= $3::text::bigint`,
);

/** Forgets what waited, up to this update: it is taken. */
export async function dropAside(db: Queries, account: AccountId, chat: string, upTo: number): Promise<void> {
  await drop(db, [account, chat, String(upTo)]);
}

const forget = statement(`delete from ${a} where ${a.at} < $1::text::timestamptz`);

/** Forgets what nobody agreed to for so long. */
export async function forgetAside(db: Queries, before: Date): Promise<void> {
  await forget(db, [before.toISOString()]);
}
