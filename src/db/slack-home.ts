import type { SizeClass } from '../domain/client.ts';
import type { Status } from '../domain/decision.ts';
import type { Worded } from '../domain/language.ts';
import type { Availability } from '../domain/specialist.ts';
import type { Queries } from './db.ts';
import { partOf } from './fitting.ts';

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
  readonly name: string;
  readonly size: SizeClass;
  readonly departmentName: Worded;
}

/** Clients somebody owns, by name; only those with `looked` in their name. */
export function clientsOf(db: Queries, specialist: string, looked: string, limit: number): Promise<OwnClientRow[]> {
  return db.query(
    `select cl.id, cl.name, cl.size, d.name as "departmentName" from ownership o join client cl on cl.id = o.client_id
       join department d on d.id = o.department_id
      where o.specialist_id = $1::text::uuid and o.until is null and ($2::text = '' or cl.name ilike $3::text)
      order by cl.name, cl.id limit $4::text::int`,
    [specialist, looked, partOf(looked), String(limit)],
  );
}

export interface LateRow {
  readonly turn: string;
  readonly n: number;
  readonly lapsedAt: Date;
  readonly client: string | null;
  readonly contact: string | null;
  readonly reply: string | null;
  readonly isExcused: boolean;
}

/** Deadlines somebody missed, the newest first (R13). */
export function lateOf(db: Queries, specialist: string, limit: number): Promise<LateRow[]> {
  return db.query(
    `select h.turn_id as turn, h.n, h.lapsed_at as "lapsedAt", cl.name as client, ct.name as contact,
            (select w.text from violation_word w where w.turn_id = h.turn_id and w.n = h.n and w.kind = 'reply') as reply,
            exists (select 1 from violation_word w where w.turn_id = h.turn_id and w.n = h.n and w.kind = 'excuse') as "isExcused"
       from turn_hold h join turn t on t.id = h.turn_id join conversation c on c.id = t.conversation_id
       join contact ct on ct.id = c.contact_id left join client cl on cl.id = c.client_id
      where h.specialist_id = $1::text::uuid and h.lapsed_at is not null order by h.lapsed_at desc limit $2::text::int`,
    [specialist, String(limit)],
  );
}

/** What its person says about a missed deadline, once (R16). False when it is not theirs, or they have said something. */
export async function wordAboutLate(
  db: Queries,
  word: { readonly id: string; readonly turn: string; readonly n: number; readonly by: string; readonly text: string; readonly at: Date },
): Promise<boolean> {
  const rows = await db.query(
    `insert into violation_word (id, turn_id, n, kind, by, text, at)
     select $1::text::uuid, h.turn_id, h.n, 'reply', h.specialist_id, $5::text, $6::text::timestamptz
       from turn_hold h where h.turn_id = $2::text::uuid and h.n = $3::text::int and h.specialist_id = $4::text::uuid and h.lapsed_at is not null
     on conflict do nothing returning id`,
    [word.id, word.turn, String(word.n), word.by, word.text, word.at.toISOString()],
  );
  return rows.length > 0;
}
