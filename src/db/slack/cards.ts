import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of, type RowOf } from '../names.ts';
import { conversation, department, outbox, slackThread } from '../schema.ts';
import { statement } from '../statement.ts';
import { departmentLanguage } from './threads.ts';

const t = named(slackThread, 't');
const c = named(conversation, 'c');
const d = named(department, 'd');
const o = named(outbox, 'o');
const set = bare(slackThread);

const dueShape = { id: t.id };
const due = of('due', dueShape);

const shape = {
  id: t.id,
  channel: t.channel,
  rootTs: t.rootTs,
  language: departmentLanguage,
  wanted: t.wanted,
  postedHash: t.postedHash,
  mentionedId: t.mentionedId,
  carriedTo: t.carriedTo,
  attempts: expression<number>(`${t.attempts} - 1`),
  createdAt: t.createdAt,
  isEnded: expression<boolean>(`${t.endedAt} is not null`),
  conversationId: expression<string>(t.conversationId),
};

export type DueCard = RowOf<typeof shape>;

interface Claim {
  readonly account: string;
  readonly holder: string;
  readonly now: Date;
  readonly until: Date;
  readonly patience: Date;
  /** cards that changed after it rest */
  readonly rested: Date;
  readonly limit: number;
}

const claim = statement<DueCard>(
  `with due as (
     select ${columns(dueShape)} from ${t} join ${c} on ${c.id} = ${t.conversationId}
     where ${t.wanted} > ${t.posted} and ${t.dueAt} <= $2::text::timestamptz
       and (${t.claimedUntil} is null or ${t.claimedUntil} <= $2::text::timestamptz)
       and (${t.shownAt} is null or ${t.shownAt} <= $6::text::timestamptz)
       and (${t.rootTs} is null or ${t.dueAt} <= $4::text::timestamptz or not exists (
         select 1 from ${o} where ${o.windowId} = ${c.windowId} and ${o.target} = $1::text || ':' || ${t.id}::text
           and ${o.status} in ('waiting', 'leased') and ${o.dueAt} <= $2::text::timestamptz))
     order by (${t.rootTs} is null) desc, case when ${t.rootTs} is null then ${t.createdAt} else ${t.dueAt} end, ${t.id} limit $5::text::int for no key update of t skip locked)
   update ${t} set ${set.claimedUntil} = $3::text::timestamptz, ${set.claimedBy} = $7::text::uuid, ${set.attempts} = ${t.attempts} + 1
   from due, ${d} where ${t.id} = ${due.id} and ${d.id} = ${t.departmentId}
   returning ${columns(shape)}`,
);

/**
 * Takes cards that are due, for as long as `until`: roots first, in the order their conversations came, then changes, which let replies that wait in their thread pass,
 * though only those that fell due after `patience`.
 */
export async function claimCards(db: Queries, { account, holder, now, until, patience, rested, limit }: Claim): Promise<DueCard[]> {
  const rows = await claim(db, [
    account,
    now.toISOString(),
    until.toISOString(),
    patience.toISOString(),
    String(limit),
    rested.toISOString(),
    holder,
  ]);
  return rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
}

const keep = statement<{ id: string }>(
  `update ${set} set ${set.claimedUntil} = $3::text::timestamptz
   where ${set.id} = $1::text::uuid and ${set.claimedBy} = $2::text::uuid returning ${set.id} as id`,
);

/** Keeps a card that was claimed until then. Returns false when the claim ran out and somebody else has taken it. */
export async function keepCard(db: Queries, { id, holder, until }: { id: string; holder: string; until: Date }): Promise<boolean> {
  const kept = await keep(db, [id, holder, until.toISOString()]);
  return kept.length > 0;
}

export interface PostedCard {
  readonly id: string;
  readonly wanted: number;
  readonly rootTs: string;
  /** null: what stands there is not known, so the card stays due */
  readonly hash: string | null;
  readonly mentionedId: string | null;
  /** the client's words up to this message stand on it */
  readonly carriedTo: number | null;
  readonly now: Date;
}

const recordPosted = statement(
  `update ${set} set ${set.posted} = case when $4::text is null then ${set.posted} else greatest(${set.posted}, $2::text::int) end,
     ${set.rootTs} = $3::text, ${set.postedHash} = $4::text, ${set.mentionedId} = $5::text::uuid,
     ${set.mentionedAt} = case when ${set.mentionedId} is distinct from $5::text::uuid then $6::text::timestamptz else ${set.mentionedAt} end,
     ${set.attempts} = 0, ${set.claimedUntil} = null, ${set.claimedBy} = null, ${set.carriedTo} = $7::text::bigint,
     ${set.shownAt} = case when $4::text is null then ${set.shownAt} else $6::text::timestamptz end
   where ${set.id} = $1::text::uuid and (${set.rootTs} is null or ${set.rootTs} = $3::text)`,
);

/** Records that the card stands as it was wanted then. */
export async function cardPosted(db: Queries, { id, wanted, rootTs, hash, mentionedId, carriedTo, now }: PostedCard): Promise<void> {
  const carried = carriedTo === null ? null : String(carriedTo);
  await recordPosted(db, [id, String(wanted), rootTs, hash, mentionedId, now.toISOString(), carried]);
}

const wakeReplies = statement(
  `update ${o} set ${bare(outbox).dueAt} = $3::text::timestamptz from ${t} join ${c} on ${c.id} = ${t.conversationId}
   where ${t.id} = $1::text::uuid and ${o.windowId} = ${c.windowId} and ${o.target} = $2::text || ':' || ${t.id}::text
     and ${o.status} = 'waiting' and ${o.dueAt} > $3::text::timestamptz`,
);

/** Lets what waited for a thread's card follow it at once. */
export async function wakeThread(db: Queries, id: string, account: string, now: Date): Promise<void> {
  await wakeReplies(db, [id, account, now.toISOString()]);
}

const want = statement(
  `update ${set} set ${set.wanted} = greatest(${set.wanted}, ${set.posted} + 1), ${set.dueAt} = $2::text::timestamptz
   where ${set.id} = $1::text::uuid and ${set.rootTs} is not null`,
);

/** Asks for a thread's card, because words that stand on it have changed. */
export async function wantCard(db: Queries, id: string, now: Date): Promise<void> {
  await want(db, [id, now.toISOString()]);
}

const ended = named(slackThread, 'ended');

const markEnded = statement(
  `update ${ended} set ${set.wanted} = greatest(${ended.wanted}, ${ended.posted} + 1), ${set.dueAt} = $2::text::timestamptz
   from ${t} where ${t.id} = $1::text::uuid and ${ended.conversationId} = ${t.conversationId} and ${ended.id} <> ${t.id}
     and ${ended.endedAt} is not null and ${ended.rootTs} is not null`,
);

/** Asks for the cards of the threads a conversation came from: once its thread has a root, they can show where it went on. */
export async function markEndedThreads(db: Queries, id: string, now: Date): Promise<void> {
  await markEnded(db, [id, now.toISOString()]);
}

const postpone = statement(
  `update ${set} set ${set.dueAt} = $2::text::timestamptz, ${set.claimedUntil} = $2::text::timestamptz, ${set.claimedBy} = null,
     ${set.attempts} = greatest(0, ${set.attempts} - $3::text::int)
   where ${set.id} = $1::text::uuid`,
);

/** Puts a card off: until then nobody takes it. Only a try of which nobody knows what became counts as one. */
export async function postponeCard(db: Queries, id: string, dueAt: Date, { isLost }: { readonly isLost: boolean }): Promise<void> {
  await postpone(db, [id, dueAt.toISOString(), isLost ? '0' : '1']);
}

const wake = statement(
  `update ${set} set ${set.dueAt} = $1::text::timestamptz, ${set.claimedUntil} = null
   where ${set.wanted} > ${set.posted} and ${set.dueAt} > $1::text::timestamptz`,
);

/** Lets cards that were put off go now. One that is just being posted was due before, and stays whose it is. */
export async function wakeCards(db: Queries, now: Date): Promise<void> {
  await wake(db, [now.toISOString()]);
}

const drop = statement(
  `update ${set} set ${set.posted} = greatest(${set.posted}, $2::text::int), ${set.attempts} = 0 where ${set.id} = $1::text::uuid`,
);

/** Gives up what was wanted; the next change asks for the card again. */
export async function dropCard(db: Queries, id: string, wanted: number): Promise<void> {
  await drop(db, [id, String(wanted)]);
}
