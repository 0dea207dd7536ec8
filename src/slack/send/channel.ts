import type { SendResult } from '../../domain/delivery.ts';
import { assertNever } from '../../domain/never.ts';
import type { Channel, Dispatch } from '../../engine/delivery/channel.ts';
import { changePosts, takeBack } from './change.ts';
import { failureOf } from './failure.ts';
import { fetchSlackFile } from './files.ts';
import type { Pace } from './pace.ts';
import { type Post, postsOf, type Quoted } from './posts.ts';
import { showReactions } from './reactions.ts';
import { RootDeleted, type Rooted, type Sender, sendPosts } from './send.ts';
import { authorOf } from './shorten.ts';
import { permalink, type QuotedMessage, type Rebuild, type SlackThread, type Workspace } from './thread.ts';

export interface SlackChannelDeps extends Sender {
  readonly token: string;
  /** null until Slack has told who we are */
  readonly workspace: () => Workspace | null;
  readonly threadOf: (id: string) => Promise<SlackThread | null>;
  readonly quotedOf: (window: string, seq: number) => Promise<QuotedMessage | null>;
  /** what a tapped button said, in a language */
  readonly tappedOf: (dispatch: Dispatch, thread: SlackThread) => Promise<string | null>;
  /** the thread begins anew, in the same channel or in the fallback one, and holds everything again */
  readonly rebuild: Rebuild;
  /** an administrator has to act; told as often as it happens */
  readonly alarm: (error: string) => Promise<void>;
  readonly pace: Pace;
}

const rootSoonMs = 500;
const unsureMs = 1000;
const rebuiltSoonMs = 1000;
const unreachableMs = 10_000;
const noAccessMs = 60_000;
const nowhereMs = 60_000;

const methods = { send: 'chat.postMessage', edit: 'chat.update', delete: 'chat.delete', react: 'chat.postMessage' } as const;

/** Colleagues' side of every conversation: each message of it as a reply in its thread. The address is the thread's id. */
export function createSlackChannel(deps: SlackChannelDeps): Channel {
  /** channels of threads lately seen, for gates that are asked about before anything is read */
  const channels = new Map<string, string>();
  const all = () => `slack:${deps.workspace()?.team ?? ''}`;
  const gateOf = (method: string, channel: string) => `${all()}:${method}:${channel}`;
  const gate = (verb: Dispatch['verb'], channel: string) => gateOf(methods[verb], channel);

  const send = async (dispatch: Dispatch): Promise<SendResult> => {
    const thread = await deps.threadOf(dispatch.address);
    if (thread === null) return { type: 'refused', reason: 'no-thread' };
    remember(channels, thread);
    // Posted by the loop of cards, which this must not wait for longer than that takes.
    if (thread.rootTs === null) return { type: 'retry', afterMs: rootSoonMs, untried: true };
    const waitMs = deps.pace.wait(thread.channel);
    if (waitMs > 0) return { type: 'retry', afterMs: waitMs, untried: true };
    try {
      const ids = await carryOut(deps, { ...thread, rootTs: thread.rootTs }, dispatch);
      return { type: 'sent', externalId: ids[0] ?? thread.rootTs, parts: ids, chat: thread.channel };
    } catch (error) {
      return settle(thread, dispatch, error);
    }
  };

  const settle = async (thread: SlackThread, dispatch: Dispatch, error: unknown): Promise<SendResult> => {
    const failure = error instanceof RootDeleted ? ({ type: 'no-message' } as const) : failureOf(error);
    switch (failure.type) {
      case 'too-fast':
        return { type: 'retry', afterMs: failure.afterMs, scope: gateOf(failure.method ?? methods[dispatch.verb], thread.channel) };
      case 'unreachable':
        return { type: 'retry', afterMs: unreachableMs, scope: all() };
      case 'no-access':
        await deps.alarm(failure.error);
        return { type: 'retry', afterMs: noAccessMs, scope: all() };
      case 'no-channel':
      case 'no-message': {
        const begun = await deps.rebuild(thread, failure.type === 'no-channel' ? 'no-channel' : 'no-root');
        if (begun === 'begun') return { type: 'retry', afterMs: rebuiltSoonMs };
        return { type: 'retry', afterMs: nowhereMs, scope: gate(dispatch.verb, thread.channel) };
      }
      // Nothing is ever given up here: the thread is to be complete, however long Slack was down. The next try looks first.
      case 'unsure':
        return { type: 'retry', afterMs: unsureMs };
      case 'not-ours':
        return { type: 'refused', reason: 'not-ours' };
      case 'refused':
        return { type: 'refused', reason: failure.error };
      default:
        return assertNever(failure);
    }
  };

  return {
    kind: 'slack',
    // Never throws: the database may be away, and that is no answer of Slack's.
    send: (dispatch) => send(dispatch).catch((): SendResult => ({ type: 'retry', afterMs: unsureMs })),
    scopes({ address, verb }) {
      const channel = channels.get(address);
      return channel === undefined ? [all()] : [gate(verb, channel), all()];
    },
    fetchFile: (remote) => fetchSlackFile(deps, remote),
  };
}

async function carryOut(deps: SlackChannelDeps, thread: Rooted, dispatch: Dispatch): Promise<string[]> {
  const username = authorOf(dispatch, thread.language);
  const refs = dispatch.refs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const standing = refs.map((each) => each.id);
  // Nothing of it stands there: what is to change or to go never came, or came in its newest form.
  if (dispatch.verb !== 'send' && refs.length === 0) return [];
  if (dispatch.verb === 'delete' || dispatch.body === null) {
    await takeBack(deps, thread, { ...dispatch, refs }, username);
    return standing;
  }
  if (dispatch.verb === 'react') {
    const [at] = refs;
    const workspace = deps.workspace();
    const link = workspace === null || at === undefined ? null : permalink(workspace, at.chat, at.id, thread.rootTs);
    await showReactions(deps, thread, dispatch, link);
    return [];
  }
  const posts = await shown(deps, thread, dispatch, dispatch.body);
  if (dispatch.verb === 'edit') return changePosts(deps, thread, { ...dispatch, refs }, posts, username);
  return sendPosts(deps, thread, dispatch, posts, username);
}

async function shown(deps: SlackChannelDeps, thread: Rooted, dispatch: Dispatch, body: NonNullable<Dispatch['body']>): Promise<Post[]> {
  const tapped = body.choice !== undefined && body.text === '' ? await deps.tappedOf(dispatch, thread) : null;
  const quoted = await quote(deps, thread, dispatch);
  return postsOf({ ...dispatch, body, quoted, tapped }, thread.language);
}

async function quote(deps: SlackChannelDeps, thread: Rooted, { window, body, quoteRef }: Dispatch): Promise<Quoted | null> {
  if (body?.quote === undefined) return null;
  const message = await deps.quotedOf(window, body.quote);
  if (message === null) return null;
  const workspace = deps.workspace();
  const link = workspace === null || quoteRef === null ? null : permalink(workspace, quoteRef.chat, quoteRef.id, thread.rootTs);
  return { ...message, link };
}

const remembered = 10_000;

function remember(channels: Map<string, string>, { id, channel }: SlackThread): void {
  channels.delete(id);
  channels.set(id, channel);
  const oldest = channels.keys().next().value;
  if (channels.size > remembered && oldest !== undefined) channels.delete(oldest);
}
