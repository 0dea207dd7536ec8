import { GrammyError } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { TelegramDeps } from './deps.ts';

export interface BotMessage {
  readonly text: string;
  /** rows of buttons under it */
  readonly buttons?: readonly (readonly InlineKeyboardButton[])[];
  /** the message it answers */
  readonly to?: number;
  /** takes away the keyboard that asked for something */
  readonly clears?: true;
}

const tries = 3;
/** Whoever asked has gone on by then: a word of the bot that late would only puzzle. */
const longestWaitMs = 30_000;

/**
 * A word of the bot itself, beside the conversation: help, a choice of language, a pointer. It is not in the history and may be lost, so it
 * does not go through the outbox. Never throws; false when it did not get there.
 */
export async function sendBotMessage(
  { api, log, pause }: TelegramDeps,
  chat: number,
  { text, buttons, to, clears }: BotMessage,
): Promise<boolean> {
  const markup =
    buttons !== undefined
      ? { reply_markup: { inline_keyboard: buttons.map((row) => [...row]) } }
      : clears === true
        ? { reply_markup: { remove_keyboard: true as const } }
        : {};
  const answers = to === undefined ? {} : { reply_parameters: { message_id: to, allow_sending_without_reply: true } };
  for (let attempt = 1; ; attempt++) {
    try {
      await api.sendMessage(chat, text, { ...markup, ...answers, link_preview_options: { is_disabled: true } });
      return true;
    } catch (error) {
      const waitMs = againAfter(error, attempt);
      if (waitMs === null || waitMs > longestWaitMs || attempt === tries) {
        log.warn({ code: codeOfApi(error) }, 'Telegram did not take a word of the bot');
        return false;
      }
      await pause(waitMs);
    }
  }
}

/** When the same call may succeed; null: never. */
function againAfter(error: unknown, attempt: number): number | null {
  if (!(error instanceof GrammyError)) return attempt * 1000;
  if (error.error_code === 429) return (error.parameters.retry_after ?? 1) * 1000;
  return error.error_code >= 500 ? attempt * 1000 : null;
}

/** Telegram's code; null when it was not reached. */
export function codeOfApi(error: unknown): number | null {
  return error instanceof GrammyError ? error.error_code : null;
}
