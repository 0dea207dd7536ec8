import { asksForPhone } from '../../db/telegram/writers.ts';
import type { TelegramDeps } from '../deps.ts';
import { isOwnWord } from './origin.ts';
import { type Message, timeOf } from './update.ts';

/** A request older than this, or a card, proves nothing of who is there now; Telegram itself keeps what it could not hand over for a day. */
const goodForMs = 86_400_000;

/**
 * Says whether a card proves who they are: their own, which Telegram vouches for, sent by them, now, with the button of a question we asked in
 * this chat. A card that was passed on, picked from the address book, put together by another bot or made ready before proves nothing.
 */
export async function isProofCard({ db, account, now }: TelegramDeps, message: Message): Promise<boolean> {
  const { chat, contact: card, from, reply_to_message: answered, date } = message;
  const isOwn = card?.user_id !== undefined && card.user_id === from?.id && isOwnWord(message);
  if (!isOwn || answered === undefined || answered.chat.id !== chat.id) return false;
  const since = new Date(now().getTime() - goodForMs);
  if (timeOf(date, now()) < since) return false;
  return asksForPhone(db, account, String(chat.id), String(answered.message_id), since);
}
