import type { Schedule } from '../../domain/hours.ts';
import type { Worded } from '../../domain/language.ts';
import type { HoldKind } from '../../domain/turn.ts';
import type { Queries } from '../db.ts';

/** A lapsed hold, and what was said about it (R13, R16). */
export interface ViolationRow {
  readonly turnId: string;
  readonly n: number;
  readonly at: Date;
  readonly kind: HoldKind;
  readonly due: Date;
  /** when the hold ended: answered, passed on; null while it is open */
  readonly ended: Date | null;
  readonly schedule: Schedule | null;
  readonly conversation: string;
  /** the client's name, else the contact's */
  readonly title: string | null;
  readonly person: { readonly id: string; readonly name: string; readonly role: string; readonly department: string | null };
  readonly department: { readonly key: string; readonly name: Worded };
  readonly reply: Word | null;
  readonly excuse: Word | null;
}

export interface Word {
  readonly text: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
}

export interface ViolationFilter {
  /** whose the viewer sees: their own, and of these departments; null: everybody's */
  readonly departments: readonly string[] | null;
  readonly viewer: string;
  readonly person: string | null;
  readonly department: string | null;
  readonly kind: HoldKind | null;
  readonly excused: boolean | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly one: ViolationId | null;
  readonly after: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

export interface ViolationId {
  readonly turnId: string;
  readonly n: number;
}

const word = (name: string) =>
  `case when ${name}.id is null then null else json_build_object('text', ${name}.text, 'at', ${name}.at,
     'by', json_build_object('id', ${name}.by, 'name', (select name from specialist where id = ${name}.by))) end as ${name}`;

/** The newest first. Those of other heads and of whoever is above are for the director. */
export function listViolations(db: Queries, filter: ViolationFilter): Promise<ViolationRow[]> {
  const { departments, viewer, person, department, kind, excused, from, until, one, after, limit } = filter;
  return db.query(
    `select h.turn_id as "turnId", h.n, h.lapsed_at as at, h.kind, h.due, coalesce(h.until, t.answered_at, t.closed_at) as ended,
       sc.data as schedule, t.conversation_id as conversation, coalesce(nullif(cl.name, ''), ct.name) as title,
       json_build_object('id', s.id, 'name', s.name, 'role', s.role, 'department', own.key) as person,
       json_build_object('key', d.key, 'name', d.name) as department, ${word('reply')}, ${word('excuse')}
     from turn_hold h join turn t on t.id = h.turn_id join conversation c on c.id = t.conversation_id
       join contact ct on ct.id = c.contact_id left join client cl on cl.id = c.client_id
       join specialist s on s.id = h.specialist_id left join department own on own.id = s.department_id
       join department d on d.id = h.department_id left join schedule sc on sc.hash = h.schedule
       left join violation_word reply on reply.turn_id = h.turn_id and reply.n = h.n and reply.kind = 'reply'
       left join violation_word excuse on excuse.turn_id = h.turn_id and excuse.n = h.n and excuse.kind = 'excuse'
     where h.lapsed_at is not null
       and ($1::text is null or h.specialist_id = $2::text::uuid
         or (s.role = 'specialist' and d.key in (select json_array_elements_text($1::text::json))))
       and ($3::text is null or h.specialist_id = $3::text::uuid)
       and ($4::text is null or d.key = $4::text)
       and ($5::text is null or h.kind = $5::text)
       and ($6::text is null or (excuse.id is not null)::text = $6::text)
       and ($7::text is null or h.lapsed_at >= $7::text::timestamptz)
       and ($8::text is null or h.lapsed_at < $8::text::timestamptz)
       and ($9::text is null or (h.turn_id = $9::text::uuid and h.n = $10::text::int))
       and ($11::text is null or (h.lapsed_at, h.turn_id) < ($11::text::timestamptz, $12::text::uuid))
     order by h.lapsed_at desc, h.turn_id desc, h.n desc limit $13::text::int`,
    [
      departments === null ? null : JSON.stringify(departments),
      viewer,
      person,
      department,
      kind,
      excused === null ? null : String(excused),
      from?.toISOString() ?? null,
      until?.toISOString() ?? null,
      one?.turnId ?? null,
      one === null ? null : String(one.n),
      after === null ? null : new Date(after.at).toISOString(),
      after?.id ?? null,
      String(limit),
    ],
  );
}

/** How many of somebody's since then nobody has said anything about. */
export async function countViolations(db: Queries, specialist: string, since: Date): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `select count(*)::int as count from turn_hold h where h.specialist_id = $1::text::uuid and h.lapsed_at >= $2::text::timestamptz
       and not exists (select 1 from violation_word w where w.turn_id = h.turn_id and w.n = h.n)`,
    [specialist, since.toISOString()],
  );
  return rows[0]?.count ?? 0;
}

export interface NewWord extends ViolationId {
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly at: Date;
}

/** Its person's sentence, once: false when it was said already. The violation stays as it is. */
export function replyToViolation(tx: Queries, word: NewWord): Promise<boolean> {
  return addWord(tx, 'reply', word);
}

/** A head excuses it, with a reason, once: false when one has. It stays, marked. */
export function excuseViolation(tx: Queries, word: NewWord): Promise<boolean> {
  return addWord(tx, 'excuse', word);
}

async function addWord(tx: Queries, kind: 'reply' | 'excuse', { id, turnId, n, by, text, at }: NewWord): Promise<boolean> {
  const rows = await tx.query(
    `insert into violation_word (id, turn_id, n, kind, by, text, at)
     values ($1::text::uuid, $2::text::uuid, $3::text::int, $4::text, $5::text::uuid, $6::text, $7::text::timestamptz)
     on conflict (turn_id, n, kind) do nothing returning id`,
    [id, turnId, String(n), kind, by, text, at.toISOString()],
  );
  return rows.length > 0;
}
