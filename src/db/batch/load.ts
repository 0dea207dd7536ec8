import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { ConversationId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { numbers, texts, uuids } from '../arrays.ts';
import { dealsOf } from '../clients/deals.ts';
import { dedicatedIn } from '../clients/dedications.ts';
import { closerOf, counts, isInSales, wholePhone } from '../clients/outreach.ts';
import { isProven } from '../clients/proven.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

/*
 * What one batch reads of windows, a fixed statement each. Lock order: inbound keys -> identities -> contacts -> windows -> loads,
 * each sorted; `for no key update`, because `for update` fights with the foreign keys' share locks.
 */

const v = named(schema.conversation, 'v');
const windowOfConversation = { conversationId: v.id, windowId: v.windowId };

const conversationWindows = statement<RowOf<typeof windowOfConversation>>(
  `select ${columns(windowOfConversation)} from ${v} where ${v.id} = any($1::text::uuid[])`,
);

export function windowsOfConversations(
  tx: Queries,
  conversations: readonly ConversationId[],
): Promise<{ conversationId: ConversationId; windowId: WindowId }[]> {
  if (conversations.length === 0) return Promise.resolve([]);
  return conversationWindows(tx, [uuids(conversations)]);
}

const w = named(schema.window, 'w');

export type WindowRow = RowOf<typeof w>;

const lock = statement<WindowRow>(
  `select ${columns(w)} from ${w} where ${w.id} = any($1::text::uuid[]) order by ${w.id} for no key update`,
);

const shown = statement<WindowRow>(`select ${columns(w)} from ${w} where ${w.id} = any($1::text::uuid[])`);

/** Reads windows without a lock: for whoever looks, and decides nothing. */
export function loadWindows(tx: Queries, windows: readonly WindowId[]): Promise<WindowRow[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return shown(tx, [uuids(windows)]);
}

/** Locks windows in order of id. Read what is in them with later statements only: this one's snapshot is older than the lock. */
export function lockWindows(tx: Queries, windows: readonly WindowId[]): Promise<WindowRow[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return lock(tx, [uuids(windows)]);
}

const c = named(schema.contact, 'c');
const cc = named(schema.contactClient, 'cc');
const cl = named(schema.client, 'cl');
const d = named(schema.department, 'd');
const o = named(schema.ownership, 'o');
const r = named(schema.outreach, 'r');
const given = named(schema.consent, 'x');
const detail = named(schema.contactDetail, 'x');
const at = named(schema.identity, 'at_');
const link = named(schema.identityLink, 'il');

/** Whoever of sales was in touch first, by which record and when (ISO); `isNew`: nobody has come by it before. */
export interface OutreachFound {
  readonly record: string;
  readonly specialist: SpecialistId;
  readonly at: string;
  readonly isNew: boolean;
}

/** An owner as JSON of the database has it. */
interface Owner {
  readonly department: DepartmentKey;
  readonly specialist: SpecialistId;
}

const hasDetail = `exists (select 1 from ${detail} where ${detail.contactId} = ${c.id})`;
const owners = `(select json_agg(json_build_object('department', ${d.key}, 'specialist', ${o.specialistId}))
  from ${o} join ${d} on ${d.id} = ${o.departmentId} where ${o.clientId} = ${cl.id} and ${o.until} is null)`;

/** Records of outreach to the contact or the client; else to whoever is reached as the contact is, or says they are: that leads to a person, and proves nothing (R6). */
const theirOutreach = [
  `select ${r.id} from ${r} where ${r.contactId} = ${c.id}`,
  `select ${r.id} from ${r} where ${r.clientId} = ${cl.id}`,
  `select ${r.id} from ${r} where ${r.phone} = ${wholePhone(c.phone)}`,
  `select ${r.id} from ${r} where ${r.email} = lower(${c.email})`,
  `select ${r.id} from ${r} join ${detail} on ${r.phone} = ${detail.value} where ${detail.contactId} = ${c.id} and ${detail.kind} = 'phone'`,
  `select ${r.id} from ${r} join ${detail} on ${r.email} = lower(${detail.value}) where ${detail.contactId} = ${c.id} and ${detail.kind} = 'email'`,
  `select ${r.id} from ${r} join ${detail} on ${r.telegram} = lower(${detail.value}) where ${detail.contactId} = ${c.id} and ${detail.kind} = 'telegram'`,
  `select ${r.id} from ${r} join ${at} on ${r.telegram} = '@' || lower(${at.username}) join ${link} on ${link.identityId} = ${at.id}
     where ${link.contactId} = ${c.id} and ${link.until} is null`,
].join(' union all ');

const isoOf = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

/** The newest that counts, of somebody who is in sales still, if there is one. */
const lastOutreach = `(select json_build_object('record', ${r.id}, 'specialist', ${closerOf}, 'at', ${isoOf(r.at)}, 'isNew', ${r.cameAt} is null) from ${r}
  where ${r.id} in (${theirOutreach}) and ${counts} and ${r.at} >= $2::text::timestamptz order by ${isInSales} desc, ${r.at} desc limit 1)`;

const facts = {
  windowId: w.id,
  contactId: c.id,
  /** where the contact's messages go now */
  current: c.windowId,
  name: c.name,
  language: expression<Language>(c.language),
  ratingAskedAt: c.ratingAskedAt,
  /** what they are at this client, in the company's own words */
  role: cc.role,
  clientId: nullable(cl.id),
  clientName: nullable(cl.name),
  size: expression<SizeClass | null>(cl.size),
  stage: expression<ClientStage | null>(cl.stage),
  /** deals on record */
  deals: dealsOf(cl.id),
  /** departments in which the client is dedicated to one person (R12) */
  dedicated: expression<readonly DepartmentKey[] | null>(dedicatedIn(cl.id)),
  /** the company knows a way to them besides the one they wrote from */
  reachable: expression<boolean>(`coalesce(${c.email}, ${c.phone}, ${c.siteId}, ${c.telegramId}) is not null or ${hasDetail}`),
  /** versions of the consent they have given */
  consents: expression<readonly string[] | null>(`(select json_agg(${given.version}) from ${given} where ${given.contactId} = ${c.id})`),
  /** an address of theirs was proved to be theirs, not just written from */
  isProven: expression<boolean>(isProven(c.id)),
  owners: expression<readonly Owner[] | null>(owners),
  /** whoever of sales called or wrote to them lately, until the first deal (R5) */
  outreach: expression<OutreachFound | null>(`case when ${cl.id} is null or ${cl.stage} = 'prospect' then ${lastOutreach} end`),
};

export type ContactFacts = RowOf<typeof facts>;

const factsOf = statement<ContactFacts>(
  `select ${columns(facts)} from ${w} join ${c} on ${c.id} = ${w.contactId}
   left join ${cc} on ${cc.contactId} = ${c.id} and ${cc.until} is null
   left join ${cl} on ${cl.id} = ${cc.clientId}
   where ${w.id} = any($1::text::uuid[]) order by ${cc.from}, ${cc.id}`,
);

/** Reads what is known of the windows' contacts, a row for each client a contact is of, by when they came to it. `outreachSince`: what sales did before counts no more. */
export function loadContacts(tx: Queries, windows: readonly WindowId[], outreachSince: Date): Promise<ContactFacts[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return factsOf(tx, [uuids(windows), outreachSince.toISOString()]);
}

export type ConversationRow = RowOf<typeof v>;

const openConversations = statement<ConversationRow>(
  `select ${columns(v)} from ${v} where ${v.windowId} = any($1::text::uuid[]) and ${v.status} <> 'closed'`,
);

/** Reads conversations of the windows that are not closed. */
export function loadOpenConversations(tx: Queries, windows: readonly WindowId[]): Promise<ConversationRow[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return openConversations(tx, [uuids(windows)]);
}

const s = named(schema.specialist, 's');

const present = { id: expression<SpecialistId>(s.id) };

const presentOf = statement<RowOf<typeof present>>(
  `select ${columns(present)} from ${s} where ${s.id} = any($1::text::uuid[]) and ${s.leftAt} is null`,
);

/** Reads which of these people work here and have not left. */
export function loadPresent(tx: Queries, people: readonly SpecialistId[]): Promise<RowOf<typeof present>[]> {
  if (people.length === 0) return Promise.resolve([]);
  return presentOf(tx, [uuids(people)]);
}

const t = named(schema.timer, 't');

const takenTimer = {
  conversation: t.conversationId,
  key: t.key,
  generation: t.generation,
  raised: expression<{ type: string }>(t.raised),
};

const takeStored = statement<RowOf<typeof takenTimer>>(
  `delete from ${t} using unnest($1::text::uuid[], $2::text::text[], $3::text::int[]) as k(conversation, key, generation)
   where ${t.conversationId} = k.conversation and ${t.key} = k.key and ${t.generation} = k.generation
   returning ${columns(takenTimer)}`,
);

/** Takes due timers off: only the stored generation can fire, and only once. */
export function takeTimers(
  tx: Queries,
  due: readonly { readonly conversation: ConversationId; readonly key: string; readonly generation: number }[],
): Promise<RowOf<typeof takenTimer>[]> {
  if (due.length === 0) return Promise.resolve([]);
  return takeStored(tx, [
    uuids(due.map((each) => each.conversation)),
    texts(due.map((each) => each.key)),
    numbers(due.map((each) => each.generation)),
  ]);
}

const m = named(schema.message, 'm');

const repeated = {
  seq: m.seq,
  conversationId: m.conversationId,
  receivedAt: m.receivedAt,
  inside: expression<boolean>(`${m.audience} = 'internal'`),
};

const newestOfKey = statement<RowOf<typeof repeated>>(
  `select ${columns(repeated)} from ${m} where ${m.windowId} = $1::text::uuid and ${m.clientKey} = $2::text order by ${m.seq} desc limit 1`,
);

/** Finds where a repeat of an accepted message stands: the sender's own id of it, looked for among the window's newest messages. */
export async function findByClientKey(tx: Queries, window: WindowId, clientKey: string): Promise<RowOf<typeof repeated> | null> {
  const rows = await newestOfKey(tx, [window, clientKey]);
  return rows[0] ?? null;
}
