import type { MessageEntity } from 'grammy/types';
import { chooseLanguage, findWriter } from '../../db/telegram/telegram.ts';
import type { ConversationId } from '../../domain/ids.ts';
import { type Language, languages } from '../../domain/language.ts';
import type { Outcome } from '../../engine/submissions/submission.ts';
import { t } from '../../texts/telegram.ts';
import { codeOfApi } from '../bot-message.ts';
import { type TelegramDeps, telegramKind } from '../deps.ts';
import { closeKeyboard, readPress } from '../send/keyboard.ts';
import { languagePrefix } from './contact-details.ts';
import { readMessage } from './content.ts';
import { languageOfApp } from './language.ts';
import { consentPrefix, submitMessage } from './message.ts';
import type { Begun } from './turns.ts';
import type { CallbackQuery, Message } from './update.ts';

/**
 * A tapped button. Whatever comes of it, Telegram is told that it was heard: until then the button turns. Nobody waits for that: it is
 * looks only, and were Telegram slow to answer, what others write would wait as well.
 */
export async function tap(deps: TelegramDeps, update: number, query: CallbackQuery): Promise<Begun<unknown>> {
  const { message, data = '', from } = query;
  const chat = message?.chat ?? { id: from.id, type: 'private' as const };
  if (chat.type !== 'private') return only(acknowledgeTap(deps, query));
  const writer = await findWriter(deps.db, deps.account, String(chat.id));
  const language = writer?.language ?? languageOfApp(from.language_code);
  if (data.startsWith(languagePrefix)) return chosenLanguage(deps, update, query, data.slice(languagePrefix.length));
  if (data.startsWith(consentPrefix)) return agreed(deps, update, query, language, data.slice(consentPrefix.length));
  const press = readPress(data);
  if (press === null) return only(acknowledgeTap(deps, query, t(language, 'choice.gone')));
  if (press.type === 'rate') {
    const { score, conversation } = press;
    const rating = { account: telegramKind, address: String(chat.id), conversation: conversation as ConversationId, score };
    const outcome = deps.submit({ type: 'rating', ...rating });
    return { done: outcome.then((each) => void rated(deps, query, language, score, each)) };
  }
  const label = labelOf(query);
  if (press.type === 'label' && label === null) return only(acknowledgeTap(deps, query, t(language, 'choice.gone')));
  const content = press.type === 'label' ? { text: label ?? '' } : { text: '', choice: { question: press.question, option: press.option } };
  const { done } = submitMessage(deps, { update, from, language, content, chat: chat.id });
  return { done: done.then((each) => void chosen(deps, query, language, each)) };
}

/** What never fails and need not be waited for. */
function only(_looks: Promise<unknown>): Begun<unknown> {
  return { done: Promise.resolve() };
}

/** The keyboard goes and the choice is shown; of a button nobody waits for any more only the keyboard goes. */
async function chosen(deps: TelegramDeps, query: CallbackQuery, language: Language, outcome: Outcome): Promise<void> {
  if (outcome.type === 'refused') {
    await Promise.all([acknowledgeTap(deps, query, t(language, 'choice.stale')), withoutKeyboard(deps, query)]);
    return;
  }
  await Promise.all([acknowledgeTap(deps, query), shown(deps, query, labelOf(query))]);
}

async function rated(deps: TelegramDeps, query: CallbackQuery, language: Language, score: number, outcome: Outcome): Promise<void> {
  const isStored = outcome.type === 'accepted';
  await Promise.all([
    acknowledgeTap(deps, query, t(language, isStored ? 'rating.thanks' : 'choice.gone')),
    isStored ? shown(deps, query, t(language, 'rating.given', { score: String(score) })) : withoutKeyboard(deps, query),
  ]);
}

/** Who is known to nobody yet begins with the choice: it is kept with their first words. */
async function chosenLanguage(deps: TelegramDeps, update: number, query: CallbackQuery, code: string): Promise<Begun<unknown>> {
  const { from, message } = query;
  const language = languages.find((each) => each === code);
  const chat = message?.chat.id ?? from.id;
  if (language === undefined) return only(acknowledgeTap(deps, query));
  const isKnown = await chooseLanguage(deps.db, deps.account, String(chat), language);
  const answer = () => Promise.all([acknowledgeTap(deps, query, t(language, 'language.set')), shown(deps, query, labelOf(query))]);
  if (isKnown) return only(answer());
  return { done: submitMessage(deps, { update, from, language, content: { text: '/start' }, chat }).done.then(() => void answer()) };
}

/** They agree: the message that waited for it comes in with it. */
function agreed(deps: TelegramDeps, update: number, query: CallbackQuery, language: Language, consent: string): Begun<unknown> {
  const { from, message } = query;
  const chat = message?.chat.id ?? from.id;
  const waiting = message?.reply_to_message;
  const read = waiting === undefined ? null : readMessage(waiting, language, deps.newId);
  const said = read === null || waiting === undefined ? { content: { text: '/start' } } : { ...read, message: waiting };
  const { done } = submitMessage(deps, { update, from, language, chat, consent, ...said });
  return { done: done.then(() => void Promise.all([acknowledgeTap(deps, query), shown(deps, query, t(language, 'consent.given'))])) };
}

/** The words on the tapped button. */
function labelOf({ message, data }: CallbackQuery): string | null {
  const buttons = message?.reply_markup?.inline_keyboard?.flat() ?? [];
  return buttons.find((each) => each.callback_data === data)?.text ?? null;
}

/** Looks only: nothing that was stored hangs on it. */
async function acknowledgeTap({ api, log }: TelegramDeps, { id }: CallbackQuery, text?: string): Promise<void> {
  await api
    .answerCallbackQuery(id, text === undefined ? {} : { text })
    .catch((error: unknown) => log.debug({ code: codeOfApi(error) }, 'Telegram was not told that a button was heard'));
}

/** The keyboard goes; a button pressed twice finds it gone already. */
async function withoutKeyboard({ api }: TelegramDeps, { message }: CallbackQuery): Promise<void> {
  if (message?.reply_markup?.inline_keyboard !== undefined) await closeKeyboard(api, refOf(message), null, '');
}

async function shown({ api }: TelegramDeps, { message }: CallbackQuery, label: string | null): Promise<void> {
  if (message === undefined) return;
  const { text, entities } = message;
  const asked = text === undefined || label === null ? null : { text, entities: entities as readonly MessageEntity[] | undefined };
  await closeKeyboard(api, refOf(message), asked, label ?? '');
}

const refOf = (message: Message) => ({ chat: String(message.chat.id), id: String(message.message_id) });
