import type { Erased, ErasePlace } from '../../engine/delivery/channel.ts';
import type { TelegramApi } from '../api.ts';
import { failureOf } from '../failure.ts';

const laterMs = 30_000;

/** Takes a message away from a private chat, the person's own or the bot's. Telegram lets a bot do that for two days. */
export async function eraseMessage({ api }: { readonly api: TelegramApi }, { chat, id }: ErasePlace): Promise<Erased> {
  try {
    await api.raw.deleteMessage({ chat_id: Number(chat), message_id: Number(id) });
    return { type: 'gone' };
  } catch (error) {
    const failure = failureOf(error);
    switch (failure.type) {
      case 'too-many':
        return { type: 'retry', afterMs: failure.afterMs };
      case 'not-sent':
      case 'unsure':
        return { type: 'retry', afterMs: laterMs };
      case 'unauthorized':
      case 'gone':
        return { type: 'kept', reason: 'no-access', places: [] };
      case 'refused':
        if (failure.reason === 'no-such-message') return { type: 'gone' };
        return { type: 'kept', reason: failure.reason === 'too-old' ? 'too-old' : 'refused', places: [] };
      default:
        return { type: 'kept', reason: 'refused', places: [] };
    }
  }
}
