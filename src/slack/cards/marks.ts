import { type Fared, takeFared, unwatch } from '../../db/slack/messages.ts';
import { viewerBySlack } from '../../db/slack/receive.ts';
import { reasonInWords } from '../../texts/delivery.ts';
import { faultCode } from '../api.ts';
import type { SlackContext } from '../deps.ts';
import { languageOf } from '../receive/who.ts';
import { actions, button, whisper } from '../whisper.ts';
import { t } from '../whispers.ts';

const atOnce = 50;
const againMs = 30_000;

export const arrived = 'white_check_mark';
export const failed = 'x';

/** Shows authors on their messages how these fared with the client. Returns whether there may be more. */
export async function showMarks(context: SlackContext): Promise<boolean> {
  const now = context.now();
  // What cannot be told now comes again by itself.
  const fared = await takeFared(context.db, { now, until: new Date(now.getTime() + againMs), limit: atOnce });
  for (const each of fared) {
    try {
      await show(context, each);
      await unwatch(context.db, each);
    } catch (error) {
      context.log.warn({ code: faultCode(error), conversation: each.conversation }, 'a mark could not be set');
    }
  }
  return fared.length === atOnce;
}

async function show(context: SlackContext, fared: Fared): Promise<void> {
  const { channel, ts, watched, fate } = fared;
  if (watched === 'send') await react(context, 'add', { channel, ts, name: fate === 'arrived' ? arrived : failed });
  if (fate === 'failed') await tellFailed(context, fared);
}

async function tellFailed(context: SlackContext, { channel, ts, slackUser, threadTs, watched, reason }: Fared): Promise<void> {
  const viewer = await viewerBySlack(context.db, slackUser);
  if (viewer === null) return;
  const language = languageOf(viewer);
  const more = watched === 'send' ? [actions(button(t(language, 'button.retry'), 'okno_retry', ts, 'primary'))] : [];
  await whisper(
    context,
    { channel, user: slackUser, threadTs },
    t(language, `failed.${watched}`, { reason: reasonInWords(language, reason ?? 'refused') }),
    more,
  );
}

/** What stands there already, or is gone, is as wanted. */
const asWanted = new Set(['already_reacted', 'no_reaction', 'message_not_found', 'too_many_reactions', 'is_archived', 'channel_not_found']);

export async function react(
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
