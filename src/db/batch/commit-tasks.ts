import { texts, uuids } from '../arrays.ts';
import { reconsiderOwners } from '../clients/founded.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { Plan } from './plan.ts';

/* What becomes of tasks that stand open, by what a batch did to their conversations. */

const task = bare(schema.task);

const tk = named(schema.task, 'tk');

const endTasks = statement(
  `update ${tk} set ${task.doneAt} = k.at, ${task.doneBy} = k.by, ${task.result} = k.result
   from unnest($1::text::uuid[], $2::text::text[], $3::text::timestamptz[], $4::text::uuid[], $5::text::text[])
     as k(conversation, kind, at, by, result)
   where ${tk.conversationId} = k.conversation and ${tk.kind} = k.kind and ${tk.doneAt} is null`,
);

/** Heads who were called have nothing left to do about it. */
export async function endHeadTasks(tx: Queries, { endedCalls }: Plan): Promise<void> {
  if (endedCalls.length === 0) return;
  await endTasks(tx, [
    uuids(endedCalls.map((each) => each.conversationId)),
    texts(endedCalls.map((each) => each.kind)),
    `{${endedCalls.map((each) => each.doneAt.toISOString()).join(',')}}`,
    `{${endedCalls.map((each) => each.doneBy ?? 'null').join(',')}}`,
    texts(endedCalls.map((each) => each.result)),
  ]);
}

const q = bare(schema.slackQuestion);

const answered = statement(
  `with k as (select * from unnest($1::text::uuid[], $2::text::timestamptz[], $3::text::uuid[], $4::text::text[]) as k(task, at, by, answer)),
     shown as (update ${q} set ${q.wanted} = 2, ${q.dueAt} = k.at from k where ${q.taskId} = k.task)
   update ${tk} set ${task.doneAt} = k.at, ${task.doneBy} = k.by, ${task.outcome} = k.answer
   from k where ${tk.id} = k.task and ${tk.doneAt} is null`,
);

/** Questions to finance are answered: nothing is left to do about them, and where they are posted the answer is shown. */
export async function answerQuestions(tx: Queries, { answeredQuestions }: Plan): Promise<void> {
  if (answeredQuestions.length === 0) return;
  await answered(tx, [
    uuids(answeredQuestions.map((each) => each.task)),
    `{${answeredQuestions.map((each) => each.at.toISOString()).join(',')}}`,
    uuids(answeredQuestions.map((each) => each.by)),
    texts(answeredQuestions.map((each) => each.answer)),
  ]);
}

const rename = statement(
  `update ${task} set ${task.clientId} = k.client from unnest($1::text::uuid[], $2::text::uuid[]) as k(conversation, client)
   where ${task.conversationId} = k.conversation and ${task.doneAt} is null`,
);

/** What is to be done for a conversation is done for the client it is about, and by that it is looked at who owns whom. */
export async function followClients(tx: Queries, { renamed, reconsidered }: Plan): Promise<void> {
  if (renamed.size > 0) await rename(tx, [uuids(renamed.keys()), uuids(renamed.values())]);
  if (reconsidered.size > 0) await reconsiderOwners(tx, reconsidered);
}
