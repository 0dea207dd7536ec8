import type { AccountId, SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { contact, contactClient, department, identity, identityLink, ownership, referencedGroup, specialist } from '../schema.ts';
import { statement } from '../statement.ts';
import { addTask } from '../work/add-task.ts';

const group = bare(referencedGroup);

const insertGroup = statement(
  `insert into ${group} (${group.accountId}, ${group.chat}, ${group.at}) values ($1::text::uuid, $2::text, $3::text::timestamptz)
   on conflict do nothing returning 1`,
);

/** Records that a group is referred to the private chat, once: true for whoever comes first. */
export async function pointGroup(db: Queries, account: AccountId, chat: string, at: Date): Promise<boolean> {
  const rows = await insertGroup(db, [account, chat, at.toISOString()]);
  return rows.length > 0;
}

const deleteGroup = statement(`delete from ${group} where ${group.accountId} = $1::text::uuid and ${group.chat} = $2::text returning 1`);

/** Forgets a group where the message could not be posted: the next message of the group is another try. */
export async function forgetGroup(db: Queries, account: AccountId, chat: string): Promise<void> {
  await deleteGroup(db, [account, chat]);
}

/** Follows a group that goes on under another number. */
export async function moveGroup(db: Queries, account: AccountId, from: string, to: string, at: Date): Promise<void> {
  const gone = await deleteGroup(db, [account, from]);
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

const c = named(contact, 'c');
const cc = named(contactClient, 'cc');
const o = named(ownership, 'o');
const d = named(department, 'd');
const s = named(specialist, 's');
const i = named(identity, 'i');
const l = named(identityLink, 'l');

const ownerShape = {
  contact: c.id,
  client: o.clientId,
  department: d.key,
  specialist: o.specialistId,
  language: expression<Language>(`case when ${s.languages} ->> 0 = 'ru' then 'ru' else 'en' end`),
};

const findOwner = statement<RowOf<typeof ownerShape>>(
  `select ${columns(ownerShape)}
     from ${c} join ${cc} on ${cc.contactId} = ${c.id} and ${cc.until} is null
     join ${o} on ${o.clientId} = ${cc.clientId} and ${o.until} is null join ${d} on ${d.id} = ${o.departmentId}
     join ${s} on ${s.id} = ${o.specialistId}
    where ${c.erasedAt} is null and (${c.telegramId} = $2::text or exists (select 1 from ${i} join ${l} on ${l.identityId} = ${i.id}
            and ${l.until} is null where ${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text and ${l.contactId} = ${c.id}))
    order by (${d.key} = 'client') desc, ${d.key} limit 1`,
);

/**
 * Adds a task for the owner of the client whose contact added the bot to a group; null when it is nobody's contact or nobody owns the
 * client.
 */
export async function addGroupTask(db: Queries, task: GroupTask): Promise<SpecialistId | null> {
  const [owner] = await findOwner(db, [task.account, task.member]);
  if (owner === undefined) return null;
  const { contact, client, department, specialist, language } = owner;
  const { id, dueAt, at: now } = task;
  await addTask(db, { id, kind: 'group', contact, client, department, specialist, text: task.text(language), dueAt, now, by: null });
  return specialist;
}
