import { type Fared, takeFared, unwatch } from '../db/slack/messages.ts';
import { viewerBySlack } from '../db/slack/receive.ts';
import { reasonInWords } from '../texts/delivery.ts';
import { faultCode } from './api/web-api.ts';
import type { SlackContext } from './deps.ts';
import { actions, button } from './format/blocks.ts';
import { languageOf } from './receive/directory.ts';
import { t } from './translate.ts';
import { whisper } from './whisper.ts';

const atOnce = 50;
const againMs = 30_000;

const arrivedMark = 'white_check_mark';
export const failedMark = 'x';

/** Marks authors' messages with how their delivery to the client went. Returns whether there may be more. */
export async function markDeliveries(context: SlackContext): Promise<boolean> {
  const now = context.now();
  // What cannot be marked now comes again by itself.
  const delivered = await takeFared(context.db, { now, until: new Date(now.getTime() + againMs), limit: atOnce });
  for (const each of delivered) {
    try {
      await markDelivery(context, each);
      await unwatch(context.db, each);
    } catch (error) {
      context.log.warn({ code: faultCode(error), conversation: each.conversation }, 'a mark could not be set');
    }
  }
  return delivered.length === atOnce;
}

async function markDelivery(context: SlackContext, delivered: Fared): Promise<void> {
  const { channel, ts, watched, delivery } = delivered;
  if (watched === 'send') await setMark(context, 'add', { channel, ts, name: delivery === 'arrived' ? arrivedMark : failedMark });
  if (delivery === 'failed') await whisperFailed(context, delivered);
}

/** Tells an author why their message did not reach the client, and offers to send it again. */
async function whisperFailed(context: SlackContext, { channel, ts, slackUser, threadTs, watched, reason }: Fared): Promise<void> {
  const viewer = await viewerBySlack(context.db, slackUser);
  if (viewer === null) return;
  const language = languageOf(viewer);
  const more = watched === 'send' ? [actions(button(t(language, 'button.retry'), 'okno_retry', ts, 'primary'))] : [];
  const text = t(language, `failed.${watched}`, { reason: reasonInWords(language, reason ?? 'refused') });
  await whisper(context, { channel, user: slackUser, threadTs }, text, more);
}

/** Slack's errors for a mark that is set already, or whose message is gone: as wanted. */
const asWanted = new Set(['already_reacted', 'no_reaction', 'message_not_found', 'too_many_reactions', 'is_archived', 'channel_not_found']);

export async function setMark(
  context: SlackContext,
  how: 'add' | 'remove',
  { channel, ts, name }: { channel: string; ts: string; name: string },
): Promise<void> {
  try {
    await context.api.call(`reactions.${how}`, { channel, timestamp: ts, name });
  } catch (error) {
    if (!asWanted.has(faultCode(error))) throw error;
  }
}
