import type { WebClient } from '@slack/web-api';
import { backoffMs } from '../../domain/backoff.ts';
import { sha256 } from '../../domain/sha256.ts';
import { tCard } from '../../texts/slack-card.ts';
import { failureOf } from '../api/failure.ts';
import { cardEvent, findReply } from '../api/find-posted.ts';
import type { Pace, Posting } from '../api/pace.ts';
import type { Workspace } from '../api/permalink.ts';
import { plainName } from '../format/escape.ts';
import type { Lost, Rebuild } from '../rebuild-thread.ts';
import type { Post } from '../send/posts.ts';
import { RootDeleted } from '../send/send.ts';
import { cardOf, mention } from './card.ts';
import type { CardFacts, CardThread, Person } from './facts.ts';
import { cardFinder, type FindCard } from './find.ts';

/** What a card shows now. */
export interface Posted {
  readonly rootTs: string;
  /** null: what stands there is not known */
  readonly hash: string | null;
  readonly mentionedId: string | null;
  /** the client's words up to this message stand on it */
  readonly carriedTo: number | null;
}

/** Which cards are due, and what became of them. */
export interface DueCards {
  /** takes cards that are due; nobody else takes them for a while */
  readonly claim: (limit: number) => Promise<CardThread[]>;
  /** keeps it for a while again; false: Slack was so slow that somebody else has it by now */
  readonly keep: (thread: CardThread) => Promise<boolean>;
  readonly readFacts: (thread: CardThread) => Promise<CardFacts | null>;
  /** the card stands as it was wanted; where it has a root newly, other threads may point to it */
  readonly recordPosted: (thread: CardThread, posted: Posted) => Promise<void>;
  /** `isLost`: it may have been posted; only then Slack is asked whether it stands, before it is posted again */
  readonly postpone: (thread: CardThread, afterMs: number, how: { readonly isLost: boolean }) => Promise<void>;
  /** nothing can be done for it: what is wanted now is given up */
  readonly drop: (thread: CardThread) => Promise<void>;
}

export interface CardsDeps extends DueCards {
  readonly client: WebClient;
  readonly pace: Pace;
  readonly workspace: () => Workspace | null;
  readonly rebuild: Rebuild;
  readonly alarm: (error: string) => Promise<void>;
}

const atOnce = 20;
const noAccessMs = 60_000;
const unreachableMs = 10_000;
const firstBackoffMs = 1000;
const longestBackoffMs = 5 * 60_000;

/** Brings the cards that are due up to date. Returns whether there may be more. */
export async function postCards(deps: CardsDeps): Promise<boolean> {
  if (deps.workspace() === null) return false;
  const threads = await deps.claim(atOnce);
  const find = cardFinder(deps.client, threads);
  // One channel's cards in their order, so that conversations stand as they came.
  for (const thread of threads) await postCard(deps, thread, find).catch((error: unknown) => settle(deps, thread, error));
  return threads.length === atOnce;
}

async function postCard(deps: CardsDeps, thread: CardThread, find: FindCard): Promise<void> {
  if (!(await deps.keep(thread))) return;
  const facts = await deps.readFacts(thread);
  if (facts === null) return deps.drop(thread);
  const card = cardOf(facts, thread.language, thread.isEnded, deps.workspace());
  const hash = await sha256(JSON.stringify(card));
  if (thread.rootTs === null) return postRoot(deps, thread, { facts, card, hash, find });
  const charge = mentionDue(thread, facts);
  const waitMs = charge === null ? 0 : deps.pace.reserve(thread.channel, postingOf(thread));
  if (waitMs > 0) return deps.postpone(thread, waitMs, untried);
  if (hash !== thread.postedHash) {
    await deps.client.chat.update({
      channel: thread.channel,
      ts: thread.rootTs,
      ...card,
      metadata: metadataOf(thread),
      parse: 'none',
      link_names: false,
    });
  }
  if (charge !== null) await mentionInCharge(deps, { ...thread, rootTs: thread.rootTs }, charge);
  const mentionedId = charge?.id ?? thread.mentionedId;
  await deps.recordPosted(thread, { rootTs: thread.rootTs, hash, mentionedId, carriedTo: thread.carriedTo });
}

const untried = { isLost: false };

/** The next post a card needs: itself, or the reply that mentions whoever is in charge newly. */
function postingOf({ id, rootTs }: CardThread): Posting {
  return rootTs === null ? { key: id, isAhead: false } : { key: `charge ${id}`, isAhead: true };
}

/** Says who is in charge newly and was not mentioned in the thread yet; null: nobody is to be. */
function mentionDue({ isEnded, mentionedId }: CardThread, { charge }: CardFacts): Person | null {
  return isEnded || charge === null || charge.id === mentionedId ? null : charge;
}

async function postRoot(
  deps: CardsDeps,
  thread: CardThread,
  { facts, card, hash, find }: { facts: CardFacts; card: Post; hash: string; find: FindCard },
): Promise<void> {
  const waitMs = deps.pace.reserve(thread.channel, postingOf(thread));
  if (waitMs > 0) return deps.postpone(thread, waitMs, untried);
  const standing = thread.attempts > 0 ? await find(thread) : null;
  const rootTs = standing ?? (await post(deps, thread, card)).ts ?? '';
  // The root itself mentions whoever is in charge; the one found may show an older state, and is brought up to date at once.
  const mentionedId = facts.charge?.slackUser == null || thread.isEnded ? null : facts.charge.id;
  await deps.recordPosted(thread, { rootTs, hash: standing === null ? hash : null, mentionedId, carriedTo: facts.carriedTo });
}

function post({ client }: CardsDeps, thread: CardThread, card: Post) {
  return client.chat.postMessage({
    channel: thread.channel,
    ...card,
    metadata: metadataOf(thread),
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  });
}

const inChargeEvent = 'okno_charge';

/** Mentions whoever is in charge newly in a reply, once: a card that is changed rings with nobody. */
async function mentionInCharge(deps: CardsDeps, thread: CardThread & { readonly rootTs: string }, charge: Person): Promise<void> {
  const payload = { thread: thread.id, person: charge.id, after: thread.mentionedId ?? '' };
  const place = { channel: thread.channel, rootTs: thread.rootTs };
  if (thread.attempts > 0 && (await findReply(deps.client, place, inChargeEvent, payload)) !== null) return;
  const { language } = thread;
  const text =
    charge.slackUser === null
      ? tCard(language, 'charge.left', { name: plainName(charge.name, 150) })
      : tCard(language, 'charge', { mention: mention(charge.slackUser) });
  const answer = await deps.client.chat.postMessage({
    channel: thread.channel,
    thread_ts: thread.rootTs,
    text,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } }],
    metadata: { event_type: inChargeEvent, event_payload: payload },
    parse: 'none',
  });
  if (answer.message?.thread_ts !== thread.rootTs) {
    await deps.client.chat.delete({ channel: thread.channel, ts: answer.ts ?? '' }).catch(() => undefined);
    throw new RootDeleted();
  }
}

function metadataOf({ id }: CardThread) {
  return { event_type: cardEvent, event_payload: { thread: id } };
}

/** Says what an error means for a card, and does what has to be done about it. */
async function settle(deps: CardsDeps, thread: CardThread, error: unknown): Promise<void> {
  const failure = error instanceof RootDeleted ? ({ type: 'no-message' } as const) : failureOf(error);
  switch (failure.type) {
    case 'too-fast':
      if (failure.method === 'chat.postMessage') deps.pace.refused(thread.channel, failure.afterMs, postingOf(thread));
      return deps.postpone(thread, failure.afterMs, untried);
    case 'unreachable':
      return deps.postpone(thread, unreachableMs, untried);
    case 'no-access':
      await deps.alarm(failure.error);
      return deps.postpone(thread, noAccessMs, untried);
    case 'no-channel':
    case 'no-message':
      return rebuild(deps, thread, failure.type === 'no-channel' ? 'no-channel' : 'no-root');
    case 'unsure':
      return deps.postpone(thread, backoffMs(thread.attempts, firstBackoffMs, longestBackoffMs), { isLost: true });
    // Somebody else's message cannot be our card, and what Slack refuses today it refuses tomorrow: the thread itself goes on.
    default:
      return deps.drop(thread);
  }
}

async function rebuild(deps: CardsDeps, thread: CardThread, why: Lost): Promise<void> {
  // A thread that has ended needs no new place.
  if (thread.isEnded) return deps.drop(thread);
  if ((await deps.rebuild(thread, why)) === 'nowhere') await deps.postpone(thread, noAccessMs, untried);
}
