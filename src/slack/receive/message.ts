import { heardOutsideWord, threadAt } from '../../db/slack/receive.ts';
import type { SlackContext } from '../deps.ts';
import type { SlackMessage } from './payloads.ts';
import { receiveState } from './receive-state.ts';
import { written } from './written.ts';

/** Receives what somebody wrote in a channel. Only threads of conversations concern the desk; what a program wrote reaches nobody. */
export async function receiveMessage(context: SlackContext, message: SlackMessage & { readonly channel: string }): Promise<void> {
  const { channel, ts, thread_ts: root, user } = message;
  if (root === undefined || root === null || root === ts) return;
  if (isOwnPost(context, message) || !(written.has(message.subtype) || message.subtype === 'bot_message')) return;
  await context.inOrder(`${channel} ${root}`, async () => {
    const thread = await threadAt(context.db, channel, root);
    if (thread === null) return;
    if (isFromProgram(context, message) || user === undefined || user === null) return heardOutsideWord(context.db, thread.id);
    await receiveState(context, { spot: { channel, ts }, root, user, thread }, message);
  });
}

type Sender = Pick<SlackMessage, 'bot_id' | 'user' | 'app_id'>;

/** Says whether the app itself posted it, in whosever name. */
function isOwnPost(context: SlackContext, { bot_id: bot, user, app_id: sender }: Sender): boolean {
  const { botUser, botId, app } = context.connection();
  const isOf = (own: string | null, found: string | null | undefined) => own !== null && found === own;
  return user === botUser || isOf(botId, bot) || isOf(app, sender);
}

export function isFromProgram(context: SlackContext, message: Sender): boolean {
  return (message.bot_id !== undefined && message.bot_id !== null) || isOwnPost(context, message);
}
