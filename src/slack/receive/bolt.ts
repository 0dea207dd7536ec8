import { type AckFn, App, type Receiver } from '@slack/bolt';
import { silentLogger } from '../api/client.ts';
import type { SlackContext } from '../deps.ts';
import { receiveAction } from './actions.ts';
import { receiveCommand } from './command.ts';
import { receiveHomeOpened, receiveMessageEvent, receiveTokensRevoked, receiveUserChange } from './events.ts';
import { receiveOptionsRequest, receiveView } from './views.ts';

/** Hands over what Slack said, whichever way it came, and resolves with what Slack is to be answered. */
export type Handle = (body: Readonly<Record<string, unknown>>) => Promise<unknown>;

/**
 * Lets Bolt find the listener for everything Slack may say. How it comes and how it is answered is ours: an event is answered when it
 * is carried out, and not, as Bolt would, before; whatever else as soon as its listener has an answer.
 */
export function createBolt(context: SlackContext): Handle {
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
  addListeners(bolt, context);

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

function addListeners(bolt: App, context: SlackContext): void {
  // What went wrong is told as what it is: "too busy" is answered otherwise than a fault of ours.
  bolt.error(async (error) => {
    throw error.original ?? error;
  });
  bolt.message(({ body }) => receiveMessageEvent(context, body));
  bolt.event('app_home_opened', ({ body }) => receiveHomeOpened(context, body));
  bolt.event('user_change', ({ body }) => receiveUserChange(context, body));
  bolt.event('tokens_revoked', ({ body }) => receiveTokensRevoked(context, body));
  bolt.event('app_uninstalled', ({ body }) => receiveTokensRevoked(context, body));
  bolt.action(/^okno_/, async ({ body, ack }) => {
    await receiveAction(context, body);
    await ack();
  });
  bolt.options(/^okno_/, async ({ body, ack }) => untyped(ack)(await receiveOptionsRequest(context, body)));
  bolt.view(/^okno_/, async ({ body, ack }) => {
    const answer = await receiveView(context, body);
    await (answer === null ? ack() : untyped(ack)(answer));
  });
  bolt.command('/okno', async ({ body, ack }) => {
    const answer = await receiveCommand(context, body);
    await (answer === null ? ack() : untyped(ack)(answer));
  });
}

/** Lets blocks be plain data: the tests check them against what Slack has published, not Bolt's types. */
function untyped(ack: unknown): AckFn<unknown> {
  return ack as AckFn<unknown>;
}
