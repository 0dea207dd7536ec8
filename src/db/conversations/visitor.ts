import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { Status } from '../../domain/decision.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { AccountId, ClientId, ContactId, WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { dealsOf } from '../clients/deals.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import {
  client,
  consent,
  contact,
  contactClient,
  conversation,
  department,
  identity,
  identityLink,
  ownership,
  specialist,
  window,
} from '../schema.ts';
import { statement } from '../statement.ts';
import { hasFormer } from './former.ts';

/*
 * What the web chat knows of a visitor: who they are, what they agreed to, how their client and their conversation stand.
 */

const c = named(contact, 'c');
const v = named(conversation, 'v');
const d = named(department, 'd');
const s = named(specialist, 's');
const rc = named(client, 'rc');

const current = {
  status: expression<Status>(v.status),
  state: v.state,
  flow: v.flow,
  flow_version: v.flowVersion,
  tree_hash: v.treeHash,
  specialist: nullable(s.name),
  department: d.key,
  client: v.clientId,
  /** nobody has answered them yet, and a former matter can still go on */
  former: expression<boolean>(`${v.turns} <= 1 and ${v.status} <> 'waiting-on-client' and ${hasFormer(v)}`),
  /** of a client the company serves, or has served */
  is_client: expression<boolean>(`coalesce(${rc.stage} <> 'prospect', false)`),
};

export type StateRow = RowOf<typeof current>;

const newestNotOver = statement<StateRow>(
  `select ${columns(current)} from ${v} join ${d} on ${d.id} = ${v.departmentId} left join ${s} on ${s.id} = ${v.specialistId}
     left join ${rc} on ${rc.id} = ${v.clientId}
   where ${v.windowId} = $1::text::uuid and ${v.status} <> 'closed'
   order by (${v.status} = 'resolved'), ${v.lastMessageAt} desc limit 1`,
);

/** Finds the conversation that decides what a client's screen shows: the newest that is not over, else none that matters. */
export async function currentConversation(db: Queries, window: WindowId): Promise<StateRow | null> {
  const rows = await newestNotOver(db, [window]);
  return rows[0] ?? null;
}

const known = { id: c.id, name: c.name, language: expression<Language>(c.language), window_id: c.windowId };

export type KnownContact = RowOf<typeof known>;

const knownBy = (condition: string) =>
  statement<KnownContact>(`select ${columns(known)} from ${c} where ${condition} and ${c.erasedAt} is null`);

const knownBySite = knownBy(`${c.siteId} = $1::text`);
const knownById = knownBy(`${c.id} = $1::text::uuid`);

export async function contactBySite(db: Queries, siteId: string): Promise<KnownContact | null> {
  const rows = await knownBySite(db, [siteId]);
  return rows[0] ?? null;
}

export async function contactById(db: Queries, id: ContactId): Promise<KnownContact | null> {
  const rows = await knownById(db, [id]);
  return rows[0] ?? null;
}

export interface Standing {
  readonly stage: ClientStage;
  readonly size: SizeClass;
  /** departments somebody of whom owns the client */
  readonly owned: readonly DepartmentKey[];
  /** on record */
  readonly deals: number;
}

const cc = named(contactClient, 'cc');
const cl = named(client, 'cl');
const o = named(ownership, 'o');

const owned = `(select json_agg(${d.key}) from ${o} join ${d} on ${d.id} = ${o.departmentId} where ${o.clientId} = ${cl.id} and ${o.until} is null)`;
const standing = {
  stage: expression<ClientStage>(cl.stage),
  size: expression<SizeClass>(cl.size),
  owned: expression<readonly DepartmentKey[] | null>(owned),
  deals: dealsOf(cl.id),
};

const standingOf = statement<RowOf<typeof standing>>(
  `select ${columns(standing)} from ${cc} join ${cl} on ${cl.id} = ${cc.clientId}
   where ${cc.contactId} = $1::text::uuid and ${cc.until} is null order by ${cc.from}, ${cc.id} limit 1`,
);

/** Reads how the contact's client stands, of several the first they came to; null for a contact of none. */
export async function standingOfContact(db: Queries, contact: ContactId): Promise<Standing | null> {
  const [row] = await standingOf(db, [contact]);
  return row === undefined ? null : { ...row, owned: row.owned ?? [] };
}

const w = named(window, 'w');

const chosenBy = statement<{ client: ClientId | null }>(
  `select ${columns({ client: w.chosenClientId })} from ${c} join ${w} on ${w.id} = ${c.windowId} where ${c.id} = $1::text::uuid`,
);

/** Reads which of their clients a contact said they write for next; null: they said nothing. */
export async function chosenClient(db: Queries, contact: ContactId): Promise<ClientId | null> {
  return (await chosenBy(db, [contact]))[0]?.client ?? null;
}

const agreed = named(consent, 'a');

const consentTo = statement(`select 1 from ${agreed} where ${agreed.contactId} = $1::text::uuid and ${agreed.version} = $2::text`);

/** Finds whether the contact has agreed to this wording. */
export async function hasConsented(db: Queries, contact: ContactId, version: string): Promise<boolean> {
  return (await consentTo(db, [contact, version])).length > 0;
}

const i = named(identity, 'i');
const l = named(identityLink, 'l');

const linkedAt = statement<{ contact: ContactId }>(
  `select ${columns({ contact: l.contactId })} from ${i} join ${l} on ${l.identityId} = ${i.id} and ${l.until} is null
   where ${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text`,
);

/** Finds whose an address is now; null: nobody's. */
export async function contactAtAddress(db: Queries, account: AccountId, address: string): Promise<ContactId | null> {
  const [link] = await linkedAt(db, [account, address]);
  return link?.contact ?? null;
}

const provenAt = statement(
  `select 1 from ${i} join ${l} on ${l.identityId} = ${i.id} and ${l.until} is null
   where ${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text and ${l.proof} <> 'first-message'`,
);

/** Finds whether an address is a contact's by proof: joined by a site login or an invite, not just by having written. */
export async function belongsByProof(db: Queries, account: AccountId, address: string): Promise<boolean> {
  return (await provenAt(db, [account, address])).length > 0;
}
