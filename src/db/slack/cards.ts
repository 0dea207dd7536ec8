import type { SizeClass } from '../../domain/client.ts';
import type { FlowState, Status } from '../../domain/decision.ts';
import type { WindowId } from '../../domain/ids.ts';
import type { Worded } from '../../domain/language.ts';
import type { Topic } from '../../domain/topic.ts';
import type { Queries } from '../db.ts';
import { departmentLanguage } from './threads.ts';

export interface DueCard {
  readonly id: string;
  readonly channel: string;
  readonly rootTs: string | null;
  readonly language: 'ru' | 'en';
  readonly wanted: number;
  readonly postedHash: string | null;
  readonly mentionedId: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly isEnded: boolean;
  readonly conversationId: string;
}

interface Claim {
  readonly account: string;
  readonly now: Date;
  readonly until: Date;
  readonly patience: Date;
  /** cards that changed after it rest */
  readonly rested: Date;
  readonly limit: number;
}

/**
 * Takes cards that are due, for as long as `until`: roots first, then changes, which let replies that wait in their thread pass,
 * though only those that fell due after `patience`.
 */
export async function claimCards(db: Queries, { account, now, until, patience, rested, limit }: Claim): Promise<DueCard[]> {
  const rows = await db.query<DueCard>(
    `with due as (
       select t.id from slack_thread t join conversation c on c.id = t.conversation_id
       where t.wanted > t.posted and t.due_at <= $2::text::timestamptz 
         and (t.claimed_until is null or t.claimed_until <= $2::text::timestamptz) and (t.shown_at is null or t.shown_at <= $6::text::timestamptz)
         and (t.root_ts is null or t.due_at <= $4::text::timestamptz or not exists (
           select 1 from outbox o where o.window_id = c.window_id and o.target = $1::text || ':' || t.id::text
             and o.status in ('waiting', 'leased') and o.due_at <= $2::text::timestamptz))
       order by (t.root_ts is null) desc, t.due_at, t.id limit $5::text::int for no key update of t skip locked)
     update slack_thread t set claimed_until = $3::text::timestamptz, attempts = t.attempts + 1
     from due, department d where t.id = due.id and d.id = t.department_id
     returning t.id, t.channel, t.root_ts as "rootTs", ${departmentLanguage} as language, t.wanted, t.posted_hash as "postedHash",
       t.mentioned_id as "mentionedId", t.attempts - 1 as attempts, t.created_at as "createdAt", t.ended_at is not null as "isEnded",
       t.conversation_id as "conversationId"`,
    [account, now.toISOString(), until.toISOString(), patience.toISOString(), String(limit), rested.toISOString()],
  );
  return rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
}

export interface PostedCard {
  readonly id: string;
  readonly wanted: number;
  readonly rootTs: string;
  /** null: what stands there is not known, so the card stays due */
  readonly hash: string | null;
  readonly mentionedId: string | null;
  readonly now: Date;
}

/** The card stands as it was wanted then. */
export async function cardPosted(db: Queries, { id, wanted, rootTs, hash, mentionedId, now }: PostedCard): Promise<void> {
  await db.query(
    `update slack_thread set posted = case when $4::text is null then posted else greatest(posted, $2::text::int) end, root_ts = $3::text,
       posted_hash = $4::text, mentioned_id = $5::text::uuid,
       mentioned_at = case when mentioned_id is distinct from $5::text::uuid then $6::text::timestamptz else mentioned_at end, attempts = 0, claimed_until = null,
       shown_at = case when $4::text is null then shown_at else $6::text::timestamptz end
     where id = $1::text::uuid and (root_ts is null or root_ts = $3::text)`,
    [id, String(wanted), rootTs, hash, mentionedId, now.toISOString()],
  );
}

/** A thread has its root: those it came from can now say where it went on. */
export async function markEndedThreads(db: Queries, id: string, now: Date): Promise<void> {
  await db.query(
    `update slack_thread old set wanted = greatest(old.wanted, old.posted + 1), due_at = $2::text::timestamptz
     from slack_thread t where t.id = $1::text::uuid and old.conversation_id = t.conversation_id and old.id <> t.id and old.ended_at is not null
       and old.root_ts is not null`,
    [id, now.toISOString()],
  );
}

/** Not now, and nobody else before then. */
export async function postponeCard(db: Queries, id: string, dueAt: Date): Promise<void> {
  await db.query(
    'update slack_thread set due_at = $2::text::timestamptz, claimed_until = $2::text::timestamptz where id = $1::text::uuid',
    [id, dueAt.toISOString()],
  );
}

/** What was wanted is given up; the next change asks for the card again. */
export async function dropCard(db: Queries, id: string, wanted: number): Promise<void> {
  await db.query('update slack_thread set posted = greatest(posted, $2::text::int), attempts = 0 where id = $1::text::uuid', [
    id,
    String(wanted),
  ]);
}

interface Elsewhere {
  readonly department: Worded;
  readonly channel: string;
  readonly rootTs: string | null;
}

export interface CardContents {
  readonly id: string;
  readonly windowId: WindowId;
  readonly status: Status;
  readonly topic: Topic;
  readonly channel: string;
  readonly department: Worded;
  readonly timeZone: string;
  readonly state: FlowState;
  readonly flow: string;
  readonly flowVersion: number;
  readonly treeHash: string;
  readonly contactName: string | null;
  readonly clientId: string | null;
  readonly clientName: string | null;
  readonly clientSize: SizeClass | null;
  readonly productLine: string | null;
  readonly charge: { readonly id: string; readonly name: string; readonly slackUser: string | null } | null;
  readonly standIn: { readonly id: string; readonly name: string; readonly slackUser: string | null } | null;
  readonly dueAt: Date | null;
  readonly next: Elsewhere | null;
  readonly previous: Elsewhere | null;
}

const elsewhere = (which: string) => `(select json_build_object('department', od.name, 'channel', o.channel, 'rootTs', o.root_ts)
  from slack_thread o join department od on od.id = o.department_id where o.conversation_id = t.conversation_id and ${which} order by o.created_at desc limit 1)`;

const person = (alias: string) => `case when ${alias}.id is null then null
  else json_build_object('id', ${alias}.id, 'name', ${alias}.name, 'slackUser', ${alias}.slack_user) end`;

/** What the card of a thread shows, as it is stored; null when there is no such thread any more. */
export async function cardContents(db: Queries, thread: string): Promise<CardContents | null> {
  const rows = await db.query<CardContents>(
    `select c.id, c.window_id as "windowId", c.status, c.topic, c.channel, d.name as department, d.time_zone as "timeZone",
        c.state, c.flow, c.flow_version as "flowVersion", c.tree_hash as "treeHash", case when ct.erased_at is null then ct.name end as "contactName",
        cl.id as "clientId", cl.name as "clientName", cl.size as "clientSize", cl.product_line as "productLine",
        ${person('s')} as charge, ${person('si')} as "standIn", c.due_at as "dueAt",
        case when t.ended_at is not null then ${elsewhere('o.created_at > t.created_at and o.ended_at is null')} end as next,
        ${elsewhere('o.created_at < t.created_at and o.ended_at is not null')} as previous
     from slack_thread t join conversation c on c.id = t.conversation_id join department d on d.id = t.department_id
       join contact ct on ct.id = c.contact_id left join client cl on cl.id = c.client_id
       left join specialist s on s.id = c.specialist_id left join specialist si on si.id = c.stand_in_id
     where t.id = $1::text::uuid`,
    [thread],
  );
  return rows[0] ?? null;
}

/** The tree a conversation is pinned to. */
export async function pinOf(db: Queries, conversation: string): Promise<Pick<CardContents, 'flow' | 'flowVersion' | 'treeHash'> | null> {
  const rows = await db.query<Pick<CardContents, 'flow' | 'flowVersion' | 'treeHash'>>(
    `select flow, flow_version as "flowVersion", tree_hash as "treeHash" from conversation where id = $1::text::uuid`,
    [conversation],
  );
  return rows[0] ?? null;
}
