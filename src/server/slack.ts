import type { WebClient } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import { findFile, readChunk } from '../db/files.ts';
import { cardPosted, claimCards, dropCard, markEndedThreads, postponeCard } from '../db/slack/cards.ts';
import { findQuoted, findThread } from '../db/slack/threads.ts';
import type { NewId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import type { Channel, Dispatch } from '../engine/delivery/channel.ts';
import type { Deps, Log } from '../engine/deps.ts';
import { type Loop, startLoop } from '../engine/loop.ts';
import { slackApi } from '../slack/api.ts';
import { postCards } from '../slack/cards/post.ts';
import { cardFactsOf, tappedWords } from '../slack/cards/read-facts.ts';
import { createSlackDoor, type SlackDoor } from '../slack/receive/door.ts';
import { socketOpener } from '../slack/receive/socket.ts';
import { createSlackChannel } from '../slack/send/channel.ts';
import { createSlackClient } from '../slack/send/client.ts';
import { createPace } from '../slack/send/pace.ts';
import type { QuotedMessage, SlackThread, Workspace } from '../slack/send/thread.ts';
import { createAlarm, createRebuild } from '../slack/trouble.ts';
import { randomToken } from './admin.ts';

interface SlackParts {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly log: Log;
  /** the engine is made after its channels: asked only once that has begun */
  readonly company: () => Company;
  /** null until the door has reached the workspace */
  readonly workspace: () => Workspace | null;
}

/** The side of Slack that shows: messages in threads, and cards above them. */
export interface Slack {
  readonly channel: Channel;
  readonly client: WebClient;
  /** tells that Slack lets the app in no more */
  readonly alarm: (code: string) => Promise<void>;
  /** brings the cards that are due up to date; returns whether there may be more */
  showCards(): Promise<boolean>;
  /** does so again and again */
  start(): Loop;
}

const cardsEveryMs = 1000;
/** how long a card is one process's business */
const claimMs = 30_000;
/** a card waits so long for replies in its thread at most */
const patienceMs = 15_000;
/** a card changes about once in this time at most */
const restMs = 3000;

export function createSlack(config: Pick<Config, 'slackBotToken' | 'slackApiUrl'>, parts: SlackParts): Slack | null {
  const { db, now, log, company, workspace } = parts;
  const token = config.slackBotToken;
  if (token === undefined) return null;
  const client = createSlackClient(token, config.slackApiUrl);
  const trouble = { ...parts, client };
  const [rebuild, alarm, pace] = [createRebuild(trouble), createAlarm(trouble), createPace(now)];
  const after = (ms: number) => new Date(now().getTime() + ms);
  const channel = createSlackChannel({
    client,
    token,
    workspace,
    pace,
    rebuild,
    alarm,
    readFile: (id) => wholeFile(db, id),
    threadOf: (id) => findThread(db, id),
    quotedOf: (window, seq) => quotedMessage(db, window, seq),
    tappedOf: ({ conversation, body }: Dispatch, { language }: SlackThread) =>
      body?.choice === undefined ? Promise.resolve(null) : tappedWords({ db, company }, conversation, body.choice, language),
  });
  const showCards = () =>
    postCards({
      client,
      now,
      pace,
      workspace,
      rebuild,
      alarm,
      async claim(limit) {
        const account = company().accounts.get('slack');
        if (account === undefined) return [];
        return claimCards(db, { account, now: now(), until: after(claimMs), patience: after(-patienceMs), rested: after(-restMs), limit });
      },
      factsOf: (thread) => cardFactsOf({ db, company }, thread),
      async posted({ id, wanted, rootTs: before }, { rootTs, hash, mentionedId }) {
        await cardPosted(db, { id, wanted, rootTs, hash, mentionedId, now: now() });
        if (before === null) await markEndedThreads(db, id, now());
      },
      later: ({ id }, ms) => postponeCard(db, id, after(ms)),
      drop: ({ id, wanted }) => dropCard(db, id, wanted),
    });
  return { channel, client, alarm, showCards, start: () => startLoop('slack-cards', cardsEveryMs, log, showCards) };
}

/** The side of Slack that listens: by a socket when there is a token for one, else Slack calls. */
export function slackDoor(
  config: Pick<Config, 'slackAppToken' | 'slackSigningSecret' | 'slackApiUrl'>,
  { client, alarm }: Pick<Slack, 'client' | 'alarm'>,
  deps: Deps & { readonly publicUrl: () => string },
): Promise<SlackDoor> {
  const { slackAppToken: appToken, slackApiUrl: apiUrl } = config;
  return createSlackDoor(
    { ...deps, api: slackApi(client), rebuild: createRebuild({ ...deps, client }), alarm, randomToken, respond },
    {
      signingSecret: config.slackSigningSecret,
      ...(appToken === undefined ? {} : { openSocket: socketOpener({ appToken, apiUrl, log: deps.log }) }),
    },
  );
}

async function respond(url: string, message: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`Slack answered ${answer.status}`);
}

async function quotedMessage(db: Db, window: string, seq: number): Promise<QuotedMessage | null> {
  const found = await findQuoted(db, window, seq);
  return found === null ? null : { text: found.body.text, author: found.author, name: found.name };
}

async function wholeFile(db: Db, id: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await findFile(db, id);
  if (file === null) return null;
  const bytes = new Uint8Array(file.size);
  for (let n = 0, at = 0; at < file.size; n++) {
    const chunk = await readChunk(db, id, n);
    if (chunk === null) return null;
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
