import { type AckFn, App, type Receiver } from '@slack/bolt';
import type { SlackContext } from '../deps.ts';
import { silentLogger } from '../send/client.ts';
import { takeHomeOpened, takeMessage, takeTokensRevoked, takeUserChange } from './events.ts';
import { takeAction, takeOptions, takeView } from './interactivity.ts';
import { takeCommand } from './slash.ts';

/** Hands over what Slack said, whichever way it came, and resolves with what Slack is to be answered. */
export type Take = (body: Readonly<Record<string, unknown>>) => Promise<unknown>;

/**
 * Bolt finds the listener for everything Slack may say. How it comes and how it is answered is ours: an event is answered when it
 * is carried out, and not, as Bolt would, before; whatever else as soon as its listener has an answer.
 */
export function createBolt(context: SlackContext): Take {
  let app: App | null = null;
  const receiver: Receiver = {
    init(made) {
      app = made;
    },
    start: async () => {},
    stop: async () => {},
  };
  const bolt = new App({
    receiver,
    authorize: async () => {
      const { botUser, botId, team } = context.connection();
      // Bolt's own client is never used: there is one of ours, which the tests know too.
      return { botToken: 'unused', botUserId: botUser, teamId: team, ...(botId === null ? {} : { botId }) };
    },
    logger: silentLogger,
    convoStore: false,
  });
  // What went wrong is told as what it is: "too busy" is answered otherwise than a fault of ours.
  bolt.error(async (error) => {
    throw error.original ?? error;
  });
  bolt.message(({ body }) => takeMessage(context, body));
  bolt.event('app_home_opened', ({ body }) => takeHomeOpened(context, body));
  bolt.event('user_change', ({ body }) => takeUserChange(context, body));
  bolt.event('tokens_revoked', ({ body }) => takeTokensRevoked(context, body));
  bolt.event('app_uninstalled', ({ body }) => takeTokensRevoked(context, body));
  bolt.action(/^okno_/, async ({ body, ack }) => {
    await takeAction(context, body);
    await ack();
  });
  bolt.options(/^okno_/, async ({ body, ack }) => freely(ack)(await takeOptions(context, body)));
  bolt.view(/^okno_/, async ({ body, ack }) => {
    const answer = await takeView(context, body);
    await (answer === null ? ack() : freely(ack)(answer));
  });
  bolt.command('/okno', async ({ body, ack }) => {
    const answer = await takeCommand(context, body);
    await (answer === null ? ack() : freely(ack)(answer));
  });

  return async (body) => {
    const answered = Promise.withResolvers<unknown>();
    const isEvent = body['type'] === 'event_callback';
    const done = (app ?? bolt).processEvent({
      body: { ...body },
      ack: async (answer) => answered.resolve(answer),
    });
    if (isEvent) {
      await done;
      return undefined;
    }
    return Promise.race([answered.promise, done.then(() => undefined)]);
  };
}

/** Blocks are plain data here, checked against what Slack has published by the tests and not by Bolt's types. */
function freely(ack: unknown): AckFn<unknown> {
  return ack as AckFn<unknown>;
}
