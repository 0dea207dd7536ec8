import { findProposal, proposalsStanding } from '../../db/clients/proposals.ts';
import { takeLease } from '../../db/lease.ts';
import {
  askProposal,
  type DueProposal,
  dueProposals,
  keptProposals,
  postponeProposal,
  proposalShown,
  proposalTried,
  shows,
  wantShown,
} from '../../db/slack/proposals.ts';
import { backoffMs } from '../../domain/backoff.ts';
import { askedNow } from '../../engine/assign/proposal.ts';
import { failureNamed } from '../api/failure.ts';
import { findDirect } from '../api/find-direct.ts';
import { proposalEvent } from '../api/find-posted.ts';
import { SlackFault } from '../api/web-api.ts';
import type { Colleague, SlackContext } from '../deps.ts';
import { languageOf } from '../receive/directory.ts';
import { t } from '../translate.ts';
import { proposalCard } from './card.ts';

const atOnce = 10;
const leaseMs = 60_000;
const notNowMs = 30_000;
/** Whoever Slack does not vouch for is asked once it does. */
const untrustedMs = 10 * 60_000;
const firstBackoffMs = 1000;
const longestBackoffMs = 60_000;

/**
 * Asks in their messages from the app whoever's word a proposal of an owner waits for, once each, and shows there who is asked instead, or how
 * it ended, whichever door it ended by (R8). Whom to ask follows from what is so, so nobody has to tell. One server at a time does it; of a
 * post nobody knows the fate of, Slack is asked before the next. Returns whether there may be more.
 */
export async function askInSlack(context: SlackContext): Promise<boolean> {
  if (!(await isOurs(context))) return false;
  await wantWhatIsSo(context);
  const due = await dueProposals(context.db, context.now(), atOnce);
  for (const each of due) {
    if (!(await isOurs(context))) return false;
    await show(context, each).catch((error: unknown) => settle(context, each, error));
  }
  return due.length === atOnce;
}

const isOurs = ({ db, now }: SlackContext) => takeLease(db, 'slack-proposals', db.self, now(), leaseMs);

async function wantWhatIsSo({ db, now, newId, company }: SlackContext): Promise<void> {
  const kept = await keptProposals(db);
  const open = (await proposalsStanding(db)).filter(({ kind }) => kind === 'owner');
  const asked = new Map(open.map((each) => [each.id, askedNow(company(), each)]));
  for (const { id, proposal, specialist, wanted } of kept) {
    const whom = asked.get(proposal);
    if (whom === undefined) await wantShown(db, id, shows.ended, now());
    else if (wanted === shows.asked && !whom.includes(specialist)) await wantShown(db, id, shows.passedOn, now());
  }
  const isAsked = new Set(
    kept.flatMap(({ proposal, specialist, wanted }) => (wanted === shows.asked ? [`${proposal} ${specialist}`] : [])),
  );
  for (const [proposal, whom] of asked)
    for (const specialist of whom)
      if (!isAsked.has(`${proposal} ${specialist}`)) await askProposal(db, { id: newId(), proposal, specialist, now: now() });
}

async function show(context: SlackContext, due: DueProposal): Promise<void> {
  const { db, now, api } = context;
  const { id, slackUser, channel, ts, wanted, attempts } = due;
  if (channel !== null && ts !== null) {
    const card = await written(context, due, await readerOf(context, due));
    await proposalTried(db, id);
    await api.call('chat.update', { channel, ts, ...card });
    return proposalShown(db, id, wanted, null);
  }
  const standing =
    attempts > 0 && slackUser !== null
      ? await findDirect(context.api, { user: slackUser, event: proposalEvent, id, since: due.createdAt })
      : null;
  // What was posted before it ended is brought up to date behind this.
  if (standing !== null) return proposalShown(db, id, shows.asked, standing);
  // Over before it was posted: nobody is to be asked any more.
  if (wanted !== shows.asked) return proposalShown(db, id, wanted, null);
  const reader = await readerOf(context, due);
  if (reader === null || slackUser === null) return postponeProposal(db, id, new Date(now().getTime() + untrustedMs), { isLost: false });
  const card = await written(context, due, reader);
  await proposalTried(db, id);
  const posted = await api.call<{ channel: string; ts: string }>('chat.postMessage', { channel: slackUser, ...card });
  await proposalShown(db, id, wanted, { channel: posted.channel, ts: posted.ts });
}

/** Who reads it, as long as they may: whoever left reads no more whose client it was. */
async function readerOf({ identify }: SlackContext, { slackUser, specialist }: DueProposal): Promise<Colleague | null> {
  const who = slackUser === null ? null : await identify(slackUser);
  return who?.type === 'colleague' && who.isTrusted && who.viewer.id === specialist ? who : null;
}

async function written({ db, company }: SlackContext, { id, proposal, languages, wanted }: DueProposal, reader: Colleague | null) {
  const row = reader === null ? null : await findProposal(db, proposal);
  const closed = { text: t(languageOf({ languages }), 'proposal.not-yours'), blocks: [] };
  const card = row === null || reader === null ? closed : proposalCard(row, company(), reader.language, wanted);
  return { ...card, parse: 'none', link_names: false, metadata: { event_type: proposalEvent, event_payload: { id } } };
}

/** Says what an error means for a message, and does what has to be done about it. */
async function settle(context: SlackContext, { id, wanted, attempts }: DueProposal, error: unknown): Promise<void> {
  const { db, now, log } = context;
  const later = (ms: number, isLost = false) => postponeProposal(db, id, new Date(now().getTime() + ms), { isLost });
  // Slack does not say just now who they are.
  if (!(error instanceof SlackFault)) return later(notNowMs, attempts > 0);
  log.warn({ code: error.code }, 'a proposal was not shown in Slack');
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
    // Their messages are closed to the app, or its post was deleted: their Home and the desk ask on.
    default:
      return proposalShown(db, id, wanted, null);
  }
}
