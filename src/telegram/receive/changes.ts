import { markReach } from '../../db/telegram/writers.ts';
import { type TelegramDeps, telegramKind } from '../deps.ts';
import { nothingToDo, type Pending } from './lanes.ts';
import { languageOfApp } from './language.ts';
import { wordsOf } from './read-message.ts';
import { type Membership, type Message, type Reacted, timeOf } from './update.ts';

/** Submits what a client changed. A place shared live moves by edits: where somebody walks is nothing to keep. */
export function submitEdit({ submit, newId, now }: TelegramDeps, update: number, message: Message): Pending<unknown> {
  const { chat, from, edit_date: at, date } = message;
  const language = languageOfApp(from?.language_code);
  const content = message.location === undefined ? wordsOf(message, language) : null;
  if (content === null) return nothingToDo;
  return {
    done: submit({
      type: 'inbound-edit',
      account: telegramKind,
      externalId: String(update),
      address: String(chat.id),
      window: newId<'window'>(),
      language,
      ref: { chat: String(chat.id), id: String(message.message_id) },
      content,
      occurredAt: timeOf(at ?? date, now()),
    }),
  };
}

/** Submits the emoji a client has under a message now. */
export function submitReaction({ submit, now }: TelegramDeps, update: number, reacted: Reacted): Pending<unknown> {
  const { chat, message_id: message, new_reaction: standing, date } = reacted;
  return {
    done: submit({
      type: 'inbound-reaction',
      account: telegramKind,
      externalId: String(update),
      address: String(chat.id),
      ref: { chat: String(chat.id), id: String(message) },
      // One of a premium sticker pack has no sign of its own.
      emoji: standing.map((each) => each.emoji ?? '⭐'),
      occurredAt: timeOf(date, now()),
    }),
  };
}

/** Records that somebody stopped the bot, or let it in again. */
export async function recordReach({ db, account, now, live }: TelegramDeps, { chat, new_chat_member: member }: Membership): Promise<void> {
  const reason = member.status === 'kicked' ? 'blocked' : null;
  const marked = await markReach(db, account, String(chat.id), reason, now());
  if (marked !== null) live.publish([{ topic: 'all' }]);
}
