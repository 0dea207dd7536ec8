import { uuids } from '../db/arrays.ts';
import type { Queries } from '../db/db.ts';
import type { ClientStage, SizeClass } from '../domain/client.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { WeeklyHours } from '../domain/hours.ts';
import type { Language, Worded } from '../domain/language.ts';
import type { Policy } from '../domain/policy.ts';
import type { Role } from '../domain/specialist.ts';
import { emailKey, type WantedClient, type WantedCompany } from './wanted.ts';

export interface CurrentDepartment {
  readonly id: string;
  readonly key: DepartmentKey;
  readonly name: Worded;
  readonly timeZone: string;
  readonly head: string | null;
  readonly hours: WeeklyHours | null;
  readonly holidays: readonly string[];
  readonly slackChannel: string | null;
}

export interface CurrentPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly department: DepartmentKey | null;
  readonly serves: boolean;
  readonly trained: boolean;
  readonly languages: readonly Language[];
  readonly capacity: number;
  readonly deputy: string | null;
  readonly hours: WeeklyHours | null;
  readonly slackUser: string | null;
  readonly hasLeft: boolean;
  /** conversations in their charge that are not over */
  readonly open: number;
}

export interface CurrentContact {
  readonly id: string;
  readonly clientId: string | null;
  readonly role: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly telegram: string | null;
  readonly siteId: string | null;
  readonly language: Language;
}

export interface CurrentClient {
  readonly id: string;
  readonly name: string;
  readonly size: SizeClass;
  readonly stage: ClientStage;
  readonly productLine: string | null;
  readonly externalId: string | null;
}

export interface CurrentOwnership {
  readonly id: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly department: DepartmentKey;
  readonly email: string;
  readonly reason: string;
}

/** The company as it is, with those clients and contacts a file may mean. */
export interface CurrentCompany {
  readonly departments: readonly CurrentDepartment[];
  readonly people: readonly CurrentPerson[];
  readonly clients: readonly CurrentClient[];
  readonly contacts: readonly CurrentContact[];
  readonly ownerships: readonly CurrentOwnership[];
  /** null: there is no company yet */
  readonly policy: { readonly version: number; readonly data: Policy } | null;
  readonly treeHash: string | null;
}

export async function readCurrent(tx: Queries, wanted: Pick<WantedCompany, 'clients'>): Promise<CurrentCompany> {
  const departments = await tx.query<CurrentDepartment>(
    `select d.id, d.key, d.name, d.time_zone as "timeZone", s.email as head, d.hours, d.holidays, d.slack_channel as "slackChannel"
     from department d left join specialist s on s.id = d.head_id order by d.key`,
  );
  const people = await tx.query<CurrentPerson>(
    `select s.id, s.email, s.name, s.role, d.key as department, s.serves, s.trained, s.languages, s.capacity, o.email as deputy, s.hours,
       s.slack_user as "slackUser", s.left_at is not null as "hasLeft",
       (select count(*)::int from conversation c where c.specialist_id = s.id and c.status not in ('resolved', 'closed')) as open
     from specialist s left join department d on d.id = s.department_id left join specialist o on o.id = s.deputy_id order by s.email`,
  );
  const [policy] = await tx.query<{ version: number; data: Policy }>('select version, data from policy order by version desc limit 1');
  const [tree] = await tx.query<{ hash: string }>('select hash from question_tree order by published_at desc limit 1');
  return {
    departments,
    people,
    ...(await readClients(tx, wanted.clients)),
    ownerships: await tx.query<CurrentOwnership>(
      `select o.id, o.client_id as "clientId", c.name as "clientName", d.key as department, s.email, o.reason
       from ownership o join client c on c.id = o.client_id join department d on d.id = o.department_id
       join specialist s on s.id = o.specialist_id where o.until is null order by c.name, d.key`,
    ),
    policy: policy ?? null,
    treeHash: tree?.hash ?? null,
  };
}

const contactColumns = `c.id, cc.client_id as "clientId", cc.role, c.name, c.email, c.phone, c.telegram_id as telegram,
  c.site_id as "siteId", c.language from contact c left join contact_client cc on cc.contact_id = c.id and cc.until is null
  where c.erased_at is null`;

/** Clients by their names and ids, contacts by their addresses, then the clients of those contacts and the contacts of those clients. */
async function readClients(tx: Queries, wanted: readonly WantedClient[]): Promise<Pick<CurrentCompany, 'clients' | 'contacts'>> {
  if (wanted.length === 0) return { clients: [], contacts: [] };
  const contacts = wanted.flatMap((each) => each.contacts);
  const known = (values: readonly (string | undefined)[]) => JSON.stringify(values.filter((each) => each !== undefined));
  const addressed = await tx.query<CurrentContact>(
    `select ${contactColumns} and (lower(c.email) in (select json_array_elements_text($1::text::json))
       or c.telegram_id in (select json_array_elements_text($2::text::json)) or c.site_id in (select json_array_elements_text($3::text::json)))`,
    [
      known(contacts.map(({ email }) => (email === undefined ? undefined : emailKey(email)))),
      known(contacts.map(({ telegram }) => telegram)),
      known(contacts.map(({ siteId }) => siteId)),
    ],
  );
  const clients = await tx.query<CurrentClient>(
    `select id, name, size, stage, product_line as "productLine", external_id as "externalId" from client
     where name in (select json_array_elements_text($1::text::json)) or external_id in (select json_array_elements_text($2::text::json))
       or id = any($3::text::uuid[]) order by created_at, id`,
    [
      known(wanted.map(({ name }) => name)),
      known(wanted.map(({ externalId }) => externalId)),
      uuids(new Set(addressed.flatMap(({ clientId }) => clientId ?? []))),
    ],
  );
  const inside = await tx.query<CurrentContact>(`select ${contactColumns} and cc.client_id = any($1::text::uuid[])`, [
    uuids(clients.map(({ id }) => id)),
  ]);
  const all = new Map([...addressed, ...inside].map((each) => [each.id, each]));
  return { clients, contacts: [...all.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}
