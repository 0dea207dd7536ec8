import { openingOf } from '../../../flows/words.ts';
import { findWriter, hasUpdate, keepUpdate, type Writer } from '../../db/telegram/telegram.ts';
import type { Language } from '../../domain/language.ts';
import { t } from '../../texts/telegram.ts';
import { type BotMessage, sendBotMessage } from '../bot-message.ts';
import type { TelegramDeps } from '../deps.ts';
import { readMessage } from './content.ts';
import { languageOfApp } from './language.ts';
import { submitMessage } from './message.ts';
import { byInvite, byPhone } from './recognise.ts';
import type { Begun } from './turns.ts';
import type { Message } from './update.ts';

/** A message in the private chat: a command the bot answers, a phone that proves who they are, or words to the company. */
export async function write(deps: TelegramDeps, update: number, message: Message): Promise<Begun<unknown>> {
  const command = commandOf(message);
  if (command?.name === 'start') return start(deps, update, message, command.payload);
  if (command?.name === 'help') return answer(deps, update, message, (language) => ({ text: t(language, 'help') }));
  if (command?.name === 'language')
    return answer(deps, update, message, (language) => ({ text: t(language, 'language.ask'), buttons: languageButtons }));
  const { contact: card, from } = message;
  const isTheirOwn = card?.user_id !== undefined && card.user_id === from?.id;
  // Whether anybody has this number is not told: the answer is the same.
  if (isTheirOwn) await byPhone(deps, String(message.chat.id), card.phone_number);
  return words(deps, update, message, isTheirOwn ? (language) => ({ text: t(language, 'shared'), clears: true }) : null);
}

function words(deps: TelegramDeps, update: number, message: Message, reply: ((language: Language) => BotMessage) | null): Begun<unknown> {
  const { chat, from } = message;
  const language = languageOfApp(from?.language_code);
  const read = readMessage(message, language, deps.newId);
  if (read === null) return nothing;
  const { done } = submitMessage(deps, { update, from, language, ...read, message, chat: chat.id });
  if (reply === null) return { done };
  return {
    done: done.then((outcome) => {
      if (outcome.type === 'accepted' && !outcome.duplicate) void sendBotMessage(deps, chat.id, reply(language));
    }),
  };
}

const nothing: Begun<unknown> = { done: Promise.resolve() };

/** Data of the buttons under "which language?". */
export const languagePrefix = 'l:';
const languageButtons = [
  [
    { text: 'Русский', callback_data: `${languagePrefix}ru` },
    { text: 'English', callback_data: `${languagePrefix}en` },
  ],
];

/** The bot's own word, in the person's language. */
async function answer(
  deps: TelegramDeps,
  update: number,
  { chat, from }: Message,
  saying: (language: Language) => BotMessage,
): Promise<Begun<unknown>> {
  const { db, account, now } = deps;
  const writer = await findWriter(db, account, String(chat.id));
  if (!(await keepUpdate(db, account, update, now()))) return nothing;
  void sendBotMessage(deps, chat.id, saying(writer?.language ?? languageOfApp(from?.language_code)));
  return nothing;
}

/** "Start": with a link's token it says who they are. A stranger is asked the first question; who is known is greeted. */
async function start(deps: TelegramDeps, update: number, message: Message, payload: string): Promise<Begun<unknown>> {
  const { db, account, now } = deps;
  if (await hasUpdate(db, account, update)) return nothing;
  const { chat, from } = message;
  const address = String(chat.id);
  const purpose = payload === '' ? null : await byInvite(deps, address, payload);
  const writer = await findWriter(db, account, address);
  const saying = writer === null ? null : greeting(deps, writer, purpose === 'continue');
  if (saying === null)
    return submitMessage(deps, {
      update,
      from,
      language: languageOfApp(from?.language_code),
      content: { text: '/start' },
      message,
      chat: chat.id,
    });
  if (await keepUpdate(db, account, update, now())) void sendBotMessage(deps, chat.id, saying);
  return nothing;
}

function greeting({ company }: TelegramDeps, writer: Writer, isContinued: boolean): BotMessage | null {
  const { language, name, status, specialist, isClient } = writer;
  if (isContinued && status !== null) return { text: t(language, 'continued', { name: specialist ?? 'none' }) };
  if (status === 'asking') return { text: t(language, 'start.asking') };
  if (status !== null) return { text: t(language, 'start.open') };
  return isClient ? { text: openingOf(company().flow.tree, language, name ?? '').text } : null;
}

function commandOf({ text = '' }: Message): { readonly name: string; readonly payload: string } | null {
  const [, name, payload = ''] = /^\/([a-z_]+)(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  return name === undefined ? null : { name: name.toLowerCase(), payload: payload.trim() };
}
