import type { Schedule } from '../../domain/hours.ts';
import type { Worded } from '../../domain/language.ts';
import type { HoldKind } from '../../domain/turn.ts';
import { titleProven } from '../clients/proven.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, type Named, named, type RowOf } from '../names.ts';
import { client, contact, conversation, department, schedule, specialist, turn, turnHold, violationWord } from '../schema.ts';
import { statement } from '../statement.ts';

const h = named(turnHold, 'h');
const t = named(turn, 't');
const c = named(conversation, 'c');
const ct = named(contact, 'ct');
const cl = named(client, 'cl');
const s = named(specialist, 's');
const own = named(department, 'own');
const d = named(department, 'd');
const sc = named(schedule, 'sc');
const reply = named(violationWord, 'reply');
const excuse = named(violationWord, 'excuse');
const author = named(specialist, 'author');

export interface Word {
  readonly text: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
}

interface Holder {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly department: string | null;
}

const wordOf = (word: Named<typeof violationWord>) =>
  expression<Word | null>(`case when ${word.id} is null then null else json_build_object('text', ${word.text}, 'at', ${word.at},
     'by', json_build_object('id', ${word.by}, 'name', (select ${author.name} from ${author} where ${author.id} = ${word.by}))) end`);

const shape = {
  turnId: h.turnId,
  n: h.n,
  at: expression<Date>(h.lapsedAt),
  kind: expression<HoldKind>(h.kind),
  due: h.due,
  /** when the hold ended: answered, passed on; null while it is open */
  ended: expression<Date | null>(`coalesce(${h.until}, ${t.answeredAt}, ${t.closedAt})`),
  schedule: expression<Schedule | null>(sc.data),
  conversation: expression<string>(t.conversationId),
  /** the client's name, else the contact's */
  title: expression<string | null>(`coalesce(nullif(${cl.name}, ''), ${ct.name})`),
  /** whether that is more than what somebody calls themselves */
  proven: expression<boolean>(titleProven),
  person: expression<Holder>(`json_build_object('id', ${s.id}, 'name', ${s.name}, 'role', ${s.role}, 'department', ${own.key})`),
  department: expression<{ readonly key: string; readonly name: Worded }>(`json_build_object('key', ${d.key}, 'name', ${d.name})`),
  reply: wordOf(reply),
  excuse: wordOf(excuse),
};

/** A lapsed hold, and what was written about it (R13, R16). */
export type ViolationRow = RowOf<typeof shape>;

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

const list = statement<ViolationRow>(
  `select ${columns(shape)}
   from ${h} join ${t} on ${t.id} = ${h.turnId} join ${c} on ${c.id} = ${t.conversationId}
     join ${ct} on ${ct.id} = ${c.contactId} left join ${cl} on ${cl.id} = ${c.clientId}
     join ${s} on ${s.id} = ${h.specialistId} left join ${own} on ${own.id} = ${s.departmentId}
     join ${d} on ${d.id} = ${h.departmentId} left join ${sc} on ${sc.hash} = ${h.schedule}
     left join ${reply} on ${reply.turnId} = ${h.turnId} and ${reply.n} = ${h.n} and ${reply.kind} = 'reply'
     left join ${excuse} on ${excuse.turnId} = ${h.turnId} and ${excuse.n} = ${h.n} and ${excuse.kind} = 'excuse'
   where ${h.lapsedAt} is not null
     and ($1::text is null or ${h.specialistId} = $2::text::uuid
       or (${s.role} = 'specialist' and ${d.key} in (select json_array_elements_text($1::text::json))))
     and ($3::text is null or ${h.specialistId} = $3::text::uuid)
     and ($4::text is null or ${d.key} = $4::text)
     and ($5::text is null or ${h.kind} = $5::text)
     and ($6::text is null or (${excuse.id} is not null)::text = $6::text)
     and ($7::text is null or ${h.lapsedAt} >= $7::text::timestamptz)
     and ($8::text is null or ${h.lapsedAt} < $8::text::timestamptz)
     and ($9::text is null or (${h.turnId} = $9::text::uuid and ${h.n} = $10::text::int))
     and ($11::text is null or (${h.lapsedAt}, ${h.turnId}) < ($11::text::timestamptz, $12::text::uuid))
   order by ${h.lapsedAt} desc, ${h.turnId} desc, ${h.n} desc limit $13::text::int`,
);

/** Lists violations, the newest first. Those of other heads and of whoever is above are for the director. */
export function listViolations(db: Queries, filter: ViolationFilter): Promise<ViolationRow[]> {
  const { departments, viewer, person, department, kind, excused, from, until, one, after, limit } = filter;
  return list(db, [
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
  ]);
}

const count = statement<{ count: number }>(
  `select ${columns({ count: expression<number>('count(*)::int') })}
     from ${h} where ${h.specialistId} = $1::text::uuid and ${h.lapsedAt} >= $2::text::timestamptz
      and not exists (select 1 from ${reply} where ${reply.turnId} = ${h.turnId} and ${reply.n} = ${h.n})`,
);

/** Counts somebody's violations since then that nobody has written anything about. */
export async function countViolations(db: Queries, specialist: string, since: Date): Promise<number> {
  const rows = await count(db, [specialist, since.toISOString()]);
  return rows[0]?.count ?? 0;
}

export interface NewWord extends ViolationId {
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly at: Date;
}

/** Adds what its person writes about a violation, once: false when there is something already. The violation stays as it is. */
export function replyToViolation(tx: Queries, word: NewWord): Promise<boolean> {
  return addWord(tx, 'reply', word);
}

/** Excuses a violation, as a head, with a reason, once: false when one has. It stays, marked. */
export function excuseViolation(tx: Queries, word: NewWord): Promise<boolean> {
  return addWord(tx, 'excuse', word);
}

const w = bare(violationWord);

const insertWord = statement(
  `insert into ${w} (${w.id}, ${w.turnId}, ${w.n}, ${w.kind}, ${w.by}, ${w.text}, ${w.at})
   values ($1::text::uuid, $2::text::uuid, $3::text::int, $4::text, $5::text::uuid, $6::text, $7::text::timestamptz)
   on conflict (${w.turnId}, ${w.n}, ${w.kind}) do nothing returning ${w.id}`,
);

async function addWord(tx: Queries, kind: 'reply' | 'excuse', { id, turnId, n, by, text, at }: NewWord): Promise<boolean> {
  const rows = await insertWord(tx, [id, turnId, String(n), kind, by, text, at.toISOString()]);
  return rows.length > 0;
}
