import type { WebClient } from '@slack/web-api';
import type { Db } from '../../db/db.ts';
import { claimQuestions, type DueQuestion, keepQuestion, postAnew, postponeQuestion, questionPosted } from '../../db/slack/questions.ts';
import { backoffMs } from '../../domain/backoff.ts';
import type { Company } from '../../engine/company.ts';
import { failureOf } from '../api/failure.ts';
import { findRoots, questionEvent } from '../api/find-posted.ts';
import type { Pace } from '../api/pace.ts';
import type { Workspace } from '../api/permalink.ts';
import { questionPost } from './question.ts';

export interface QuestionsDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly company: () => Company;
  readonly client: WebClient;
  readonly pace: Pace;
  readonly workspace: () => Workspace | null;
  readonly alarm: (error: string) => Promise<void>;
}

const atOnce = 10;
/** How long a question is one process's business. */
const claimMs = 60_000;
/** How long a question waits for the conversation's thread, to which it links. */
const patienceMs = 15_000;
const waitForThreadMs = 1000;
const noAccessMs = 60_000;
const unreachableMs = 10_000;
const firstBackoffMs = 1000;
const longestBackoffMs = 5 * 60_000;

/**
 * Posts the questions to finance that are due, and shows the answers of those that were answered (R10). What was claimed by a process that is
 * gone is claimed again; a post of which nobody knows whether it was made is looked for first. Returns whether there may be more.
 */
export async function postQuestions(deps: QuestionsDeps): Promise<boolean> {
  const { db, now } = deps;
  const workspace = deps.workspace();
  if (workspace === null) return false;
  const until = () => new Date(now().getTime() + claimMs);
  const due = await claimQuestions(db, { holder: db.self, now: now(), until: until(), limit: atOnce });
  for (const each of due) {
    if (!(await keepQuestion(db, each.id, db.self, until()))) continue;
    await show(deps, each, workspace).catch((error: unknown) => settle(deps, each, error));
  }
  return due.length === atOnce;
}

async function show(deps: QuestionsDeps, question: DueQuestion, workspace: Workspace): Promise<void> {
  const { db, now, client, pace } = deps;
  const { id, channel, ts, isDone, attempts, createdAt, wanted } = question;
  const post = { channel, ...questionPost(question, workspace), metadata: { event_type: questionEvent, event_payload: { task: id } } };
  const isWaiting = question.threadChannel !== null && question.threadTs === null;
  if (ts !== null) {
    await client.chat.update({ ...post, ts, parse: 'none', link_names: false });
    return questionPosted(db, id, wanted, ts);
  }
  const standing = attempts > 0 ? ((await findRoots(client, channel, createdAt, questionEvent, 'task')).get(id) ?? null) : null;
  // What was posted before it was answered is brought up to date behind this.
  if (standing !== null) return questionPosted(db, id, 1, standing);
  // Answered before it was posted: nobody is to be asked any more.
  if (isDone) return questionPosted(db, id, wanted, null);
  if (isWaiting && now().getTime() - createdAt.getTime() < patienceMs) return postpone(deps, question, waitForThreadMs);
  const waitMs = pace.reserve(channel, postingOf(question));
  if (waitMs > 0) return postpone(deps, question, waitMs);
  const posted = await client.chat.postMessage({ ...post, parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false });
  await questionPosted(db, id, 1, posted.ts ?? null);
}

const postingOf = ({ id }: DueQuestion) => ({ key: `question ${id}`, isAhead: true });

function postpone({ db, now }: QuestionsDeps, { id }: DueQuestion, ms: number, isLost = false): Promise<void> {
  return postponeQuestion(db, id, new Date(now().getTime() + ms), { isLost });
}

/** Says what an error means for a question, and does what has to be done about it. */
async function settle(deps: QuestionsDeps, question: DueQuestion, error: unknown): Promise<void> {
  const failure = failureOf(error);
  const { id, channel, wanted, ts, attempts } = question;
  switch (failure.type) {
    case 'too-fast':
      if (failure.method === 'chat.postMessage') deps.pace.refused(channel, failure.afterMs, postingOf(question));
      return postpone(deps, question, failure.afterMs);
    case 'unreachable':
      return postpone(deps, question, unreachableMs);
    case 'no-access':
      await deps.alarm(failure.error);
      return postpone(deps, question, noAccessMs);
    case 'no-channel': {
      const other = deps.company().slackChannel;
      if (ts !== null) return questionPosted(deps.db, id, wanted, ts);
      return other === null || other === channel ? postpone(deps, question, noAccessMs) : postAnew(deps.db, id, other, deps.now());
    }
    case 'unsure':
      return postpone(deps, question, backoffMs(attempts, firstBackoffMs, longestBackoffMs), true);
    // Its post was deleted, or Slack will never take it: the task at the desk asks on.
    default:
      return questionPosted(deps.db, id, wanted, ts);
  }
}
