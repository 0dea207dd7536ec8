import { takeLease } from '../../db/lease.ts';
import {
  type DueSummary,
  dueSummaries,
  postponeSummary,
  settleSummary,
  summaryReaders,
  summaryTried,
  wantSummary,
} from '../../db/slack/summaries.ts';
import { backoffMs } from '../../domain/backoff.ts';
import { needsOf } from '../../domain/summary.ts';
import { lookedBackAt, summariesDue, usualWish } from '../../domain/summary-time.ts';
import type { Company } from '../../engine/company.ts';
import { departmentsFor } from '../../people/access.ts';
import type { Owed } from '../../reports/now/owed.ts';
import { summaryFacts, summaryNumbers } from '../../reports/now/summary.ts';
import type { Sight } from '../../reports/report.ts';
import { failureNamed } from '../api/failure.ts';
import { findDirect } from '../api/find-direct.ts';
import { summaryEvent } from '../api/find-posted.ts';
import { SlackFault } from '../api/web-api.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { summaryMessage } from './message.ts';

const atOnce = 10;
const leaseMs = 60_000;
const notNowMs = 60_000;
const untrustedMs = 10 * 60_000;
const firstBackoffMs = 2000;
const longestBackoffMs = 5 * 60_000;
/** A morning is over by then: what has not come through is not told any more, ms. */
const mostLateMs = 6 * 3_600_000;

/**
 * Sends heads and directors what needs them, in their messages from the app: once a day and once a week, by the key of the row that says
 * that they are to have it, whatever server comes first and whatever ends meanwhile. What is told is read as it is sent, in what they see
 * then. Returns whether there may be more.
 */
export async function summariseInSlack(context: SlackContext, owed: () => Promise<Owed>): Promise<boolean> {
  const { db, now } = context;
  if (!(await takeLease(db, 'slack-summaries', db.self, now(), leaseMs))) return false;
  await wantWhatIsDue(context);
  const due = await dueSummaries(db, now(), atOnce);
  for (const each of due) await send(context, each, owed).catch((error: unknown) => settle(context, each, error));
  return due.length === atOnce;
}

async function wantWhatIsDue({ db, now, newId, company }: SlackContext): Promise<void> {
  for (const reader of await summaryReaders(db)) {
    const wish = wishOf(reader);
    for (const { kind, day } of summariesDue(hoursOf(company(), reader.department), wish, now()))
      await wantSummary(db, { id: newId(), specialist: reader.id, kind, day, now: now() });
  }
}

function wishOf({ daily, weekly, hour }: Awaited<ReturnType<typeof summaryReaders>>[number]) {
  return { daily: daily ?? usualWish.daily, weekly: weekly ?? usualWish.weekly, hour };
}

/** Whoever is above departments begins the day with the client department. */
function hoursOf({ departments, calendar }: Company, key: string | null) {
  const found = departments.find((each) => each.key === (key ?? 'client')) ?? departments[0];
  if (found === undefined) throw new Error('a company without a department');
  return { calendar, workingTime: found.workingTime };
}

async function send(context: SlackContext, due: DueSummary, owed: () => Promise<Owed>): Promise<void> {
  const { db, now, api } = context;
  const { id, slackUser, attempts, createdAt } = due;
  if (slackUser === null || now().getTime() - createdAt.getTime() > mostLateMs) return settleSummary(db, id, now());
  const sought = { user: slackUser, event: summaryEvent, id, since: createdAt };
  if (attempts > 0 && (await findDirect(api, sought)) !== null) return settleSummary(db, id, now());
  const who = await context.identify(slackUser);
  if (who.type !== 'colleague' || who.viewer.id !== due.specialist) return settleSummary(db, id, now());
  if (!who.isTrusted) return postponeSummary(db, id, new Date(now().getTime() + untrustedMs), { isLost: false });
  const message = await written(context, due, who, await owed());
  // Nobody's head any more since it was wanted: there is nothing to tell.
  if (message === null) return settleSummary(db, id, now());
  await summaryTried(db, id);
  const metadata = { event_type: summaryEvent, event_payload: { id } };
  await api.call('chat.postMessage', { channel: slackUser, ...message, parse: 'none', link_names: false, unfurl_links: false, metadata });
  await settleSummary(db, id, now());
}

async function written(context: SlackContext, { kind, day }: DueSummary, { viewer, language }: Colleague, owed: Owed) {
  const { db, company, now, publicUrl } = context;
  const keys = departmentsFor(viewer, 'report.see');
  if (keys?.length === 0) return null;
  const sight: Sight = keys === null ? { type: 'all' } : { type: 'departments', keys };
  const deps = { db, company: company(), now: now() };
  const home = viewer.heads[0] ?? viewer.department;
  const { last, before } = lookedBackAt(hoursOf(company(), home), kind, day);
  const [facts, lastNumbers, beforeNumbers] = await Promise.all([
    summaryFacts(deps, sight, owed),
    summaryNumbers(deps, sight, last),
    summaryNumbers(deps, sight, before),
  ]);
  const told = { kind, day, needs: needsOf(facts), last: lastNumbers, before: beforeNumbers, lastDay: last.from };
  return summaryMessage({ ...told, url: new URL('/desk/?page=now', publicUrl()).href }, company(), language, now());
}

/** Says what an error means for a summary, and does what has to be done about it. */
async function settle(context: SlackContext, { id, attempts }: DueSummary, error: unknown): Promise<void> {
  const { db, now, log } = context;
  const later = (ms: number, isLost = false) => postponeSummary(db, id, new Date(now().getTime() + ms), { isLost });
  if (!(error instanceof SlackFault)) {
    log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'a summary was not sent');
    return later(notNowMs, attempts > 0);
  }
  log.warn({ code: error.code }, 'a summary was not shown in Slack');
  const failure = failureNamed(error.code);
  switch (failure.type) {
    case 'too-fast':
      return later(failure.afterMs, attempts > 0);
    case 'no-access':
      await context.alarm(failure.error);
      return later(notNowMs, attempts > 0);
    case 'unsure':
    case 'unreachable':
      return later(backoffMs(attempts, firstBackoffMs, longestBackoffMs), true);
    // Their messages are closed to the app: the page is there all the same.
    default:
      return settleSummary(db, id, now());
  }
}
