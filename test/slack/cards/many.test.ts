import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackClient } from '../../../src/slack/api/client.ts';
import { createPace } from '../../../src/slack/api/pace.ts';
import type { CardFacts, CardThread } from '../../../src/slack/cards/facts.ts';
import { type CardsDeps, postCards } from '../../../src/slack/cards/post.ts';
import { type SlackApi, startSlackApi } from '../../support/slack-api.ts';
import { droppedAfter, rateLimited } from '../../support/slack-faults.ts';
import { addChannel } from '../../support/slack-workspace.ts';

const many = 40;
const channel = 'C0CLIENT';
const begun = Date.UTC(2026, 2, 2, 9);
const name = (i: number) => `Conversation ${String(i).padStart(2, '0')}`;

interface Waiting {
  thread: CardThread;
  dueAt: number;
}

let api: SlackApi;
let clock: number;
let waiting: Waiting[];
beforeEach(async () => {
  api = await startSlackApi();
  addChannel(api.workspace, channel);
  clock = begun;
  waiting = Array.from({ length: many }, (_, i) => ({ thread: threadOf(i), dueAt: clock }));
});
afterEach(async () => {
  await api.close();
  expect(api.mistakes).toEqual([]);
});

function threadOf(i: number): CardThread {
  return {
    ...{ id: name(i), channel, rootTs: null, language: 'en', wanted: 1, postedHash: null, mentionedId: null, carriedTo: null },
    ...{ attempts: 0, createdAt: new Date(begun - 1000 + i), isEnded: false },
  };
}

function factsOf({ id }: CardThread): CardFacts {
  return {
    ...{
      conversation: '01990000-0000-7000-8000-000000000002',
      status: 'queued',
      channelName: 'Telegram',
      isFinance: false,
      isKeptOut: false,
      hasFormer: false,
      isLaterTurn: false,
      otherClients: [],
    },
    ...{ contact: { name: id, proven: true }, client: null, owners: [], answers: [], products: [], why: [], department: 'Sales' },
    ...{ charge: null, standIn: null, replaced: null, proposed: null, due: null, next: null, previous: null, words: [], carriedTo: null },
  };
}

const entryOf = ({ id }: CardThread): Waiting => {
  const found = waiting.find((each) => each.thread.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

/** Cards as the database keeps them. */
function deps(): CardsDeps {
  return {
    client: createSlackClient(api.token, api.url),
    pace: createPace(() => new Date(clock)),
    workspace: () => ({ team: 'T0OKNOTEST', url: 'https://okno.slack.com/' }),
    claim: async (limit) => waiting.flatMap(({ thread, dueAt }) => (dueAt <= clock ? [thread] : [])).slice(0, limit),
    keep: async () => true,
    readFacts: async (thread) => factsOf(thread),
    recordPosted: async (thread) => void waiting.splice(waiting.indexOf(entryOf(thread)), 1),
    postpone: async (thread, ms, { isLost }) => {
      const entry = entryOf(thread);
      entry.dueAt = clock + ms;
      entry.thread = { ...entry.thread, attempts: entry.thread.attempts + (isLost ? 1 : 0) };
    },
    drop: async () => {},
    rebuild: async () => 'begun',
    alarm: async () => {},
  };
}

/** As the loop does. Returns how many seconds it took. */
async function postAll(): Promise<number> {
  const made = deps();
  for (; waiting.length > 0 && clock < begun + 300_000; clock += 250) await postCards(made);
  return (clock - begun) / 1000;
}
const standing = () =>
  (api.workspace.channels.get(channel)?.messages ?? []).map((each) => /Conversation \d\d/.exec(JSON.stringify(each.blocks))?.[0]);
const inOrder = Array.from({ length: many }, (_, i) => name(i));

describe('many cards that wait in one channel', () => {
  it('are posted about one a second, in the order they came, and Slack is never asked what stands there', async () => {
    expect(await postAll()).toBeLessThan(many * 1.2);
    expect(standing()).toEqual(inOrder);
    expect(api.callsOf('conversations.history')).toHaveLength(0);
    expect(api.callsOf('chat.postMessage')).toHaveLength(many);
  });

  it('keep their order when Slack says that one came too soon', async () => {
    api.fail(rateLimited(3), { method: 'chat.postMessage' });
    await postAll();
    expect(standing()).toEqual(inOrder);
  });

  it('are looked for once, all of them together, where answers were lost', async () => {
    api.fail(droppedAfter, { method: 'chat.postMessage', times: 3 });
    await postAll();
    expect(standing().toSorted()).toEqual(inOrder);
    expect(api.callsOf('conversations.history').length).toBeLessThanOrEqual(3);
  });
});
