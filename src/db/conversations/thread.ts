import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { Status } from '../../domain/decision.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { AccountId, ContactId, WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Author, MessageBody, Reaction } from '../../domain/message.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

/** One window of a contact, and where its messages stand in the contact's history. */
export interface ThreadWindow {
  readonly id: WindowId;
  /**
   * History is one line of numbers although every window counts its own: the current window keeps its numbers, what older
   * windows hold stands below 1. A message's number in the line is its `seq - offset`.
   */
  readonly offset: number;
}

/** A contact's history: the union of all their windows. */
export interface Thread {
  readonly contact: ContactId;
  readonly current: WindowId;
  /** last number given in the current window */
  readonly lastSeq: number;
  /** number of the newest change of an older message in it */
  readonly lastChange: number;
  readonly seenSeq: number;
  /** the current one first, then from the newest to the oldest */
  readonly windows: readonly ThreadWindow[];
}

interface WindowRow {
  readonly contact: ContactId;
  readonly current: WindowId;
  readonly id: WindowId;
  readonly last_seq: number;
  readonly last_change: number;
  readonly seen_seq: number;
}

const windowsOfContact = `
  select c.id as contact, c.window_id as current, w.id, w.last_seq, w.last_change, w.seen_seq
    from contact c join "window" w on w.id = c.window_id or w.contact_id = c.id`;

/** The history a person's address in a channel leads to; null before their first message. */
export async function threadOfAddress(db: Queries, account: AccountId, address: string): Promise<Thread | null> {
  const rows = await db.query<WindowRow>(
    `${windowsOfContact}
       join identity_link l on l.contact_id = c.id and l.until is null
       join identity i on i.id = l.identity_id
      where i.account_id = $1 and i.external_id = $2 and c.erased_at is null`,
    [account, address],
  );
  return threadOf(rows);
}

/** The history of a contact; null before their first message. */
export async function threadOfContact(db: Queries, contact: ContactId): Promise<Thread | null> {
  return threadOf(await db.query<WindowRow>(`${windowsOfContact} where c.id = $1 and c.erased_at is null`, [contact]));
}

function threadOf(rows: readonly WindowRow[]): Thread | null {
  const current = rows.find((row) => row.id === row.current);
  if (current === undefined) return null;
  const older = rows.filter((row) => row !== current).sort((a, b) => (a.id < b.id ? 1 : -1));
  const windows: ThreadWindow[] = [{ id: current.id, offset: 0 }];
  let offset = 0;
  for (const row of older) {
    offset += row.last_seq + 1;
    windows.push({ id: row.id, offset });
  }
  const { contact, last_seq: lastSeq, last_change: lastChange, seen_seq: seenSeq } = current;
  return { contact, current: current.id, lastSeq, lastChange, seenSeq, windows };
}

export interface ChatRow {
  readonly seq: number;
  /** its number in its own window */
  readonly stands: number;
  readonly conversation: string;
  readonly reactions: readonly Reaction[] | null;
  /** what the client said of the conversation, where this message asks for it */
  readonly score: number | null;
  readonly changed: number;
  readonly author: Author;
  readonly name: string | null;
  readonly body: MessageBody | null;
  readonly client_key: string | null;
  readonly received_at: Date;
  readonly edited_at: Date | null;
  readonly deleted_at: Date | null;
}

/** `from`, `where` and nothing of the inside: whatever a client reads is read through this. */
const clientRows = (seq: string, rest: string) => `
  select ${seq} as seq, m.seq as stands, m.conversation_id as conversation, m.reactions,
    case when m.body->'rate' is not null then (select r.score from conversation_rating r where r.conversation_id = m.conversation_id) end as score, m.changed, m.author, s.name, m.body, m.client_key, m.received_at, m.edited_at, m.deleted_at
    from (${rest}) m left join specialist s on s.id = m.author_id
   where m.audience = 'client'`;

/** Messages on one side of a number in a thread's line, the nearest first. */
export function pageOfThread(db: Queries, thread: Thread, side: 'before' | 'after', seq: number, limit: number): Promise<ChatRow[]> {
  const [compare, order] = side === 'before' ? ['<', 'desc'] : ['>', 'asc'];
  const each = `select m.* from message m
     where m.window_id = w.id and m.seq ${compare} $3::bigint + w.off and m.audience = 'client' order by m.seq ${order} limit $4`;
  const all = `select l.*, w.off from unnest($1::text::uuid[], $2::text::bigint[]) as w(id, off), lateral (${each}) l`;
  const ids = uuids(thread.windows.map((each) => each.id));
  const offsets = `{${thread.windows.map((each) => each.offset).join(',')}}`;
  return db.query<ChatRow>(`${clientRows('m.seq - m.off', all)} order by m.seq - m.off ${order} limit $4`, [ids, offsets, seq, limit]);
}

/** What changed in the current window after a change number, in order of change. */
export function changesOfThread(db: Queries, thread: Thread, after: number, limit: number): Promise<ChatRow[]> {
  // Without changes of older messages the primary key finds the new ones; else the window is scanned.
  const column = thread.lastChange <= after ? 'seq' : 'changed';
  const all = `select * from message where window_id = $1 and ${column} > $2 and audience = 'client' order by ${column} limit $3`;
  return db.query<ChatRow>(`${clientRows('m.seq', all)} order by m.${column}`, [thread.current, after, limit]);
}

export interface StateRow {
  readonly status: Status;
  readonly state: unknown;
  readonly flow: string;
  readonly flow_version: number;
  readonly tree_hash: string;
  readonly specialist: string | null;
  readonly department: string;
}

/** The conversation that decides what a client's screen shows: the newest that is not over, else none that matters. */
export async function currentConversation(db: Queries, window: WindowId): Promise<StateRow | null> {
  const rows = await db.query<StateRow>(
    `select c.status, c.state, c.flow, c.flow_version, c.tree_hash, s.name as specialist, d.key as department
       from conversation c join department d on d.id = c.department_id left join specialist s on s.id = c.specialist_id
      where c.window_id = $1 and c.status <> 'closed'
      order by (c.status = 'resolved'), c.last_message_at desc limit 1`,
    [window],
  );
  return rows[0] ?? null;
}

export interface KnownContact {
  readonly id: ContactId;
  readonly name: string | null;
  readonly language: Language;
  readonly window_id: WindowId;
}

export async function contactBySite(db: Queries, siteId: string): Promise<KnownContact | null> {
  const rows = await db.query<KnownContact>('select id, name, language, window_id from contact where site_id = $1 and erased_at is null', [
    siteId,
  ]);
  return rows[0] ?? null;
}

export async function contactById(db: Queries, id: ContactId): Promise<KnownContact | null> {
  const rows = await db.query<KnownContact>('select id, name, language, window_id from contact where id = $1 and erased_at is null', [id]);
  return rows[0] ?? null;
}

export interface Standing {
  readonly stage: ClientStage;
  readonly size: SizeClass;
  /** departments somebody of whom owns the client */
  readonly owned: readonly DepartmentKey[];
}

/** How the contact's client stands; null for a contact of none. */
export async function standingOfContact(db: Queries, contact: ContactId): Promise<Standing | null> {
  const rows = await db.query<{ stage: ClientStage; size: SizeClass; owned: DepartmentKey[] | null }>(
    `select c.stage, c.size, (select json_agg(d.key) from ownership o join department d on d.id = o.department_id
        where o.client_id = c.id and o.until is null) as owned
       from contact_client cc join client c on c.id = cc.client_id where cc.contact_id = $1 and cc.until is null`,
    [contact],
  );
  const [row] = rows;
  return row === undefined ? null : { stage: row.stage, size: row.size, owned: row.owned ?? [] };
}

/** Whether the contact has agreed to this wording. */
export async function hasConsented(db: Queries, contact: ContactId, version: string): Promise<boolean> {
  return (await db.query('select 1 from consent where contact_id = $1 and version = $2', [contact, version])).length > 0;
}

/** Whether an address is a contact's by proof: joined by a site login or an invite, not just by having written. */
export async function belongsByProof(db: Queries, account: AccountId, address: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from identity i join identity_link l on l.identity_id = i.id and l.until is null
      where i.account_id = $1 and i.external_id = $2 and l.proof <> 'first-message'`,
    [account, address],
  );
  return rows.length > 0;
}
