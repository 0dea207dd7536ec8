import type { Status } from '../../domain/decision.ts';
import type { Availability } from '../../domain/specialist.ts';
import { partOf } from '../conversations/match.ts';
import type { Queries } from '../db.ts';

export interface MineRow {
  readonly id: string;
  readonly status: Status;
  readonly client: string | null;
  readonly contact: string | null;
  readonly waitingSince: Date | null;
  readonly due: Date | null;
  readonly channel: string | null;
  readonly rootTs: string | null;
}

/** Conversations in somebody's charge: those that wait first, the nearest deadline before the others. */
export function mineOf(db: Queries, specialist: string, limit: number): Promise<MineRow[]> {
  return db.query(
    `select c.id, c.status, cl.name as client, ct.name as contact, c.waiting_since as "waitingSince", c.due_at as due, t.channel, t.root_ts as "rootTs"
       from conversation c join contact ct on ct.id = c.contact_id left join client cl on cl.id = c.client_id
       left join slack_thread t on t.conversation_id = c.id and t.ended_at is null
      where c.specialist_id = $1::text::uuid and c.status not in ('resolved', 'closed')
      order by (c.waiting_since is null), c.due_at nulls last, c.waiting_since, c.last_message_at desc limit $2::text::int`,
    [specialist, String(limit)],
  );
}

export interface BudgetRow {
  readonly capacity: number;
  readonly cases: number;
  readonly portfolio: number;
  readonly clients: number;
  readonly open: number;
  readonly availability: Availability;
  readonly awayUntil: Date | null;
}

/** Both budgets of somebody in the department they work in, and what they say of themselves. */
export async function budgetOf(db: Queries, specialist: string): Promise<BudgetRow | null> {
  const rows = await db.query<BudgetRow>(
    `select s.capacity, s.availability, s.away_until as "awayUntil", coalesce(l.case_units, 0) as cases, coalesce(l.portfolio_units, 0) as portfolio,
            (select count(*)::int from ownership o where o.specialist_id = s.id and o.until is null) as clients,
            (select count(*)::int from conversation c where c.specialist_id = s.id and c.status not in ('resolved', 'closed')) as open
       from specialist s left join specialist_load l on l.specialist_id = s.id and l.department_id = s.department_id where s.id = $1::text::uuid`,
    [specialist],
  );
  return rows[0] ?? null;
}

export interface OwnClientRow {
  readonly id: string;
  /** of a private person nobody has named, the contact's; null where that is not known either */
  readonly name: string | null;
}

/** Clients somebody owns, by name; only those with `looked` in their name. */
export function clientsOf(db: Queries, specialist: string, looked: string, limit: number): Promise<OwnClientRow[]> {
  return db.query(
    `select * from (
       select cl.id, coalesce(nullif(cl.name, ''), (select ct.name from contact_client l join contact ct on ct.id = l.contact_id
           where l.client_id = cl.id and l.until is null and ct.name <> '' order by l."from" limit 1)) as name
         from ownership o join client cl on cl.id = o.client_id where o.specialist_id = $1::text::uuid and o.until is null) mine
      where $2::text = '' or name ilike $3::text order by name nulls last, id limit $4::text::int`,
    [specialist, looked, partOf(looked), String(limit)],
  );
}
