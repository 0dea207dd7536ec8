import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, of, type RowOf } from '../names.ts';
import { conversation, department, slackQuestion, slackThread, specialist, task } from '../schema.ts';
import { statement } from '../statement.ts';
import { departmentLanguage } from './threads.ts';

/* Questions to whoever answers about money, as they are posted in their channel (R10). */

const q = named(slackQuestion, 'q');
const k = named(task, 'k');
const d = named(department, 'd');
const by = named(specialist, 'by');
const who = named(specialist, 'who');
const c = named(conversation, 'c');
const t = named(slackThread, 't');
const set = bare(slackQuestion);

const dueShape = { id: q.taskId };
const due = of('due', dueShape);

const shape = {
  id: q.taskId,
  channel: q.channel,
  ts: q.ts,
  wanted: q.wanted,
  /** tries before this one of which nobody knows what became */
  attempts: expression<number>(`${q.attempts} - 1`),
  createdAt: q.createdAt,
  language: departmentLanguage,
  question: k.text,
  isDone: expression<boolean>(`${k.doneAt} is not null`),
  answer: k.outcome,
  asker: expression<string | null>(`(select ${by.name} from ${by} where ${by.id} = ${k.createdBy})`),
  answerer: expression<string | null>(`(select ${who.name} from ${who} where ${who.id} = ${k.doneBy})`),
  threadChannel: nullable(t.channel),
  threadTs: nullable(t.rootTs),
};

/** A question that is to be posted, or to show its answer. */
export type DueQuestion = RowOf<typeof shape>;

const claim = statement<DueQuestion>(
  `with due as (
     select ${columns(dueShape)} from ${q} where ${q.wanted} > ${q.posted} and ${q.dueAt} <= $1::text::timestamptz
       and (${q.claimedUntil} is null or ${q.claimedUntil} <= $1::text::timestamptz)
     order by ${q.createdAt}, ${q.taskId} limit $4::text::int for no key update of q skip locked)
   update ${q} set ${set.claimedUntil} = $2::text::timestamptz, ${set.claimedBy} = $3::text::uuid, ${set.attempts} = ${q.attempts} + 1
   from due join ${k} on ${k.id} = ${due.id} join ${d} on ${d.id} = ${k.departmentId}
     left join ${c} on ${c.id} = ${k.conversationId}
     left join ${t} on ${t.conversationId} = ${c.id} and ${t.endedAt} is null
   where ${q.taskId} = ${due.id} returning ${columns(shape)}`,
);

export interface QuestionClaim {
  readonly holder: string;
  readonly now: Date;
  readonly until: Date;
  readonly limit: number;
}

/** Takes questions that are due, for as long as `until`, in the order in which they were asked. */
export async function claimQuestions(db: Queries, { holder, now, until, limit }: QuestionClaim): Promise<DueQuestion[]> {
  const rows = await claim(db, [now.toISOString(), until.toISOString(), holder, String(limit)]);
  return rows.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
}

const keep = statement<{ id: string }>(
  `update ${set} set ${set.claimedUntil} = $3::text::timestamptz
   where ${set.taskId} = $1::text::uuid and ${set.claimedBy} = $2::text::uuid returning ${set.taskId} as id`,
);

/** Keeps a question that was claimed until then. Returns false when somebody else has taken it. */
export async function keepQuestion(db: Queries, id: string, holder: string, until: Date): Promise<boolean> {
  return (await keep(db, [id, holder, until.toISOString()])).length > 0;
}

const record = statement(
  `update ${set} set ${set.posted} = greatest(${set.posted}, $2::text::int), ${set.ts} = $3::text, ${set.attempts} = 0,
     ${set.claimedUntil} = null, ${set.claimedBy} = null
   where ${set.taskId} = $1::text::uuid`,
);

/** Records what of a question stands in its channel: 1 as it was asked, 2 with its answer; nothing more is to be posted of what was wanted. */
export async function questionPosted(db: Queries, id: string, posted: number, ts: string | null): Promise<void> {
  await record(db, [id, String(posted), ts]);
}

const move = statement(
  `update ${set} set ${set.channel} = $2::text, ${set.ts} = null, ${set.posted} = 0, ${set.attempts} = 0, ${set.dueAt} = $3::text::timestamptz,
     ${set.claimedUntil} = null, ${set.claimedBy} = null
   where ${set.taskId} = $1::text::uuid`,
);

/** Lets a question be posted anew, there: it stands nowhere any more. */
export async function postAnew(db: Queries, id: string, channel: string, now: Date): Promise<void> {
  await move(db, [id, channel, now.toISOString()]);
}

const postpone = statement(
  `update ${set} set ${set.dueAt} = $2::text::timestamptz, ${set.claimedUntil} = null, ${set.claimedBy} = null,
     ${set.attempts} = greatest(0, ${set.attempts} - $3::text::int)
   where ${set.taskId} = $1::text::uuid`,
);

/** Puts a question off until then. Only a try of which nobody knows what became counts as one. */
export async function postponeQuestion(db: Queries, id: string, dueAt: Date, { isLost }: { readonly isLost: boolean }): Promise<void> {
  await postpone(db, [id, dueAt.toISOString(), isLost ? '0' : '1']);
}

const wake = statement(
  `update ${set} set ${set.dueAt} = $1::text::timestamptz where ${set.wanted} > ${set.posted} and ${set.dueAt} > $1::text::timestamptz`,
);

/** Lets questions that were put off go now. */
export async function wakeQuestions(db: Queries, now: Date): Promise<void> {
  await wake(db, [now.toISOString()]);
}

const answered = statement(
  `update ${set} set ${set.wanted} = 2, ${set.dueAt} = $2::text::timestamptz where ${set.taskId} = $1::text::uuid`,
);

/** Asks for the answer to be shown where the question is posted. */
export async function questionAnswered(tx: Queries, id: string, now: Date): Promise<void> {
  await answered(tx, [id, now.toISOString()]);
}
