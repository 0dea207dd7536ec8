import type { Calendar, ZoneSince } from '../../domain/calendar.ts';
import type { CompanyProfile } from '../../domain/company-profile.ts';
import { companyCalendar, type ZoneSet } from '../../domain/company-zone.ts';
import type { Language } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { company, department, departmentHours } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(company, 'c');
const d = named(department, 'd');
const h = named(departmentHours, 'h');

const shape = { from: c.from, name: c.name, timeZone: c.timeZone, currency: c.currency, language: expression<Language | null>(c.language) };

export type ProfileRow = RowOf<typeof shape>;

const newest = statement<ProfileRow>(`select ${columns(shape)} from ${c} order by ${c.from} desc limit 1`);

/** The language of what has no reader of its own, in SQL; null: the company says none. */
export const newestLanguage = `select ${c.language} from ${c} order by ${c.from} desc limit 1`;

/** What the company says of itself now; null: it never said anything. */
export async function newestProfile(db: Queries): Promise<ProfileRow | null> {
  const [row] = await newest(db, []);
  return row ?? null;
}

const zoneShape = { from: c.from, zone: c.timeZone };
const zones = statement<ZoneSet>(`select ${columns(zoneShape)} from ${c} order by ${c.from}`);

const departmentShape = { now: d.timeZone, from: nullable(h.from), zone: nullable(h.timeZone) };
const departmentZones = statement<RowOf<typeof departmentShape>>(
  `select ${columns(departmentShape)} from ${d} left join ${h} on ${h.departmentId} = ${d.id} where ${d.key} = 'client' order by ${h.from}`,
);

/** The calendar by which the company counts, with every zone it had. */
export async function readCalendar(db: Queries): Promise<Calendar> {
  const [own, client] = await Promise.all([zones(db, []), departmentZones(db, [])]);
  return companyCalendar(
    own,
    client.map(({ now, from, zone }): ZoneSince => ({ from: from ?? new Date(0), zone: zone ?? now })),
  );
}

const insert = statement<{ from: Date }>(
  `${insertSelect(company, {
    from: `greatest($1::text::timestamptz, newest.since + interval '1 millisecond')`,
    name: '$2::text',
    timeZone: '$3::text',
    currency: '$4::text',
    language: '$5::text',
  })}
   from (select max(${c.from}) as since from ${c}) newest
   where $6::text is null or newest.since is not distinct from nullif($6::text, '')::timestamptz
   on conflict do nothing returning "from" as "from"`,
);

/**
 * Keeps what the company says of itself from now on. `seen`: of when what it said was seen before, '' where it had said nothing; null: whatever
 * it was. False: somebody else was first.
 */
export async function insertProfile(
  tx: Queries,
  { name, timeZone, currency, language }: CompanyProfile,
  at: Date,
  seen: string | null,
): Promise<boolean> {
  const rows = await insert(tx, [at.toISOString(), name, timeZone, currency, language, seen]);
  return rows.length > 0;
}
