import type { Channel, Dispatch } from '../../src/engine/delivery/channel.ts';
import { createSlackClient } from '../../src/slack/api/client.ts';
import { createSlackChannel, type SlackChannelDeps } from '../../src/slack/send/channel.ts';
import type { SlackThread } from '../../src/slack/send/thread.ts';
import { dispatchOf } from './dispatch.ts';
import { type SlackApi, startSlackApi } from './slack-api.ts';
import { addChannel, type SlackMessage } from './slack-workspace.ts';

/** A channel of Slack over a workspace of its own, with one thread in it. */
export interface SlackAtHand {
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

/** Makes the channel before a workspace of its own. */
export async function slackAtHand(more: Partial<SlackChannelDeps> = {}): Promise<SlackAtHand> {
  const api = await startSlackApi();
  const room = addChannel(api.workspace, 'C0CLIENT');
  const client = createSlackClient(api.token, api.url);
  const rooted = await client.chat.postMessage({ channel: room.id, text: 'card' });
  api.calls.splice(0);
  const thread = { id: 'thread-1', channel: room.id, rootTs: rooted.ts ?? null, carriedTo: null, language: 'en' as const };
  const rebuilt: SlackAtHand['rebuilt'] = [];
  const alarms: string[] = [];
  const files: SlackAtHand['files'] = new Map();
  const channel = createSlackChannel({
    client,
    token: api.token,
    workspace: () => ({ team: api.workspace.team, url: 'https://okno.slack.com/' }),
    pace: { reserve: () => 0, refused() {} },
    wantCard: async () => {},
    standsOnCard: async () => true,
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
  return dispatchOf({ address: 'thread-1', language: 'en', body: { text: 'Good morning' }, author: 'client', authorName: 'Anna', ...more });
}
