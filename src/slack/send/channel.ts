import { createBoundedMap } from '../../domain/bounded-map.ts';
import type { SendResult } from '../../domain/delivery.ts';
import type { Channel, Dispatch } from '../../engine/delivery/channel.ts';
import type { Pace } from '../api/pace.ts';
import { permalink } from '../api/permalink.ts';
import { fetchSlackFile } from '../receive/fetch-file.ts';
import { authorName } from './author.ts';
import { deletePosts, editPosts } from './edit.ts';
import { type Post, postsOf, type Quoted } from './posts.ts';
import { showReactions } from './reactions.ts';
import { type Sender, sendPosts } from './send.ts';
import { type SettleDeps, settle, unsureMs, verbGate, workspaceGate } from './settle.ts';
import type { QuotedMessage, RootedThread, SlackThread } from './thread.ts';

export interface SlackChannelDeps extends Sender, SettleDeps {
  readonly token: string;
  readonly findThread: (id: string) => Promise<SlackThread | null>;
  readonly findQuoted: (window: string, seq: number) => Promise<QuotedMessage | null>;
  /** the words of the button a client tapped, in the thread's language */
  readonly tappedWords: (dispatch: Dispatch, thread: SlackThread) => Promise<string | null>;
  readonly pace: Pace;
}

const rootSoonMs = 500;
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
    // Posted by the loop of cards, which this must not wait for longer than that takes.
    if (thread.rootTs === null) return { type: 'retry', afterMs: rootSoonMs, untried: true };
    const waitMs = deps.pace.reserve(thread.channel);
    if (waitMs > 0) return { type: 'retry', afterMs: waitMs, untried: true };
    try {
      const ids = await carryOut(deps, { ...thread, rootTs: thread.rootTs }, dispatch);
      return { type: 'sent', externalId: ids[0] ?? thread.rootTs, parts: ids, chat: thread.channel };
    } catch (error) {
      return settle(deps, thread, dispatch.verb, error);
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
  };
}

/** Does in the thread what the dispatch says. Returns ids of all parts in order. */
async function carryOut(deps: SlackChannelDeps, thread: RootedThread, dispatch: Dispatch): Promise<string[]> {
  const username = authorName(dispatch, thread.language);
  const refs = dispatch.refs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // Nothing of it stands there: what is to change or to go never came, or came in its newest form.
  if (dispatch.verb !== 'send' && refs.length === 0) return [];
  if (dispatch.verb === 'delete' || dispatch.body === null) {
    await deletePosts(deps, thread, { ...dispatch, refs }, username);
    return refs.map((each) => each.id);
  }
  if (dispatch.verb === 'react') {
    await showReactions(deps, thread, dispatch, linkTo(deps, thread, refs[0]));
    return [];
  }
  const posts = await composePosts(deps, thread, dispatch, dispatch.body);
  if (dispatch.verb === 'edit') return editPosts(deps, thread, { ...dispatch, refs }, posts, username);
  return sendPosts(deps, thread, dispatch, posts, username);
}

async function composePosts(
  deps: SlackChannelDeps,
  thread: RootedThread,
  dispatch: Dispatch,
  body: NonNullable<Dispatch['body']>,
): Promise<Post[]> {
  const tapped = body.choice !== undefined && body.text === '' ? await deps.tappedWords(dispatch, thread) : null;
  const quoted = await quotedBy(deps, thread, dispatch);
  return postsOf({ ...dispatch, body, quoted, tapped }, thread.language);
}

async function quotedBy(deps: SlackChannelDeps, thread: RootedThread, { window, body, quoteRef }: Dispatch): Promise<Quoted | null> {
  if (body?.quote === undefined) return null;
  const message = await deps.findQuoted(window, body.quote);
  return message === null ? null : { ...message, link: linkTo(deps, thread, quoteRef) };
}

function linkTo({ workspace }: SlackChannelDeps, { rootTs }: RootedThread, ref: Dispatch['quoteRef'] | undefined): string | null {
  const known = workspace();
  return known === null || ref === null || ref === undefined ? null : permalink(known, ref.chat, ref.id, rootTs);
}
