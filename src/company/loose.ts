import { isRecord, type Path } from './source.ts';

/*
 * A company file as far as it can be understood, so that what contradicts is found together with what has the wrong form.
 * Whatever is missing or has a wrong type is simply not there.
 */

export interface LooseDepartment {
  readonly path: Path;
  readonly key: string;
  readonly head: string | null;
  readonly timeZone: string | null;
  readonly hours: unknown;
}

export interface LoosePerson {
  readonly path: Path;
  readonly email: string | null;
  readonly name: string;
  readonly role: string;
  readonly department: string | null;
  readonly deputy: string | null;
  readonly serves: boolean;
  readonly capacity: number;
  readonly hours: unknown;
}

export interface LooseContact {
  readonly path: Path;
  readonly name: string | null;
  readonly email: string | null;
  readonly telegram: string | null;
  readonly siteId: string | null;
}

export interface LooseClient {
  readonly path: Path;
  readonly name: string | null;
  readonly externalId: string | null;
  readonly size: string | null;
  readonly productLine: string | null;
  readonly owner: Readonly<Record<string, string>>;
  readonly contacts: readonly LooseContact[];
}

export interface LooseCompany {
  /** the company's own */
  readonly timeZone: string | null;
  readonly departments: readonly LooseDepartment[];
  readonly people: readonly LoosePerson[];
  readonly clients: readonly LooseClient[];
  /** null: the file does not speak of them */
  readonly productLines: readonly string[] | null;
  readonly policy: unknown;
}

export function looseOf(value: unknown): LooseCompany {
  const company = record(value);
  const specialists = list(company['specialists']).map(([each, index]) => personOf(record(each), ['specialists', index], 'specialist'));
  const admins = list(company['admins']).map(([each, index]) => personOf(record(each), ['admins', index], 'admin'));
  return {
    timeZone: string(record(company['company'])['time_zone']),
    departments: Object.entries(record(company['departments'])).map(([key, each]) => {
      const { head, time_zone: zone, hours } = record(each);
      return { path: ['departments', key], key, head: string(head), timeZone: string(zone), hours };
    }),
    people: [...specialists, ...admins],
    clients: list(company['clients']).map(([each, index]) => clientOf(record(each), ['clients', index])),
    productLines: isRecord(company['product_lines']) ? Object.keys(company['product_lines']) : null,
    policy: company['policy'],
  };
}

function personOf(person: Readonly<Record<string, unknown>>, path: Path, usual: string): LoosePerson {
  const role = string(person['role']) ?? usual;
  return {
    path,
    email: string(person['email']),
    name: string(person['name']) ?? string(person['email']) ?? '',
    role,
    department: string(person['department']),
    deputy: string(person['deputy']),
    serves: typeof person['serves'] === 'boolean' ? person['serves'] : role === 'specialist',
    capacity: typeof person['capacity'] === 'number' ? person['capacity'] : 1,
    hours: person['hours'],
  };
}

function clientOf(client: Readonly<Record<string, unknown>>, path: Path): LooseClient {
  return {
    path,
    name: string(client['name']),
    externalId: string(client['external_id']),
    size: string(client['size']),
    productLine: string(client['product_line']),
    owner: Object.fromEntries(
      Object.entries(record(client['owner'])).filter((each): each is [string, string] => typeof each[1] === 'string'),
    ),
    contacts: list(client['contacts']).map(([each, index]) => {
      const contact = record(each);
      const telegram = contact['telegram'];
      return {
        path: [...path, 'contacts', index],
        name: string(contact['name']),
        email: string(contact['email']),
        telegram: typeof telegram === 'number' ? String(telegram) : string(telegram),
        siteId: string(contact['site_id']),
      };
    }),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function list(value: unknown): readonly (readonly [unknown, number])[] {
  return Array.isArray(value) ? value.map((each: unknown, index) => [each, index] as const) : [];
}

function string(value: unknown): string | null {
  return typeof value === 'string' ? value.trim() : null;
}
