import { GrammyError } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { TelegramDeps } from './deps.ts';
import { errorCodeOf } from './failure.ts';

export interface BotMessage {
  readonly text: string;
  /** rows of buttons under it */
  readonly buttons?: readonly (readonly InlineKeyboardButton[])[];
  /** the message it answers */
  readonly replyTo?: number;
  /** the topic of the chat they wrote in */
  readonly thread?: number;
  /** takes away the keyboard that asked for something */
  readonly removesKeyboard?: true;
}

const tries = 3;
/** Whoever asked has gone on by then: a message of the bot that late would only puzzle. */
const longestWaitMs = 30_000;

/**
 * Sends a message of the bot itself, beside the conversation: help, a choice of language, a pointer. It is not in the history and may be
 * lost, so it does not go through the outbox. Never throws; false when it did not get there.
 */
export async function sendBotMessage(deps: TelegramDeps, chat: number, message: BotMessage): Promise<boolean> {
  const { api, log } = deps;
  const options = optionsOf(message);
  if (!(await hasRoom(deps, chat))) return false;
  for (let attempt = 1; ; attempt++) {
    try {
      await api.sendMessage(chat, message.text, options);
      return true;
    } catch (error) {
      const waitMs = retryAfterMs(error, attempt);
      if (waitMs === null || waitMs > longestWaitMs || attempt === tries) {
        log.warn({ code: errorCodeOf(error) }, 'Telegram did not take a message of the bot');
        return false;
      }
      await deps.pause(waitMs);
    }
  }
}

/** Waits for room in the bot's pace, beside the desk's own texts; false: whoever asked would wait too long. */
async function hasRoom({ pace, pause, log, newId }: TelegramDeps, chat: number): Promise<boolean> {
  const leaving = { key: newId(), count: 1, isPersons: false };
  let waitedMs = 0;
  for (let waitMs = pace.reserve(String(chat), leaving); waitMs > 0; waitMs = pace.reserve(String(chat), leaving)) {
    waitedMs += waitMs;
    if (waitedMs > longestWaitMs) {
      log.warn({}, 'the bot had too much to send for a message of its own');
      return false;
    }
    await pause(waitMs);
  }
  return true;
}

function optionsOf({ buttons, replyTo, thread, removesKeyboard }: BotMessage) {
  const inline = buttons === undefined ? null : { reply_markup: { inline_keyboard: buttons.map((row) => [...row]) } };
  const removed = removesKeyboard === true ? { reply_markup: { remove_keyboard: true as const } } : {};
  return {
    ...(inline ?? removed),
    ...(replyTo === undefined ? {} : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
    link_preview_options: { is_disabled: true },
  };
}

/** Says when the same call may succeed; null: never. */
function retryAfterMs(error: unknown, attempt: number): number | null {
  if (!(error instanceof GrammyError)) return attempt * 1000;
  if (error.error_code === 429) return (error.parameters.retry_after ?? 1) * 1000;
  return error.error_code >= 500 ? attempt * 1000 : null;
}
