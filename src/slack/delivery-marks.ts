import { type Fared, takeFared, unwatch } from '../db/slack/fared.ts';
import type { Change } from '../db/slack/messages.ts';
import { viewerBySlack } from '../db/slack/receive.ts';
import type { Language } from '../domain/language.ts';
import { reasonInWords } from '../texts/delivery.ts';
import { faultCode } from './api/web-api.ts';
import type { SlackContext } from './deps.ts';
import { actions, button } from './format/blocks.ts';
import { oneLine } from './format/escape.ts';
import { languageOf } from './receive/directory.ts';
import { t } from './translate.ts';
import { type Ear, whisper } from './whisper.ts';

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
      await unwatch(context.db, each, context.now());
    } catch (error) {
      context.log.warn({ code: faultCode(error), conversation: each.conversation }, 'a mark could not be set');
    }
  }
  return delivered.length === atOnce;
}

async function markDelivery(context: SlackContext, fared: Fared): Promise<void> {
  const { channel, ts, sent, watched, files, changed } = fared;
  const left = files.filter((each) => each.state === 'too-big' || each.state === 'lost');
  if (sent === 'failed') await setMark(context, 'add', { channel, ts, name: failedMark });
  // Words without what was written with them have not arrived as they stand there.
  if (sent === 'arrived' && watched === 'send' && left.length === 0) await setMark(context, 'add', { channel, ts, name: arrivedMark });
  const viewer = sent === 'arrived' && left.length === 0 && changed !== 'failed' ? null : await viewerBySlack(context.db, fared.slackUser);
  if (viewer === null) return;
  const language = languageOf(viewer);
  if (sent === 'failed') await whisperFailed(context, language, fared, 'send');
  if (sent === 'arrived' && left.length > 0) await whisper(context, earOf(fared), t(language, 'files-left', { files: namesOf(left) }));
  if (changed === 'failed' && fared.change !== null) await whisperFailed(context, language, fared, fared.change);
}

const earOf = ({ channel, slackUser, threadTs }: Fared): Ear => ({ channel, user: slackUser, threadTs });

const namesOf = (files: Fared['files']) => files.map((each) => oneLine(each.name, 100)).join(', ');

/** Tells an author why their message, or its change, did not reach the client, and offers to send a message again. */
function whisperFailed(context: SlackContext, language: Language, fared: Fared, what: 'send' | Change): Promise<void> {
  const { ts, seq } = fared;
  const reason = (what === 'send' ? fared.reason : fared.changeReason) ?? 'refused';
  const text = t(language, `failed.${what}`, { reason: reasonInWords(language, reason) });
  return whisper(
    context,
    earOf(fared),
    text,
    what === 'send' ? [actions(button(t(language, 'button.retry'), 'okno_retry', `${ts}/${seq}`, 'primary'))] : [],
  );
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
