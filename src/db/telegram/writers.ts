import { and, eq, isNull } from 'drizzle-orm';
import type { Status } from '../../domain/decision.ts';
import type { AccountId, ContactId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, of, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { contact, contactClient, conversation, externalRef, identity, identityLink, message, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const i = named(identity, 'i');
const l = named(identityLink, 'l');
const c = named(contact, 'c');
const cc = named(contactClient, 'cc');
const v = named(conversation, 'v');
const s = named(specialist, 's');

const openShape = { status: v.status, specialistId: v.specialistId };
const open = of('o', openShape);

const writerShape = {
  contact: c.id,
  /** where their messages go now */
  window: c.windowId,
  name: c.name,
  language: expression<Language>(c.language),
  /** what ties the address to the contact: anything but `first-message` is a proof */
  proof: l.proof,
  /** of the conversation that is not over, null when there is none */
  status: expression<Status | null>(open.status),
  /** who is in charge of it */
  specialist: nullable(s.name),
  /** a contact of a client, who is asked nothing (R6) */
  isClient: expression<boolean>(`exists (select 1 from ${cc} where ${cc.contactId} = ${c.id} and ${cc.until} is null)`),
};

/** Somebody who writes to the bot, as far as they are known. */
export type Writer = RowOf<typeof writerShape>;

const find = statement<Writer>(
  `select ${columns(writerShape)}
     from ${i} join ${l} on ${l.identityId} = ${i.id} and ${l.until} is null join ${c} on ${c.id} = ${l.contactId}
     left join lateral (select ${columns(openShape)} from ${v} where ${v.windowId} = ${c.windowId} and ${v.status} <> 'closed'
                         order by (${v.status} = 'resolved'), ${v.lastMessageAt} desc limit 1) o on true
     left join ${s} on ${s.id} = ${open.specialistId}
    where ${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text`,
);

export async function findWriter(db: Queries, account: AccountId, address: string): Promise<Writer | null> {
  const rows = await find(db, [account, address]);
  return rows[0] ?? null;
}

/** Finds the contact whose Telegram id the company knows (R6). */
export async function contactOfTelegramId(db: Queries, telegramId: string): Promise<ContactId | null> {
  const rows = await orm(db)
    .select({ id: contact.id })
    .from(contact)
    .where(and(eq(contact.telegramId, telegramId), isNull(contact.erasedAt)));
  return rows[0]?.id ?? null;
}

const byPhoneShape = { id: c.id, phone: expression<string>(c.phone) };

/** As the index has it. */
const lastTen = (phone: string) => `right(regexp_replace(${phone}, '\\D', '', 'g'), 10)`;

const listByPhone = statement<RowOf<typeof byPhoneShape>>(
  `select ${columns(byPhoneShape)} from ${c}
    where ${lastTen(c.phone)} = ${lastTen('$1::text')} and ${c.erasedAt} is null
      and exists (select 1 from ${cc} where ${cc.contactId} = ${c.id} and ${cc.until} is null)`,
);

/** Lists contacts of clients whose number ends alike; whoever asks compares them whole. */
export function contactsByPhone(db: Queries, phone: string): Promise<{ id: ContactId; phone: string }[]> {
  return listByPhone(db, [phone]);
}

const setLanguage = statement(
  `update ${c} set ${bare(contact).language} = $3::text
     from ${i} join ${l} on ${l.identityId} = ${i.id} and ${l.until} is null
    where ${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text and ${c.id} = ${l.contactId} returning ${c.id}`,
);

/** Keeps the person's own choice; from now on the desk speaks it with them. Returns false for somebody nobody knows yet. */
export async function chooseLanguage(db: Queries, account: AccountId, address: string, language: Language): Promise<boolean> {
  const rows = await setLanguage(db, [account, address, language]);
  return rows.length > 0;
}

const set = bare(identity);

const setReach = statement<{ contact: ContactId }>(
  `update ${i} set ${set.unreachableAt} = case when $3::text is null then null else $4::text::timestamptz end, ${set.unreachableReason} = $3::text
     from ${l} where ${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text and ${l.identityId} = ${i.id} and ${l.until} is null
   returning ${columns({ contact: l.contactId })}`,
);

/** Records that they blocked the bot (`reason`), or let it in again (null). Returns the contact, so that who serves them can be informed. */
export async function markReach(
  db: Queries,
  account: AccountId,
  address: string,
  reason: string | null,
  at: Date,
): Promise<{ contact: ContactId } | null> {
  const rows = await setReach(db, [account, address, reason, at.toISOString()]);
  return rows[0] ?? null;
}

const r = named(externalRef, 'r');
const m = named(message, 'm');

const findRequest = statement(
  `select 1 from ${r} join ${m} on ${m.windowId} = ${r.windowId} and ${m.seq} = ${r.seq} join ${v} on ${v.id} = ${m.conversationId}
    where ${r.accountId} = $1::text::uuid and ${r.chat} = $2::text and ${r.externalId} = $3::text and ${m.author} = 'system'
      and ${m.body}->'question'->>'proof' = 'phone' and ${m.receivedAt} >= $4::text::timestamptz and ${v.status} <> 'closed'`,
);

/** Says whether a message in the chat is ours, asks for their phone with a button, was sent since, and belongs to what is not over. */
export async function asksForPhone(db: Queries, account: AccountId, chat: string, id: string, since: Date): Promise<boolean> {
  const rows = await findRequest(db, [account, chat, id, since.toISOString()]);
  return rows.length > 0;
}

const setSource = statement(
  `update ${i} set ${bare(identity).source} = $3::text
    where ${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text and ${i.source} is null`,
);

/** Keeps by which link somebody the bot knows came first. */
export async function keepSource(db: Queries, account: AccountId, address: string, source: string): Promise<void> {
  await setSource(db, [account, address, source]);
}
