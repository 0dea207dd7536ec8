import type { Status } from '../../domain/decision.ts';
import type { AccountId, ContactId, NewId, SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Db, Queries } from '../db.ts';

/** The account of a bot; made when there is none. Bots the company had before are kept under another kind: nothing comes in there. */
export async function useTelegramBot(db: Db, bot: string, newId: NewId): Promise<AccountId> {
  return db.transaction(async (tx) => {
    await tx.query(`update channel_account set kind = 'telegram-former' where kind = 'telegram' and external_id <> $1`, [bot]);
    await tx.query(
      `update channel_account set kind = 'telegram' where kind = 'telegram-former' and external_id = $1
         and not exists (select 1 from channel_account where kind = 'telegram' and external_id = $1)`,
      [bot],
    );
    const rows = await tx.query<{ id: AccountId }>(
      `insert into channel_account (id, kind, external_id) values ($1::text::uuid, 'telegram', $2)
       on conflict (kind, external_id) do update set external_id = excluded.external_id returning id`,
      [newId<'account'>(), bot],
    );
    const [row] = rows;
    if (row === undefined) throw new Error('the bot has no account');
    return row.id;
  });
}

export async function webhookHash(db: Queries, account: AccountId): Promise<string | null> {
  const rows = await db.query<{ hash: string | null }>('select webhook_hash as hash from channel_account where id = $1', [account]);
  return rows[0]?.hash ?? null;
}

export async function keepWebhookHash(db: Queries, account: AccountId, hash: string): Promise<void> {
  await db.query('update channel_account set webhook_hash = $2 where id = $1', [account, hash]);
}

/** Whether an update came in before. */
export async function hasUpdate(db: Queries, account: AccountId, update: number): Promise<boolean> {
  return (await db.query('select 1 from inbound_key where account_id = $1 and external_id = $2', [account, String(update)])).length > 0;
}

/** Remembers an update that makes no message; false when it came in before. */
export async function keepUpdate(db: Queries, account: AccountId, update: number, at: Date): Promise<boolean> {
  const rows = await db.query(
    `insert into inbound_key (account_id, external_id, received_at) values ($1, $2, $3::text::timestamptz)
     on conflict do nothing returning external_id`,
    [account, String(update), at.toISOString()],
  );
  return rows.length > 0;
}

/** Somebody who writes to the bot, as far as they are known. */
export interface Writer {
  readonly contact: ContactId;
  readonly name: string | null;
  readonly language: Language;
  /** a contact of a client, who is asked nothing (R6) */
  readonly isClient: boolean;
  /** what ties the address to the contact: anything but `first-message` is a proof */
  readonly proof: string;
  /** of the conversation that is not over, null when there is none */
  readonly status: Status | null;
  /** who is in charge of it */
  readonly specialist: string | null;
}

export async function findWriter(db: Queries, account: AccountId, address: string): Promise<Writer | null> {
  const rows = await db.query<Writer>(
    `select c.id as contact, c.name, c.language, l.proof, o.status, s.name as specialist,
            exists (select 1 from contact_client cc where cc.contact_id = c.id and cc.until is null) as "isClient"
       from identity i join identity_link l on l.identity_id = i.id and l.until is null join contact c on c.id = l.contact_id
       left join lateral (select status, specialist_id from conversation v where v.window_id = c.window_id and v.status <> 'closed'
                           order by (v.status = 'resolved'), v.last_message_at desc limit 1) o on true
       left join specialist s on s.id = o.specialist_id
      where i.account_id = $1 and i.external_id = $2`,
    [account, address],
  );
  return rows[0] ?? null;
}

/** The contact whose Telegram id the company knows (R6). */
export async function contactOfTelegramId(db: Queries, telegramId: string): Promise<ContactId | null> {
  const rows = await db.query<{ id: ContactId }>('select id from contact where telegram_id = $1 and erased_at is null', [telegramId]);
  return rows[0]?.id ?? null;
}

/** Contacts of clients whose number ends alike; whoever asks compares them whole. */
export function contactsByPhone(db: Queries, phone: string): Promise<{ id: ContactId; client: string; phone: string }[]> {
  return db.query(
    `select c.id, cc.client_id as client, c.phone from contact c join contact_client cc on cc.contact_id = c.id and cc.until is null
      where right(regexp_replace(c.phone, '\\D', '', 'g'), 10) = right(regexp_replace($1, '\\D', '', 'g'), 10) and c.erased_at is null`,
    [phone],
  );
}

/** The person's own choice; from now on the desk speaks it with them. False for somebody nobody knows yet. */
export async function chooseLanguage(db: Queries, account: AccountId, address: string, language: Language): Promise<boolean> {
  const rows = await db.query(
    `update contact c set language = $3 from identity i join identity_link l on l.identity_id = i.id and l.until is null
      where i.account_id = $1 and i.external_id = $2 and c.id = l.contact_id returning c.id`,
    [account, address, language],
  );
  return rows.length > 0;
}

/** They blocked the bot (`reason`), or let it in again (null). Returns the contact, to tell who serves them. */
export async function markReach(
  db: Queries,
  account: AccountId,
  address: string,
  reason: string | null,
  at: Date,
): Promise<{ contact: ContactId } | null> {
  const rows = await db.query<{ contact: ContactId }>(
    `update identity i set unreachable_at = case when $3::text is null then null else $4::text::timestamptz end, unreachable_reason = $3::text
       from identity_link l where i.account_id = $1 and i.external_id = $2 and l.identity_id = i.id and l.until is null
      returning l.contact_id as contact`,
    [account, address, reason, at.toISOString()],
  );
  return rows[0] ?? null;
}

/** True for whoever comes first: a group is pointed to the private chat once. */
export async function pointGroup(db: Queries, account: AccountId, chat: string, at: Date): Promise<boolean> {
  const rows = await db.query(
    `insert into pointed_group (account_id, chat, at) values ($1, $2, $3::text::timestamptz) on conflict do nothing returning chat`,
    [account, chat, at.toISOString()],
  );
  return rows.length > 0;
}

/** The pointer could not be posted: the next message of the group is another try. */
export async function forgetGroup(db: Queries, account: AccountId, chat: string): Promise<void> {
  await db.query('delete from pointed_group where account_id = $1 and chat = $2', [account, chat]);
}

/** The group goes on under another number. */
export async function moveGroup(db: Queries, account: AccountId, from: string, to: string, at: Date): Promise<void> {
  const gone = await db.query('delete from pointed_group where account_id = $1 and chat = $2 returning chat', [account, from]);
  if (gone.length > 0) await pointGroup(db, account, to, at);
}

export interface GroupTask {
  readonly id: string;
  readonly account: AccountId;
  /** who added the bot, by their Telegram id */
  readonly member: string;
  readonly text: (language: Language) => string;
  readonly at: Date;
  readonly dueAt: Date;
}

/** The owner of the client whose contact added the bot to a group is told so; null when it is nobody's contact or nobody owns the client. */
export async function addGroupTask(db: Queries, task: GroupTask): Promise<SpecialistId | null> {
  const owners = await db.query<{ contact: string; client: string; department: string; specialist: SpecialistId; language: Language }>(
    `select c.id as contact, o.client_id as client, o.department_id as department, o.specialist_id as specialist,
            case when s.languages ->> 0 = 'ru' then 'ru' else 'en' end as language
       from contact c join contact_client cc on cc.contact_id = c.id and cc.until is null
       join ownership o on o.client_id = cc.client_id and o.until is null join department d on d.id = o.department_id
       join specialist s on s.id = o.specialist_id
      where c.erased_at is null and (c.telegram_id = $2 or exists (select 1 from identity i join identity_link l on l.identity_id = i.id
              and l.until is null where i.account_id = $1 and i.external_id = $2 and l.contact_id = c.id))
      order by (d.key = 'client') desc, d.key limit 1`,
    [task.account, task.member],
  );
  const [owner] = owners;
  if (owner === undefined) return null;
  await db.query(
    `insert into task (id, kind, contact_id, client_id, department_id, specialist_id, text, due_at, created_at)
     values ($1::text::uuid, 'group', $2::text::uuid, $3::text::uuid, $4::text::uuid, $5::text::uuid, $6, $7::text::timestamptz, $8::text::timestamptz)`,
    [
      task.id,
      owner.contact,
      owner.client,
      owner.department,
      owner.specialist,
      task.text(owner.language),
      task.dueAt.toISOString(),
      task.at.toISOString(),
    ],
  );
  return owner.specialist;
}
