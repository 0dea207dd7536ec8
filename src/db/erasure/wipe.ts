import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import * as schema from '../schema.ts';
import { type Statement, statement } from '../statement.ts';
import type { ErasureScope } from './scope.ts';

/*
 * Everything that is personal of a contact leaves the database here, table by table. Rows that numbers are made of stay, without what they
 * said. A test plants a marker in every column of text there is and looks for it afterwards: a new column that is forgotten here fails it.
 */

const b = {
  aside: bare(schema.awaitingConsent),
  attachment: bare(schema.attachment),
  contact: bare(schema.contact),
  conversation: bare(schema.conversation),
  delivery: bare(schema.announcementDelivery),
  detail: bare(schema.contactDetail),
  fetch: bare(schema.fileFetch),
  held: bare(schema.slackHeld),
  identity: bare(schema.identity),
  idempotency: bare(schema.idempotency),
  join: bare(schema.contactJoin),
  key: bare(schema.inboundKey),
  known: bare(schema.contactKnown),
  member: bare(schema.contactClient),
  message: bare(schema.message),
  outbox: bare(schema.outbox),
  outreach: bare(schema.outreach),
  owed: bare(schema.owedAction),
  ref: bare(schema.externalRef),
  said: bare(schema.slackMessage),
  search: bare(schema.messageSearch),
  task: bare(schema.task),
  thread: bare(schema.slackThread),
  window: bare(schema.window),
};
const a = named(schema.attachment, 'a');
const ad = named(schema.announcementDelivery, 'ad');
const aw = named(schema.awaitingConsent, 'aw');
const c = named(schema.conversation, 'c');
const ck = named(schema.contactKnown, 'ck');
const ct = named(schema.contact, 'ct');
const d = named(schema.contactDetail, 'd');
const i = named(schema.identity, 'i');
const ik = named(schema.inboundKey, 'ik');
const im = named(schema.idempotency, 'im');
const j = named(schema.contactJoin, 'j');
const l = named(schema.identityLink, 'l');
const m = named(schema.message, 'm');
const o = named(schema.outreach, 'o');
const r = named(schema.externalRef, 'r');
const t = named(schema.task, 't');

/** What statements are given, by name. */
interface WipeValues {
  readonly contacts: string;
  readonly windows: string;
  readonly conversations: string;
  readonly now: string;
}

type Key = keyof WipeValues;

interface Wipe {
  readonly run: Statement<unknown>;
  readonly keys: readonly Key[];
}

const isIn = (n: number) => `in (select unnest($${n}::text::uuid[]))`;

function wipe(keys: readonly Key[], text: string): Wipe {
  return { run: statement(text), keys };
}

/** Addresses the contact has been written from, and what they are called in files and in words kept aside. */
const addresses = `select distinct ${r.accountId} as account, ${r.chat} as chat from ${r} where ${r.windowId} ${isIn(1)}`;

/** In this order: what is found by what the next ones take away comes first. */
const wipes: readonly Wipe[] = [
  wipe(
    ['windows'],
    `delete from ${ik} using ${m} where ${m.windowId} ${isIn(1)} and ${m.author} = 'client' and ${m.clientKey} is not null
       and ${ik.externalId} = ${m.clientKey}`,
  ),
  wipe(['windows'], `delete from ${aw} using (${addresses}) here where here.account = ${aw.accountId} and here.chat = ${aw.chat}`),
  wipe(
    ['windows'],
    `delete from ${a} where ${a.windowId} ${isIn(1)} or ${a.uploadedBy} in (select 'window:' || unnest($1::text::uuid[])::text)
       or ${a.id} in (select (each->>'id')::uuid from ${m}, jsonb_array_elements(case when jsonb_typeof(${m.body}->'attachments') = 'array'
         then ${m.body}->'attachments' else '[]' end) each where ${m.windowId} ${isIn(1)} and each->>'id' ~ '^[0-9a-f-]{36}$')`,
  ),
  wipe(['windows'], `delete from ${b.fetch} where ${b.fetch.windowId} ${isIn(1)}`),
  wipe(['windows'], `delete from ${b.search} where ${b.search.windowId} ${isIn(1)}`),
  wipe(['windows'], `delete from ${b.ref} where ${b.ref.windowId} ${isIn(1)}`),
  wipe(
    ['windows', 'now'],
    `update ${b.outbox} set ${b.outbox.status} = case when ${b.outbox.status} in ('waiting', 'leased') then 'dead' else ${b.outbox.status} end,
       ${b.outbox.doneAt} = coalesce(${b.outbox.doneAt}, $2::text::timestamptz), ${b.outbox.target} = split_part(${b.outbox.target}, ':', 1) || ':erased:'
         || md5(${b.outbox.target} || ${b.outbox.windowId}::text), ${b.outbox.reason} = case when ${b.outbox.reason} is null then null else 'erased' end
     where ${b.outbox.windowId} ${isIn(1)}`,
  ),
  wipe(
    ['windows'],
    `update ${b.message} set ${b.message.body} = null, ${b.message.clientKey} = null, ${b.message.reactions} = null where ${b.message.windowId} ${isIn(1)}`,
  ),
  wipe(['windows'], `update ${b.window} set ${b.window.tell} = null, ${b.window.chosenClientId} = null where ${b.window.id} ${isIn(1)}`),
  wipe(
    ['conversations'],
    `update ${b.conversation} set ${b.conversation.preview} = '', ${b.conversation.notices} = null, ${b.conversation.headCalls} = null,
       ${b.conversation.target} = split_part(${b.conversation.target}, ':', 1) || ':erased', ${b.conversation.version} = ${b.conversation.version} + 1
     where ${b.conversation.id} ${isIn(1)}`,
  ),
  wipe(['conversations'], `delete from ${b.owed} where ${b.owed.conversationId} ${isIn(1)}`),
  wipe(['conversations'], `delete from ${b.held} where ${b.held.conversationId} ${isIn(1)}`),
  wipe(
    ['conversations'],
    `update ${b.said} set ${b.said.watched} = null, ${b.said.changeWatched} = null where ${b.said.conversationId} ${isIn(1)}`,
  ),
  // Nothing is posted there any more; where it stood is known, so that what is written there still reaches nobody.
  wipe(
    ['conversations', 'now'],
    `update ${b.thread} set ${b.thread.posted} = ${b.thread.wanted}, ${b.thread.postedHash} = null,
       ${b.thread.endedAt} = coalesce(${b.thread.endedAt}, $2::text::timestamptz) where ${b.thread.conversationId} ${isIn(1)}`,
  ),
  wipe(
    ['contacts', 'conversations', 'now'],
    `update ${t} set ${b.task.text} = '', ${b.task.outcome} = null, ${b.task.doneAt} = coalesce(${t.doneAt}, $3::text::timestamptz),
       ${b.task.result} = case when ${t.doneAt} is null and ${t.kind} = 'meeting' then 'cancelled' else ${t.result} end
     where ${t.contactId} ${isIn(1)} or ${t.conversationId} ${isIn(2)}`,
  ),
  // Outreach of whoever it was before they came, too: by the phone, the address or the name in Telegram they are found by.
  wipe(
    ['contacts'],
    `update ${o} set ${b.outreach.person} = null, ${b.outreach.phone} = null, ${b.outreach.email} = null, ${b.outreach.telegram} = null,
       ${b.outreach.note} = null, ${b.outreach.hash} = 'erased',
       ${b.outreach.organisation} = case when ${o.contactId} ${isIn(1)} then ${o.organisation} end,
       ${b.outreach.organisationKey} = case when ${o.contactId} ${isIn(1)} then ${o.organisationKey} end
     where ${o.contactId} ${isIn(1)} or exists (
       select 1 from ${ct} left join ${d} on ${d.contactId} = ${ct.id} where ${ct.id} ${isIn(1)} and (
         lower(${o.email}) in (lower(${ct.email}), lower(case when ${d.kind} = 'email' then ${d.value} end))
         or right(regexp_replace(${o.phone}, '\\D', '', 'g'), 10) in (right(regexp_replace(${ct.phone}, '\\D', '', 'g'), 10),
           right(regexp_replace(case when ${d.kind} = 'phone' then ${d.value} end, '\\D', '', 'g'), 10))
         or lower(ltrim(${o.telegram}, '@')) = lower(ltrim(case when ${d.kind} = 'telegram' then ${d.value} end, '@'))))
       or ${o.conversationId} in (select ${c.id} from ${c} where ${c.contactId} ${isIn(1)})`,
  ),
  wipe(['contacts'], `delete from ${d} where ${d.contactId} ${isIn(1)}`),
  wipe(['contacts'], `delete from ${ck} where ${ck.contactId} ${isIn(1)}`),
  wipe(
    ['contacts', 'now'],
    `update ${b.member} set ${b.member.role} = null, ${b.member.until} = coalesce(${b.member.until}, $2::text::timestamptz) where ${b.member.contactId} ${isIn(1)}`,
  ),
  wipe(['contacts'], `update ${j} set ${b.join.moved} = '{}' where ${j.intoContactId} ${isIn(1)} or ${j.fromContactId} ${isIn(1)}`),
  wipe(
    ['contacts'],
    `update ${i} set ${b.identity.externalId} = 'erased:' || ${i.id}::text, ${b.identity.name} = null, ${b.identity.username} = null,
       ${b.identity.source} = null, ${b.identity.unreachableReason} = null
     where exists (select 1 from ${l} where ${l.identityId} = ${i.id} and ${l.contactId} ${isIn(1)})
       and not exists (select 1 from ${l} where ${l.identityId} = ${i.id} and ${l.until} is null)`,
  ),
  // Answers kept for systems that ask again, and what receivers of webhooks answered: nobody knows what stands in them.
  wipe(
    ['contacts', 'windows', 'conversations'],
    `delete from ${im} where exists (select 1 from (select unnest($1::text::uuid[]) id union select unnest($2::text::uuid[]) union
       select unnest($3::text::uuid[])) about where strpos(${im.response}::text, about.id::text) > 0)`,
  ),
  wipe(
    ['conversations'],
    `update ${ad} set ${b.delivery.answer} = null, ${b.delivery.tries} = '[]' where ${ad.about} ${isIn(1)} and ${ad.status} in ('sent', 'failed')`,
  ),
  wipe(
    ['contacts'],
    `update ${b.contact} set ${b.contact.name} = null, ${b.contact.email} = null, ${b.contact.phone} = null, ${b.contact.siteId} = null,
       ${b.contact.telegramId} = null where ${b.contact.id} ${isIn(1)}`,
  ),
];

/** Takes everything personal of a contact out of the database, under the locks of `lockToErase`. */
export async function wipeContact(tx: Queries, { contacts, windows, conversations }: ErasureScope, now: Date): Promise<void> {
  const values: WipeValues = {
    contacts: uuids(contacts),
    windows: uuids(windows),
    conversations: uuids(conversations),
    now: now.toISOString(),
  };
  for (const { run, keys } of wipes)
    await run(
      tx,
      keys.map((each) => values[each]),
    );
}
