import { clientLabel } from '../../../flows/client-choice.ts';
import { openingOf } from '../../../flows/words.ts';
import { clientsOfContact } from '../../db/clients/memberships.ts';
import { hasUpdate, keepUpdate } from '../../db/telegram/account.ts';
import { findWriter, keepSource, type Writer } from '../../db/telegram/writers.ts';
import type { Language } from '../../domain/language.ts';
import type { Topic } from '../../domain/topic.ts';
import { t } from '../../texts/telegram.ts';
import { type BotMessage, sendBotMessage } from '../bot-message.ts';
import type { TelegramDeps } from '../deps.ts';
import { topicOfCommand } from '../menu.ts';
import { companyButton } from '../send/keyboard.ts';
import { type Command, commandOf } from './command.ts';
import { nothingToDo, type Pending } from './lanes.ts';
import { languageOfApp } from './language.ts';
import { isProofCard } from './proof-card.ts';
import { readMessage } from './read-message.ts';
import { recogniseByInvite, recogniseByPhone } from './recognise.ts';
import { type ClientMessage, submitMessage } from './submit-message.ts';
import type { Message } from './update.ts';

/**
 * Receives a message in the private chat: a command the bot answers, a phone that proves who they are, or words to the company. `consent`: what
 * they agreed to since they wrote it.
 */
export async function receivePrivateMessage(
  deps: TelegramDeps,
  update: number,
  message: Message,
  consent?: string,
): Promise<Pending<unknown>> {
  const command = commandOf(message);
  const agreed = consent === undefined ? {} : { consent };
  if (command?.name === 'start') return start(deps, update, message, command, agreed);
  if (command?.name === 'help' || command?.name === 'language') {
    const answerIn = command.name === 'help' ? help : askLanguage;
    if (command.words === null) return answerByBot(deps, update, message, answerIn);
    return submitContent(deps, update, command.words, agreed, () => void sayAsBot(deps, message, answerIn));
  }
  const topic = command === null ? undefined : topicOfCommand(deps.company().policy.data, command.name);
  if (command !== null && topic !== undefined) return submitTopic(deps, update, message, command, topic, agreed);
  if (command?.name === 'company' && command.words === null) return askCompany(deps, update, message);
  const isProof = await isProofCard(deps, message);
  // Whether anybody has this number is not told: the answer is the same.
  if (isProof && message.contact !== undefined) await recogniseByPhone(deps, String(message.chat.id), message.contact.phone_number);
  return submitContent(deps, update, message, agreed, () => {
    if (isProof) void sayAsBot(deps, message, (language) => ({ text: t(language, 'shared'), removesKeyboard: true }));
  });
}

/** Submits what a known client writes by their menu: what stands behind the command, else what the topic is called. */
async function submitTopic(
  deps: TelegramDeps,
  update: number,
  message: Message,
  { words }: Command,
  { key, name }: Topic,
  agreed: Pick<ClientMessage, 'consent'>,
): Promise<Pending<unknown>> {
  const about = { ...agreed, topic: key };
  if (words !== null) return submitContent(deps, update, words, about, () => undefined);
  const { chat, from } = message;
  const writer = await findWriter(deps.db, deps.account, String(chat.id));
  const language = writer?.language ?? languageOfApp(from?.language_code);
  return submitMessage(deps, { update, from, language, content: { text: name[language] }, message, chat: chat.id, ...about });
}

/** Submits what the message says; `then`: once it is taken, for the first time. */
function submitContent(
  deps: TelegramDeps,
  update: number,
  message: Message,
  agreed: Pick<ClientMessage, 'consent' | 'topic'>,
  then: () => void,
): Pending<unknown> {
  const { chat, from } = message;
  const language = languageOfApp(from?.language_code);
  const read = readMessage(message, language, deps.newId);
  if (read === null) return nothingToDo;
  const { done } = submitMessage(deps, { update, from, language, ...read, message, chat: chat.id, ...agreed });
  return {
    done: done.then((outcome) => {
      if (outcome.type === 'accepted' && !outcome.duplicate) then();
    }),
  };
}

/** Offers a contact of several clients to say for which of them they write, whenever they like. */
async function askCompany(deps: TelegramDeps, update: number, message: Message): Promise<Pending<unknown>> {
  const writer = await findWriter(deps.db, deps.account, String(message.chat.id));
  const clients = writer === null ? [] : await clientsOfContact(deps.db, writer.contact);
  return answerByBot(deps, update, message, (language) =>
    clients.length < 2
      ? { text: t(language, 'company.one') }
      : {
          text: t(language, 'company.ask'),
          buttons: clients.map((each) => [{ text: clientLabel(each, language), callback_data: companyButton(each.id) }]),
        },
  );
}

const help = (language: Language): BotMessage => ({ text: t(language, 'help') });
const askLanguage = (language: Language): BotMessage => ({ text: t(language, 'language.ask'), buttons: languageButtons });

/** Data of the buttons under "which language?". */
export const languagePrefix = 'l:';
const languageButtons = [
  [
    { text: 'Русский', callback_data: `${languagePrefix}ru` },
    { text: 'English', callback_data: `${languagePrefix}en` },
  ],
];

/** Answers by the bot itself, in the person's language, once an update. */
async function answerByBot(
  deps: TelegramDeps,
  update: number,
  message: Message,
  answerIn: (language: Language) => BotMessage,
): Promise<Pending<unknown>> {
  const { db, account, now } = deps;
  if (await keepUpdate(db, account, update, now())) void sayAsBot(deps, message, answerIn);
  return nothingToDo;
}

/** Says something beside the conversation, where they wrote, in their language. */
async function sayAsBot(
  deps: TelegramDeps,
  { chat, from, message_thread_id: thread }: Message,
  answerIn: (language: Language) => BotMessage,
): Promise<void> {
  const writer = await findWriter(deps.db, deps.account, String(chat.id)).catch(() => null);
  const answer = answerIn(writer?.language ?? languageOfApp(from?.language_code));
  await sendBotMessage(deps, chat.id, { ...answer, ...(thread === undefined ? {} : { thread }) });
}

/** What a link may carry; anything else behind a command somebody typed, for us to read. */
const payloadForm = /^[\w-]{1,64}$/;
/** Personal links look so, and good or not, they are secrets: nothing of where somebody comes from. */
const tokenForm = /^[\w-]{43}$/;

/**
 * Begins: with a link's token it says who they are, with another payload where they come from. A stranger is asked the first question, or once
 * more the one that waits for them; who is known is greeted.
 */
async function start(
  deps: TelegramDeps,
  update: number,
  message: Message,
  { rest, words }: Command,
  agreed: Pick<ClientMessage, 'consent'>,
): Promise<Pending<unknown>> {
  const { db, account, now } = deps;
  if (words !== null && !payloadForm.test(rest)) return submitContent(deps, update, words, agreed, () => undefined);
  if (await hasUpdate(db, account, update)) return nothingToDo;
  const { chat, from } = message;
  const address = String(chat.id);
  const purpose = rest === '' ? null : await recogniseByInvite(deps, address, rest);
  const source = rest === '' || purpose !== null || tokenForm.test(rest) ? null : rest;
  const writer = await findWriter(db, account, address);
  const greeting = writer === null ? null : greetingFor(deps, writer, purpose === 'continue');
  if (greeting === null) {
    const language = languageOfApp(from?.language_code);
    const begun = { content: { text: '/start' }, isStart: true as const, ...(source === null ? {} : { source }) };
    return submitMessage(deps, { update, from, language, ...begun, message, chat: chat.id, ...agreed });
  }
  if (source !== null) await keepSource(db, account, address, source);
  if (await keepUpdate(db, account, update, now())) void sayAsBot(deps, message, () => greeting);
  return nothingToDo;
}

/** Words the greeting for whom the bot knows; null for whom the question tree is to greet, or to ask again what their chat may not show any more. */
function greetingFor({ company }: TelegramDeps, writer: Writer, isContinued: boolean): BotMessage | null {
  const { language, name, status, specialist, isClient } = writer;
  if (isContinued && status !== null) return { text: t(language, 'continued', { name: specialist ?? 'none' }) };
  if (status === 'asking') return null;
  if (status !== null) return { text: t(language, 'start.open') };
  return isClient ? { text: openingOf(company().flow.tree, language, name ?? '').text } : null;
}
