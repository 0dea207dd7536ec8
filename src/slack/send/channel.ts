import { createBoundedMap } from '../../domain/bounded-map.ts';
import type { SendResult } from '../../domain/delivery.ts';
import type { Channel, Dispatch } from '../../engine/delivery/channel.ts';
import { permalink } from '../api/permalink.ts';
import { fetchSlackFile } from '../receive/fetch-file.ts';
import { authorName } from './author.ts';
import { deletePosts, editPosts } from './edit.ts';
import { eraseInSlack } from './erase.ts';
import { type Post, postsOf, type Quoted } from './posts.ts';
import { showReactions } from './reactions.ts';
import { type Sender, sendPosts } from './send.ts';
import { type SettleDeps, settle, unsureMs, verbGate, workspaceGate } from './settle.ts';
import type { QuotedMessage, RootedThread, SlackThread } from './thread.ts';

export interface SlackChannelDeps extends Sender, SettleDeps {
  readonly token: string;
  readonly findThread: (id: string) => Promise<SlackThread | null>;
  /** asks for the card, on which words have changed */
  readonly wantCard: (thread: string) => Promise<void>;
  /** says whether a message of the client's stands on the card */
  readonly standsOnCard: (thread: SlackThread, seq: number) => Promise<boolean>;
  readonly findQuoted: (place: { window: string; seq: number; conversation: string }) => Promise<QuotedMessage | null>;
  /** the words of the button a client tapped, in the thread's language */
  readonly tappedWords: (dispatch: Dispatch, thread: SlackThread) => Promise<string | null>;
}

/** A card that is posted wakes its thread: this is for one whose word of it was lost. */
const rootLateMs = 10_000;
/** Of how many threads it is remembered which channel they are in. */
const mostThreads = 10_000;

/** Shows colleagues every conversation: each message of it as a reply in its thread. The address is the thread's id. */
export function createSlackChannel(deps: SlackChannelDeps): Channel {
  const { workspace } = deps;
  /** channels of threads lately seen, for gates that are asked about before anything is read */
  const channels = createBoundedMap<string>(mostThreads);

  const send = async (dispatch: Dispatch): Promise<SendResult> => {
    const thread = await deps.findThread(dispatch.address);
    if (thread === null) return { type: 'refused', reason: 'no-thread' };
    channels.set(thread.id, thread.channel);
    // Posted by the loop of cards, which wakes what waits for it.
    if (thread.rootTs === null) return { type: 'retry', afterMs: rootLateMs, untried: true };
    if (await needsNoPost(deps, thread, dispatch)) return { type: 'sent', externalId: thread.rootTs, parts: [] };
    const posting = { key: keyOf(dispatch), isAhead: dispatch.author !== 'system' };
    const waitMs = deps.pace.reserve(thread.channel, posting);
    if (waitMs > 0) return { type: 'retry', afterMs: waitMs, untried: true };
    const ids: string[] = [];
    try {
      await carryOut(deps, { ...thread, rootTs: thread.rootTs }, dispatch, ids);
      return { type: 'sent', externalId: ids[0] ?? thread.rootTs, parts: ids, chat: thread.channel };
    } catch (error) {
      return settle(deps, thread, dispatch.verb, { error, standing: ids, posting });
    }
  };

  return {
    kind: 'slack',
    // Never throws: the database may be away, and that is no answer of Slack's.
    send: (dispatch) => send(dispatch).catch((): SendResult => ({ type: 'retry', afterMs: unsureMs })),
    scopes({ address, verb }) {
      const channel = channels.get(address);
      const all = workspaceGate(workspace());
      return channel === undefined ? [all] : [verbGate(workspace(), verb, channel), all];
    },
    fetchFile: (remote) => fetchSlackFile(deps, remote),
    erase: (place) => eraseInSlack(deps, place),
  };
}

/** Words on the card change with it, as long as it can carry them; and what stands nowhere in the thread has nothing to change. */
async function needsNoPost(deps: SlackChannelDeps, thread: SlackThread, { seq, author, verb, refs }: Dispatch): Promise<boolean> {
  const wasCarried = author === 'client' && thread.carriedTo !== null && seq <= thread.carriedTo;
  if (!wasCarried) return verb !== 'send' && refs.length === 0;
  if (refs.some((each) => each.chat === thread.channel)) return false;
  if (verb !== 'send') await deps.wantCard(thread.id);
  return verb === 'delete' || (await deps.standsOnCard(thread, seq));
}

const keyOf = ({ address, seq, verb }: Dispatch) => `${address} ${seq} ${verb}`;

/** Does in the thread what the dispatch says. Puts ids of all parts, in order, into `ids`. */
async function carryOut(deps: SlackChannelDeps, thread: RootedThread, dispatch: Dispatch, ids: string[]): Promise<void> {
  const username = authorName(dispatch, thread.language);
  const refs = dispatch.refs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (dispatch.verb === 'delete' || dispatch.body === null) {
    await deletePosts(deps, thread, { ...dispatch, refs }, username);
    ids.push(...refs.map((each) => each.id));
    return;
  }
  if (dispatch.verb === 'react') {
    return showReactions(deps, thread, dispatch, linkTo(deps, thread, refs[0]));
  }
  const posts = await composePosts(deps, thread, dispatch, dispatch.body);
  if (dispatch.verb === 'edit') ids.push(...(await editPosts(deps, thread, { ...dispatch, refs }, posts, username)));
  else await sendPosts(deps, thread, { ...dispatch, refs }, { posts, username }, ids);
}

async function composePosts(
  deps: SlackChannelDeps,
  thread: RootedThread,
  dispatch: Dispatch,
  body: NonNullable<Dispatch['body']>,
): Promise<Post[]> {
  const tapped = body.choice !== undefined && body.text === '' ? await deps.tappedWords(dispatch, thread) : null;
  const quoted = await quotedBy(deps, thread, dispatch);
  if (quoted?.isOfAnother !== true) return postsOf({ ...dispatch, body, quoted, tapped }, thread.language);
  const { excerpt: _, ...shown } = body;
  return postsOf({ ...dispatch, body: shown, quoted: null, tapped }, thread.language);
}

async function quotedBy(
  deps: SlackChannelDeps,
  thread: RootedThread,
  { window, conversation, body, quoteRef }: Dispatch,
): Promise<(Quoted & QuotedMessage) | null> {
  if (body?.quote === undefined) return null;
  const message = await deps.findQuoted({ window, seq: body.quote, conversation });
  return message === null ? null : { ...message, link: linkTo(deps, thread, quoteRef) };
}

function linkTo({ workspace }: SlackChannelDeps, { rootTs }: RootedThread, ref: Dispatch['quoteRef'] | undefined): string | null {
  const known = workspace();
  return known === null || ref === null || ref === undefined ? null : permalink(known, ref.chat, ref.id, rootTs);
}
