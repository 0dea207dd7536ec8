import type { Channel, Dispatch } from '../../src/engine/delivery/channel.ts';
import { createSlackClient } from '../../src/slack/api/client.ts';
import { createSlackChannel, type SlackChannelDeps } from '../../src/slack/send/channel.ts';
import type { SlackThread } from '../../src/slack/send/thread.ts';
import { type SlackApi, startSlackApi } from './slack-api.ts';
import { addChannel, type SlackMessage } from './slack-workspace.ts';

/** A channel of Slack over a workspace of its own, with one thread in it. */
export interface Stage {
  readonly api: SlackApi;
  readonly channel: Channel;
  readonly thread: SlackThread & { rootTs: string | null };
  readonly rebuilt: { id: string; why: string }[];
  readonly alarms: string[];
  readonly files: Map<string, Uint8Array<ArrayBuffer>>;
  /** what stands under the root, in order */
  replies(): SlackMessage[];
  root(): SlackMessage;
}

export async function stage(more: Partial<SlackChannelDeps> = {}): Promise<Stage> {
  const api = await startSlackApi();
  const room = addChannel(api.workspace, 'C0CLIENT');
  const client = createSlackClient(api.token, api.url);
  const rooted = await client.chat.postMessage({ channel: room.id, text: 'card' });
  api.calls.splice(0);
  const thread = { id: 'thread-1', channel: room.id, rootTs: rooted.ts ?? null, language: 'en' as const };
  const rebuilt: Stage['rebuilt'] = [];
  const alarms: string[] = [];
  const files: Stage['files'] = new Map();
  const channel = createSlackChannel({
    client,
    token: api.token,
    workspace: () => ({ team: api.workspace.team, url: 'https://okno.slack.com/' }),
    pace: { reserve: () => 0 },
    findThread: async (id) => (id === thread.id ? thread : null),
    findQuoted: async () => null,
    tappedWords: async () => null,
    readFile: async (id) => files.get(id) ?? null,
    rebuild: async ({ id }, why) => {
      rebuilt.push({ id, why });
      return 'begun';
    },
    alarm: async (error) => void alarms.push(error),
    ...more,
  });
  return {
    api,
    channel,
    thread,
    rebuilt,
    alarms,
    files,
    replies: () => room.messages.filter((each) => each.thread_ts === thread.rootTs),
    root: () => {
      const found = room.messages.find((each) => each.ts === thread.rootTs);
      if (found === undefined) throw new Error('the root is gone');
      return found;
    },
  };
}

export function dispatch(more: Partial<Dispatch> = {}): Dispatch {
  return {
    window: '01990000-0000-7000-8000-000000000001',
    conversation: '01990000-0000-7000-8000-000000000002',
    address: 'thread-1',
    verb: 'send',
    seq: 7,
    body: { text: 'Good morning' },
    audience: 'client',
    author: 'client',
    authorName: 'Anna',
    language: 'en',
    urgent: true,
    attempts: 0,
    refs: [],
    quoteRef: null,
    ...more,
  };
}

/** All words of blocks, one after the other. */
export function wordsOf(blocks: unknown): string {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(look);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, each] of Object.entries(value)) {
      if (name === 'text' && typeof each === 'string') found.push(each);
      else look(each);
    }
  };
  look(blocks);
  return found.join('\n');
}
