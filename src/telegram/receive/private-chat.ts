import { openingOf } from '../../../flows/words.ts';
import { hasUpdate, keepUpdate } from '../../db/telegram/account.ts';
import { findWriter, type Writer } from '../../db/telegram/writers.ts';
import type { Language } from '../../domain/language.ts';
import { t } from '../../texts/telegram.ts';
import { type BotMessage, sendBotMessage } from '../bot-message.ts';
import type { TelegramDeps } from '../deps.ts';
import { nothingToDo, type Pending } from './lanes.ts';
import { languageOfApp } from './language.ts';
import { readMessage } from './read-message.ts';
import { recogniseByInvite, recogniseByPhone } from './recognise.ts';
import { submitMessage } from './submit-message.ts';
import type { Message } from './update.ts';

/** Receives a message in the private chat: a command the bot answers, a phone that proves who they are, or words to the company. */
export async function receivePrivateMessage(deps: TelegramDeps, update: number, message: Message): Promise<Pending<unknown>> {
  const command = commandOf(message);
  if (command?.name === 'start') return start(deps, update, message, command.payload);
  if (command?.name === 'help') return answerByBot(deps, update, message, (language) => ({ text: t(language, 'help') }));
  if (command?.name === 'language')
    return answerByBot(deps, update, message, (language) => ({ text: t(language, 'language.ask'), buttons: languageButtons }));
  const { contact: card, from } = message;
  const isTheirOwn = card?.user_id !== undefined && card.user_id === from?.id;
  // Whether anybody has this number is not told: the answer is the same.
  if (isTheirOwn) await recogniseByPhone(deps, String(message.chat.id), card.phone_number);
  return submitContent(deps, update, message, isTheirOwn);
}

/** Submits what the message says; who shared their phone is thanked, and its keyboard goes. */
function submitContent(deps: TelegramDeps, update: number, message: Message, isPhoneShared: boolean): Pending<unknown> {
  const { chat, from } = message;
  const language = languageOfApp(from?.language_code);
  const read = readMessage(message, language, deps.newId);
  if (read === null) return nothingToDo;
  const { done } = submitMessage(deps, { update, from, language, ...read, message, chat: chat.id });
  if (!isPhoneShared) return { done };
  return {
    done: done.then((outcome) => {
      if (outcome.type === 'accepted' && !outcome.duplicate)
        void sendBotMessage(deps, chat.id, { text: t(language, 'shared'), removesKeyboard: true });
    }),
  };
}

/** Data of the buttons under "which language?". */
export const languagePrefix = 'l:';
const languageButtons = [
  [
    { text: 'Русский', callback_data: `${languagePrefix}ru` },
    { text: 'English', callback_data: `${languagePrefix}en` },
  ],
];

/** Answers by the bot itself, in the person's language. */
async function answerByBot(
  deps: TelegramDeps,
  update: number,
  { chat, from }: Message,
  answerIn: (language: Language) => BotMessage,
): Promise<Pending<unknown>> {
  const { db, account, now } = deps;
  const writer = await findWriter(db, account, String(chat.id));
  if (!(await keepUpdate(db, account, update, now()))) return nothingToDo;
  void sendBotMessage(deps, chat.id, answerIn(writer?.language ?? languageOfApp(from?.language_code)));
  return nothingToDo;
}

/** Begins: with a link's token it says who they are. A stranger is asked the first question; who is known is greeted. */
async function start(deps: TelegramDeps, update: number, message: Message, payload: string): Promise<Pending<unknown>> {
  const { db, account, now } = deps;
  if (await hasUpdate(db, account, update)) return nothingToDo;
  const { chat, from } = message;
  const address = String(chat.id);
  const purpose = payload === '' ? null : await recogniseByInvite(deps, address, payload);
  const writer = await findWriter(db, account, address);
  const greeting = writer === null ? null : greetingFor(deps, writer, purpose === 'continue');
  if (greeting === null) {
    const language = languageOfApp(from?.language_code);
    return submitMessage(deps, { update, from, language, content: { text: '/start' }, message, chat: chat.id });
  }
  if (await keepUpdate(db, account, update, now())) void sendBotMessage(deps, chat.id, greeting);
  return nothingToDo;
}

/** Words the greeting for whom the bot knows; null for whom the question tree is to greet. */
function greetingFor({ company }: TelegramDeps, writer: Writer, isContinued: boolean): BotMessage | null {
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
