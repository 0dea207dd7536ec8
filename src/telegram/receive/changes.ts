import { markReach } from '../../db/telegram/writers.ts';
import { type TelegramDeps, telegramKind } from '../deps.ts';
import { askForConsent } from './consent.ts';
import { nothingToDo, type Pending } from './lanes.ts';
import { languageOfApp } from './language.ts';
import { readMessage } from './read-message.ts';
import { arrivedWith, senderOf } from './submit-message.ts';
import { type Membership, type Message, type Reacted, timeOf } from './update.ts';

/** Submits what a client changed. A place shared live moves by edits: where somebody walks is nothing to keep. */
export function submitEdit(deps: TelegramDeps, update: number, message: Message, consent?: string): Pending<unknown> {
  const { chat, from, edit_date: at, date } = message;
  const language = languageOfApp(from?.language_code);
  const read = message.location === undefined ? readMessage(message, language, deps.newId) : null;
  if (read === null) return nothingToDo;
  const said = { update, from, language, chat: chat.id, message, ...read, ...(consent === undefined ? {} : { consent }) };
  const outcome = deps.submit({
    type: 'inbound-edit',
    ...senderOf(deps, said),
    ...arrivedWith(said),
    ref: { chat: String(chat.id), id: String(message.message_id) },
    content: read.content,
    occurredAt: timeOf(at ?? date, deps.now()),
  });
  return { done: outcome.then((each) => askForConsent(deps, said, each, { edited_message: message })) };
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
