import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { Plan } from './plan.ts';

/* What becomes of tasks that stand open, by what a batch did to their conversations. */

const task = bare(schema.task);

const finishQueueTasks = statement(
  `update ${task} set ${task.doneAt} = $2::text::timestamptz where ${task.conversationId} in (select unnest($1::text::uuid[]))
     and ${task.kind} in ('queue', 'queue-full') and ${task.doneAt} is null`,
);

/** Somebody has them now, or they are over: nothing is left for the head to do about their waiting. */
export async function settleQueueTasks(tx: Queries, { leftQueue }: Plan): Promise<void> {
  const [at] = leftQueue.values();
  if (at !== undefined) await finishQueueTasks(tx, [uuids(leftQueue.keys()), at.toISOString()]);
}

const rename = statement(
  `update ${task} set ${task.clientId} = k.client from unnest($1::text::uuid[], $2::text::uuid[]) as k(conversation, client)
   where ${task.conversationId} = k.conversation and ${task.doneAt} is null`,
);

/** What is to be done for a conversation is done for the client it is about. */
export async function followClients(tx: Queries, { renamed }: Plan): Promise<void> {
  if (renamed.size > 0) await rename(tx, [uuids(renamed.keys()), uuids(renamed.values())]);
}
