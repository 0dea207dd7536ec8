import type { Status } from '../../domain/decision.ts';
import type { Availability } from '../../domain/specialist.ts';
import { clientProven, contactProven } from '../clients/proven.ts';
import { partOf } from '../conversations/match.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, of, type RowOf } from '../names.ts';
import { engagedAt, engagedUntil } from '../people/engaged.ts';
import { saysTheyAreHere } from '../people/presence.ts';
import { client, contact, contactClient, conversation, ownership, slackThread, specialist, specialistLoad } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const ct = named(contact, 'ct');
const cl = named(client, 'cl');
const t = named(slackThread, 't');
const s = named(specialist, 's');
const load = named(specialistLoad, 'l');
const o = named(ownership, 'o');
const link = named(contactClient, 'l');

const mineShape = {
  id: c.id,
  status: expression<Status>(c.status),
  client: nullable(cl.name),
  contact: ct.name,
  /** both names are more than what somebody calls themselves */
  proven: expression<boolean>(`(${ct.name} is null or ${contactProven}) and (${cl.id} is null or ${clientProven('cl')})`),
  waitingSince: c.waitingSince,
  due: c.dueAt,
  channel: nullable(t.channel),
  rootTs: t.rootTs,
};

export type MineRow = RowOf<typeof mineShape>;

const listed = `select ${columns(mineShape)}
     from ${c} join ${ct} on ${ct.id} = ${c.contactId} left join ${cl} on ${cl.id} = ${c.clientId}
     left join ${t} on ${t.conversationId} = ${c.id} and ${t.endedAt} is null`;

const listBehind = statement<MineRow>(
  `${listed} where ${c.standInId} = $1::text::uuid and ${c.dueAt} is not null and ${c.status} not in ('resolved', 'closed')
    order by ${c.dueAt}, ${c.id} limit $2::text::int`,
);

/** Lists conversations somebody begins if the colleague in charge is late, the nearest deadline first (R13). */
export function standInFor(db: Queries, specialist: string, limit: number): Promise<MineRow[]> {
  return listBehind(db, [specialist, String(limit)]);
}

const listMine = statement<MineRow>(
  `${listed}
    where ${c.specialistId} = $1::text::uuid and ${c.status} not in ('resolved', 'closed')
    order by (${c.waitingSince} is null), ${c.dueAt} nulls last, ${c.waitingSince}, ${c.lastMessageAt} desc limit $2::text::int`,
);

/** Lists conversations in somebody's charge: those that wait first, the nearest deadline before the others. */
export function mineOf(db: Queries, specialist: string, limit: number): Promise<MineRow[]> {
  return listMine(db, [specialist, String(limit)]);
}

const budgetShape = {
  capacity: s.capacity,
  cases: expression<number>(`coalesce(${load.caseUnits}, 0)`),
  portfolio: expression<number>(`coalesce(${load.portfolioUnits}, 0)`),
  clients: expression<number>(`(select count(*)::int from ${o} where ${o.specialistId} = ${s.id} and ${o.until} is null)`),
  open: expression<number>(
    `(select count(*)::int from ${c} where ${c.specialistId} = ${s.id} and ${c.status} not in ('resolved', 'closed'))`,
  ),
  availability: expression<Availability>(s.availability),
  awayUntil: s.awayUntil,
  engaged: engagedAt(s.id, '$2::text::timestamptz'),
  engagedUntil: engagedUntil(s.id, '$2::text::timestamptz'),
  /** their own word that they are here still counts */
  saidHere: expression<boolean>(saysTheyAreHere(s.id, '$2::text::timestamptz')),
};

export type BudgetRow = RowOf<typeof budgetShape>;

const findBudget = statement<BudgetRow>(
  `select ${columns(budgetShape)}
     from ${s} left join ${load} on ${load.specialistId} = ${s.id} and ${load.departmentId} = ${s.departmentId} where ${s.id} = $1::text::uuid`,
);

/** Reads both budgets of somebody in the department they work in, and the availability they have set. */
export async function budgetOf(db: Queries, specialist: string, now: Date): Promise<BudgetRow | null> {
  const rows = await findBudget(db, [specialist, now.toISOString()]);
  return rows[0] ?? null;
}

const ownShape = {
  id: cl.id,
  /** of a private person nobody has named, the contact's; null where that is not known either */
  name: expression<
    string | null
  >(`coalesce(nullif(${cl.name}, ''), (select ${ct.name} from ${link} join ${ct} on ${ct.id} = ${link.contactId}
      where ${link.clientId} = ${cl.id} and ${link.until} is null and ${ct.name} <> '' order by ${link.from} limit 1))`),
};

export type OwnClientRow = RowOf<typeof ownShape>;

const own = of('own', ownShape);

const listOwn = statement<OwnClientRow>(
  `select ${columns(own)} from (
     select ${columns(ownShape)} from ${o} join ${cl} on ${cl.id} = ${o.clientId}
      where ${o.specialistId} = $1::text::uuid and ${o.until} is null) own
    where $2::text = '' or ${own.name} ilike $3::text order by ${own.name} nulls last, ${own.id} limit $4::text::int`,
);

/** Lists clients somebody owns, by name; only those with `looked` in their name. */
export function clientsOf(db: Queries, specialist: string, looked: string, limit: number): Promise<OwnClientRow[]> {
  return listOwn(db, [specialist, looked, partOf(looked), String(limit)]);
}
