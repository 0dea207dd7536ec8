import type { Db } from '../../src/db/db.ts';
import type { Hours } from './naive-clock.ts';

/* The rows that were written as things happened, as they stand in the database. */

export interface Conversation {
  readonly id: string;
  readonly client: string | null;
  readonly department: string;
  readonly specialist: string | null;
  readonly channel: string;
  readonly topic: string | null;
  readonly origin: string;
  readonly opened: Date;
  readonly resolved: Date | null;
}

export interface Turn {
  readonly conversation: string;
  readonly n: number;
  readonly id: string;
  readonly opened: Date;
  readonly answered: Date | null;
  readonly by: string | null;
  readonly arrived: Date | null;
  readonly closed: Date | null;
  readonly reason: string | null;
}

export interface Hold {
  readonly turn: string;
  readonly n: number;
  readonly department: string;
  readonly specialist: string;
  readonly from: Date;
  readonly until: Date | null;
  readonly lapsed: Date | null;
  readonly kind: string;
  readonly excused: boolean;
}

/** What was counted as it happened, with the event it happened by. */
export interface Happened {
  readonly conversation: string;
  readonly n: number;
  readonly metric: string;
  readonly at: Date;
  readonly department: string;
  readonly specialist: string | null;
  readonly channel: string;
  readonly event: Readonly<Record<string, string | undefined>>;
}

export interface Assignment {
  readonly conversation: string;
  readonly at: Date;
  readonly department: string;
  readonly specialist: string | null;
  readonly rule: string;
  readonly overload: boolean;
}

/** Reads all there are. */
export async function readRows(db: Db) {
  const conversations = await db.query<Conversation>(
    `select c.id, c.client_id as client, d.key as department, c.specialist_id as specialist, c.channel, c.topic_key as topic, c.origin,
       c.opened_at as opened, c.resolved_at as resolved from conversation c join department d on d.id = c.department_id order by c.id`,
  );
  const turns = await db.query<Turn>(
    `select conversation_id as conversation, n, id, opened_at as opened, answered_at as answered, answered_by as by, delivered_at as arrived,
       closed_at as closed, closed_reason as reason from turn order by conversation_id, n`,
  );
  const holds = await db.query<Hold>(
    `select h.turn_id as turn, h.n, d.key as department, h.specialist_id as specialist, h."from", h.until, h.lapsed_at as lapsed, h.kind,
       exists (select 1 from violation_word w where w.turn_id = h.turn_id and w.n = h.n and w.kind = 'excuse') as excused
     from turn_hold h join department d on d.id = h.department_id order by h.turn_id, h.n`,
  );
  const happened = await db.query<Happened>(
    `select m.conversation_id as conversation, m.n, m.metric, m.at, d.key as department, m.specialist_id as specialist, m.channel,
       e.data as event from metric_event m join department d on d.id = m.department_id
       join conversation_event e on e.conversation_id = m.conversation_id and e.n = m.n order by m.conversation_id, m.n`,
  );
  const assignments = await db.query<Assignment>(
    `select a.conversation_id as conversation, a.at, d.key as department, a.specialist_id as specialist, a.rule,
       (a.explanation ->> 'overload')::boolean as overload from assignment a join department d on d.id = a.department_id order by a.n`,
  );
  const ratings = await db.query<{ conversation: string; score: number; at: Date }>(
    `select conversation_id as conversation, score, at from conversation_rating`,
  );
  const sizes = await db.query<{ client: string; from: Date; size: string }>(
    `select client_id as client, "from", size from client_size order by "from"`,
  );
  const begun = await db.query<{ conversation: string; event: { by?: string } }>(
    `select conversation_id as conversation, data as event from conversation_event where n = 1`,
  );
  const hours = await db.query<Hours & { department: string }>(
    `select d.key as department, h."from", h.time_zone as zone, h.hours, h.holidays from department_hours h
     join department d on d.id = h.department_id order by h."from"`,
  );
  return { conversations, turns, holds, happened, assignments, ratings, sizes, begun, hours };
}
