import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { WeeklyHours } from '../../domain/hours.ts';
import type { Language, Worded } from '../../domain/language.ts';
import type { Role } from '../../domain/specialist.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { client, contact, contactClient, conversation, department, ownership, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const d = named(department, 'd');
const s = named(specialist, 's');
const other = named(specialist, 'other');
const c = named(client, 'c');
const ct = named(contact, 'ct');
const m = named(contactClient, 'm');
const o = named(ownership, 'o');
const v = named(conversation, 'v');

const departmentColumns = {
  id: d.id,
  key: d.key,
  name: expression<Worded>(d.name),
  inSentence: expression<Worded | null>(d.inSentence),
  timeZone: d.timeZone,
  /** e-mail */
  head: nullable(other.email),
  hours: expression<WeeklyHours | null>(d.hours),
  holidays: expression<readonly string[]>(d.holidays),
  slackChannel: d.slackChannel,
};

export type CurrentDepartment = RowOf<typeof departmentColumns>;

export const currentDepartments = statement<CurrentDepartment>(
  `select ${columns(departmentColumns)} from ${d} left join ${other} on ${other.id} = ${d.headId} order by ${d.key}`,
);

const personColumns = {
  id: s.id,
  email: s.email,
  name: s.name,
  role: expression<Role>(s.role),
  /** key */
  department: nullable(d.key),
  serves: s.serves,
  trained: s.trained,
  languages: expression<readonly Language[]>(s.languages),
  capacity: s.capacity,
  /** e-mail */
  deputy: nullable(other.email),
  hours: expression<WeeklyHours | null>(s.hours),
  slackUser: s.slackUser,
  hasLeft: expression<boolean>(`${s.leftAt} is not null`),
  /** conversations in their charge that are not over */
  open: expression<number>(
    `(select count(*)::int from ${v} where ${v.specialistId} = ${s.id} and ${v.status} not in ('resolved', 'closed'))`,
  ),
};

export type CurrentPerson = RowOf<typeof personColumns>;

export const currentPeople = statement<CurrentPerson>(
  `select ${columns(personColumns)} from ${s} left join ${d} on ${d.id} = ${s.departmentId}
     left join ${other} on ${other.id} = ${s.deputyId} order by ${s.email}`,
);

const ownershipColumns = {
  id: o.id,
  clientId: o.clientId,
  clientName: c.name,
  /** key */
  department: d.key,
  email: s.email,
  reason: o.reason,
};

export type CurrentOwnership = RowOf<typeof ownershipColumns>;

export const currentOwnerships = statement<CurrentOwnership>(
  `select ${columns(ownershipColumns)} from ${o} join ${c} on ${c.id} = ${o.clientId} join ${d} on ${d.id} = ${o.departmentId}
     join ${s} on ${s.id} = ${o.specialistId} where ${o.until} is null order by ${c.name}, ${d.key}`,
);

interface Home {
  readonly client: string;
  readonly role: string | null;
}

const homes = `coalesce((select json_agg(json_build_object('client', ${m.clientId}, 'role', ${m.role}) order by ${m.from}, ${m.id})
  from ${m} where ${m.contactId} = ${ct.id} and ${m.until} is null), '[]')`;

const contactColumns = {
  id: ct.id,
  /** the clients they are of, and what they are there */
  homes: expression<readonly Home[]>(homes),
  name: ct.name,
  email: ct.email,
  phone: ct.phone,
  telegram: ct.telegramId,
  siteId: ct.siteId,
  language: expression<Language>(ct.language),
};

export type CurrentContact = RowOf<typeof contactColumns>;

/** Who was erased is not there any more. */
const contacts = `select ${columns(contactColumns)} from ${ct}
  where ${ct.erasedAt} is null`;

const byAddress = statement<CurrentContact>(
  `${contacts} and (lower(${ct.email}) = any($1::text::text[]) or ${ct.telegramId} = any($2::text::text[]) or ${ct.siteId} = any($3::text::text[]))`,
);

/** Contacts that have one of these addresses; e-mails are given in small letters. */
export function contactsByAddress(
  db: Queries,
  { emails, telegramIds, siteIds }: Readonly<Record<'emails' | 'telegramIds' | 'siteIds', readonly string[]>>,
): Promise<CurrentContact[]> {
  return byAddress(db, [texts(emails), texts(telegramIds), texts(siteIds)]);
}

const ofClients = statement<CurrentContact>(
  `${contacts} and exists (select 1 from ${m} where ${m.contactId} = ${ct.id} and ${m.clientId} = any($1::text::uuid[]) and ${m.until} is null)`,
);

export function contactsOfClients(db: Queries, clients: readonly string[]): Promise<CurrentContact[]> {
  return ofClients(db, [uuids(clients)]);
}

const clientColumns = {
  id: c.id,
  name: c.name,
  size: expression<SizeClass>(c.size),
  stage: expression<ClientStage>(c.stage),
  productLine: c.productLine,
  externalId: c.externalId,
};

export type CurrentClient = RowOf<typeof clientColumns>;

const clientsBy = statement<CurrentClient>(
  `select ${columns(clientColumns)} from ${c} where ${c.name} = any($1::text::text[]) or ${c.externalId} = any($2::text::text[])
     or ${c.id} = any($3::text::uuid[]) order by ${c.createdAt}, ${c.id}`,
);

/** Clients with one of these names, ids of the company's own, or ids of ours. */
export function clientsNamedAs(
  db: Queries,
  {
    names,
    externalIds,
    ids,
  }: { readonly names: readonly string[]; readonly externalIds: readonly string[]; readonly ids: Iterable<string> },
): Promise<CurrentClient[]> {
  return clientsBy(db, [texts(names), texts(externalIds), uuids(ids)]);
}
