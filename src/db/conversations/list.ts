import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { FlowState, Status } from '../../domain/decision.ts';
import type { Explanation } from '../../domain/explanation.ts';
import type { Schedule } from '../../domain/hours.ts';
import type { ContactId, ConversationId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Language, Worded } from '../../domain/language.ts';
import type { Topic } from '../../domain/topic.ts';
import type { HoldKind } from '../../domain/turn.ts';
import type { Queries } from '../db.ts';
import type { Viewer } from '../people/sign-in.ts';
import { fitting } from './match.ts';

export interface ListRow {
  readonly id: ConversationId;
  readonly version: number;
  readonly status: Status;
  readonly channel: string;
  readonly department: string;
  readonly department_name: Worded;
  readonly specialist_id: SpecialistId | null;
  readonly specialist_name: string | null;
  readonly client_id: string | null;
  readonly client_name: string | null;
  readonly client_size: SizeClass | null;
  readonly contact_name: string | null;
  readonly preview: string;
  readonly opened_at: Date;
  readonly waiting_since: Date | null;
  readonly due_at: Date | null;
  readonly last_message_at: Date;
}

export interface CardRow extends ListRow {
  readonly contact_id: ContactId;
  readonly contact_language: Language;
  readonly window_id: WindowId;
  readonly state: FlowState;
  readonly flow: string;
  readonly flow_version: number;
  readonly tree_hash: string;
  readonly client_stage: ClientStage | null;
  readonly client_line: string | null;
  readonly topic: Topic;
  readonly stand_in: { readonly id: string; readonly name: string } | null;
  /** of the open turn: which deadline, and the working time it was reckoned with */
  readonly hold: { readonly kind: HoldKind; readonly schedule: Schedule | null } | null;
}

const listColumns = `c.id, c.version, c.status, c.channel, d.key as department, d.name as department_name,
  s.id as specialist_id, s.name as specialist_name, cl.id as client_id, cl.name as client_name, cl.size as client_size,
  ct.name as contact_name, c.preview, c.opened_at, c.waiting_since, c.due_at, c.last_message_at`;

export const joined = `from conversation c join department d on d.id = c.department_id join contact ct on ct.id = c.contact_id
  left join specialist s on s.id = c.specialist_id left join client cl on cl.id = c.client_id`;

/**
 * Who sees a conversation (R8): the whole company the director, a head their departments, a specialist their own, and
 * everybody what is or was in their charge, and the calls and visits they logged (R7). Parameters 1 to 3: the viewer, whether they see all, keys of their departments.
 */
export const visible = `($2::text = 'all' or d.key in (select json_array_elements_text($3::text::json)) or c.specialist_id = $1::text::uuid
  or exists (select 1 from assignment a where a.conversation_id = c.id and a.specialist_id = $1::text::uuid)
  or (c.channel in ('call', 'visit') and exists (select 1 from audit l where l.object_kind = 'conversation' and l.object_id = c.id::text
      and l.action = 'conversation.logged' and l.actor_id = $1::text::uuid)))`;

export function sight(viewer: Viewer): [string, string, string] {
  return [viewer.id, seesAll(viewer) ? 'all' : 'some', JSON.stringify(departmentsOf(viewer))];
}

export function seesAll(viewer: Viewer): boolean {
  return viewer.role === 'director';
}

/** Keys of the departments whose conversations a viewer sees: where they work, and those they head. An admin is there to run the desk. */
export function departmentsOf(viewer: Viewer): string[] {
  const works = viewer.department === null || viewer.role === 'admin' ? [] : [viewer.department];
  return [...new Set([...works, ...viewer.heads])];
}

export type View = 'mine' | 'queue' | 'all';
export type StatusFilter = 'open' | 'resolved' | 'closed' | 'any';

/** What narrows a list down; null: it does not. */
export interface Filter {
  readonly department: string | null;
  /** an id, or `none` for what nobody has */
  readonly specialist: string | null;
  readonly channel: string | null;
  readonly size: SizeClass | null;
  /** only those who wait for us */
  readonly waiting: boolean;
  /** words as a query of Postgres, and the same as a part of a name */
  readonly words: { readonly query: string; readonly part: string } | null;
}

const filtered = `($8::text is null or d.key = $8::text) and ($9::text is null or coalesce(c.specialist_id::text, 'none') = $9::text)
  and ($10::text is null or c.channel = $10::text) and ($11::text is null or cl.size = $11::text)
  and ($12::text is null or c.waiting_since is not null) and ($13::text is null or ${fitting('$13::text', '$14::text')})`;

/** Where a page ended: every view is one ascending order of (group, key, id). */
export interface ListPosition {
  readonly group: number;
  readonly key: number;
  readonly id: string;
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;

/** What a view holds and in which order: (group, key) ascending, then id. */
const views: Readonly<Record<View, { readonly holds: string; readonly group: string; readonly key: string }>> = {
  mine: {
    holds: 'c.specialist_id = $1::text::uuid',
    group: 'case when c.waiting_since is null then 1 else 0 end',
    key: `case when c.waiting_since is null then -${ms('c.last_message_at')} else ${ms('c.waiting_since')} end`,
  },
  queue: { holds: `c.specialist_id is null and c.status = 'queued'`, group: '0', key: ms('coalesce(c.waiting_since, c.opened_at)') },
  all: { holds: 'true', group: '0', key: `-${ms('c.last_message_at')}` },
};

const statuses: Readonly<Record<StatusFilter, string>> = {
  open: `c.status not in ('resolved', 'closed')`,
  resolved: `c.status = 'resolved'`,
  closed: `c.status = 'closed'`,
  any: 'true',
};

export function listConversations(
  db: Queries,
  viewer: Viewer,
  { view, status, filter, after, limit }: { view: View; status: StatusFilter; filter: Filter; after: ListPosition | null; limit: number },
): Promise<(ListRow & ListPosition)[]> {
  const { holds, group, key } = views[view];
  return db.query(
    `select * from (select ${listColumns}, ${group} as "group", ${key} as key ${joined} where ${holds} and ${statuses[status]} and ${filtered} and ${visible}) rows
      where $4::text is null or ("group", key, id) > ($4::text::int, $5::text::bigint, $6::text::uuid)
      order by "group", key, id limit $7::text::int`,
    [...sight(viewer), ...placeOf(after), String(limit), ...narrowed(filter)],
  );
}

function narrowed({ department, specialist, channel, size, waiting, words }: Filter): (string | null)[] {
  return [department, specialist, channel, size, waiting ? 'yes' : null, words?.query ?? null, words?.part ?? null];
}

function placeOf(place: ListPosition | null): (string | null)[] {
  return place === null ? [null, null, null] : [String(place.group), String(place.key), place.id];
}

export async function countConversations(db: Queries, viewer: Viewer): Promise<{ mine: number; waiting: number; queue: number }> {
  const [mine, queue] = await Promise.all([
    db.query<{ mine: number; waiting: number }>(
      `select count(*) as mine, count(*) filter (where waiting_since is not null) as waiting from conversation c
        where c.specialist_id = $1::text::uuid and ${statuses.open}`,
      [viewer.id],
    ),
    db.query<{ queue: number }>(`select count(*) as queue ${joined} where ${views.queue.holds} and ${visible}`, sight(viewer)),
  ]);
  return { mine: mine[0]?.mine ?? 0, waiting: mine[0]?.waiting ?? 0, queue: queue[0]?.queue ?? 0 };
}

/** A conversation with all its card needs; null when there is none, or it is not this viewer's to see. */
export async function findConversation(db: Queries, viewer: Viewer, id: string): Promise<CardRow | null> {
  const rows = await db.query<CardRow>(
    `select ${listColumns}, ct.id as contact_id, ct.language as contact_language, c.window_id, c.state, c.flow,
            c.flow_version, c.tree_hash, cl.stage as client_stage, cl.product_line as client_line, c.topic,
            (select json_build_object('id', x.id, 'name', x.name) from specialist x where x.id = c.stand_in_id) as stand_in,
            (select json_build_object('kind', h.kind, 'schedule', sc.data) from turn_hold h left join schedule sc on sc.hash = h.schedule
              where h.turn_id = c.open_turn_id and h.until is null order by h.n desc limit 1) as hold
       ${joined} where c.id = $4::text::uuid and ${visible}`,
    [...sight(viewer), id],
  );
  return rows[0] ?? null;
}

export interface OwnerRow {
  readonly key: string;
  readonly department: Worded;
  readonly id: SpecialistId;
  readonly name: string;
}

export function ownersOf(db: Queries, client: string): Promise<OwnerRow[]> {
  return db.query(
    `select d.key, d.name as department, s.id, s.name from ownership o join department d on d.id = o.department_id
       join specialist s on s.id = o.specialist_id where o.client_id = $1::text::uuid and o.until is null order by d.key`,
    [client],
  );
}

export interface AssignmentRow {
  readonly at: Date;
  readonly department: string;
  readonly specialist: SpecialistId | null;
  readonly rule: string;
  readonly reason: string;
  readonly policy_version: number;
  readonly explanation: Explanation;
}

export function assignmentsOf(db: Queries, conversation: string): Promise<AssignmentRow[]> {
  return db.query(
    `select a.at, d.key as department, a.specialist_id as specialist, a.rule, a.reason, a.policy_version, a.explanation
       from assignment a join department d on d.id = a.department_id where a.conversation_id = $1::text::uuid order by a.n`,
    [conversation],
  );
}

/** Names of people who may have left since. */
export async function namesOf(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.query<{ id: string; name: string }>(
    'select id, name from specialist where id in (select json_array_elements_text($1::text::json)::uuid)',
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** What typed answers say, by the number of their message. */
export async function textsOf(db: Queries, window: WindowId, seqs: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (seqs.length === 0) return new Map();
  const rows = await db.query<{ seq: number; text: string | null }>(
    `select seq, body->>'text' as text from message where window_id = $1::text::uuid and deleted_at is null
        and seq in (select json_array_elements_text($2::text::json)::bigint)`,
    [window, JSON.stringify(seqs)],
  );
  return new Map(rows.flatMap((row) => (row.text === null ? [] : [[row.seq, row.text] as const])));
}
