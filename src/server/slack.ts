import type { WebClient } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import { wakeAccount } from '../db/delivery/outages.ts';
import { wakeCards } from '../db/slack/cards.ts';
import { wakeQuestions } from '../db/slack/questions.ts';
import { runsInSlack } from '../db/turns/open-holds.ts';
import type { NewId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import type { Channel } from '../engine/delivery/channel.ts';
import { type Reach, watchReach } from '../engine/delivery/reach.ts';
import type { Deps, Log } from '../engine/deps.ts';
import { startLoop } from '../engine/loop.ts';
import { type Alarm, createAlarm } from '../slack/alarm.ts';
import { createSlackClient } from '../slack/api/client.ts';
import { createPace } from '../slack/api/pace.ts';
import type { Workspace } from '../slack/api/permalink.ts';
import { respond } from '../slack/api/respond.ts';
import { slackApi } from '../slack/api/web-api.ts';
import { createDueCards } from '../slack/cards/due-cards.ts';
import { postCards } from '../slack/cards/post.ts';
import { postQuestions } from '../slack/questions/post.ts';
import { createRebuild } from '../slack/rebuild-thread.ts';
import { createSlackDoor, type SlackDoor } from '../slack/receive/door.ts';
import { socketOpener } from '../slack/receive/socket.ts';
import { createSlackChannel } from '../slack/send/channel.ts';
import { workspaceGate } from '../slack/send/settle.ts';
import { createStored } from '../slack/send/stored.ts';
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
  /** reports that Slack lets the app in no more */
  readonly alarm: Alarm;
  /** brings the cards that are due up to date; returns whether there may be more */
  showCards(): Promise<boolean>;
  /** does so again and again */
  start(): { stop(): Promise<unknown> };
}

const cardsEveryMs = 1000;
const questionsEveryMs = 2000;

/** Puts together the side that shows; null where no token is set. */
export function createSlack(
  { slackBotToken: token, slackApiUrl }: Pick<Config, 'slackBotToken' | 'slackApiUrl'>,
  parts: SlackParts,
): Slack | null {
  if (token === undefined) return null;
  const { now, log, workspace } = parts;
  const alarm = createAlarm(parts);
  const reach: Reach = watchReach({
    ...parts,
    what: 'slack',
    ask: () => client.auth.test(),
    onUp: () => goOn(parts, alarm),
    isNeeded: () => runsInSlack(parts.db),
  });
  const client: WebClient = createSlackClient(token, slackApiUrl, reach);
  const shared = { client, workspace, pace: createPace(now), rebuild: createRebuild({ ...parts, client }), alarm: alarm.raise };
  const channel = createSlackChannel({ ...shared, ...createStored(parts), token });
  const showCards = () => postCards({ ...shared, ...createDueCards(parts) });
  const showQuestions = () => postQuestions({ ...parts, ...shared });
  return {
    ...{ channel, client, alarm, showCards },
    start() {
      const cards = startLoop('slack-cards', cardsEveryMs, log, showCards);
      const questions = startLoop('slack-questions', questionsEveryMs, log, showQuestions);
      return { stop: () => Promise.all([cards.stop(), questions.stop(), reach.stop()]) };
    },
  };
}

/** Slack answers again: messages and cards that wait go at once, and nobody has to act any more. */
async function goOn(parts: SlackParts, alarm: Alarm): Promise<void> {
  const { db, now, workspace, company } = parts;
  const account = company().accounts.get('slack');
  if (account !== undefined) await wakeAccount(db, { account, scopes: [workspaceGate(workspace())], now: now() });
  await wakeCards(db, now());
  await wakeQuestions(db, now());
  await alarm.clear();
}

/** Puts together the side that listens: by a socket when there is a token for one, else Slack calls. */
export function slackDoor(
  config: Pick<Config, 'slackAppToken' | 'slackSigningSecret' | 'slackApiUrl'>,
  { client, alarm }: Pick<Slack, 'client' | 'alarm'>,
  deps: Deps & { readonly publicUrl: () => string },
): Promise<SlackDoor> {
  const { slackAppToken: appToken, slackApiUrl: apiUrl, slackSigningSecret: signingSecret } = config;
  const slackDeps = {
    ...deps,
    api: slackApi(client),
    rebuild: createRebuild({ ...deps, client }),
    alarm: alarm.raise,
    randomToken,
    respond,
  };
  if (appToken === undefined) return createSlackDoor(slackDeps, { signingSecret });
  const nothing = async () => undefined;
  const reach = watchReach({ ...deps, what: 'slack-socket', ask: nothing, onUp: nothing });
  return createSlackDoor(slackDeps, { signingSecret, socket: { open: socketOpener({ appToken, apiUrl, log: deps.log }), reach } });
}
