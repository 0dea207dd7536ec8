import type { MessageEntity } from 'grammy/types';
import { chooseLanguage, findWriter } from '../../db/telegram/writers.ts';
import type { ClientId, ConversationId, WindowId } from '../../domain/ids.ts';
import { type Language, languages } from '../../domain/language.ts';
import type { Outcome } from '../../engine/submissions/submission.ts';
import { t } from '../../texts/telegram.ts';
import { type TelegramDeps, telegramKind } from '../deps.ts';
import { errorCodeOf } from '../failure.ts';
import { closeKeyboard, readButton, type Tapped } from '../send/keyboard.ts';
import { submitEdit } from './changes.ts';
import { consentPrefix, sendConsentQuestion, takeAside, wordingOf } from './consent.ts';
import { nothingToDo, type Pending } from './lanes.ts';
import { languageOfApp } from './language.ts';
import { languagePrefix, receivePrivateMessage } from './private-chat.ts';
import { readMessage } from './read-message.ts';
import { submitMessage } from './submit-message.ts';
import type { CallbackQuery, Message, Update } from './update.ts';

/**
 * Receives a tapped button. Whatever comes of it, Telegram is told that it was heard: until then the button turns. Nobody waits for that:
 * it is looks only, and were Telegram slow to answer, what others write would wait as well.
 */
export async function receiveTap(deps: TelegramDeps, update: number, query: CallbackQuery): Promise<Pending<unknown>> {
  const { message, data = '', from } = query;
  const chat = message?.chat ?? { id: from.id, type: 'private' as const };
  if (chat.type !== 'private') return onlyLooks(acknowledgeTap(deps, query));
  const writer = await findWriter(deps.db, deps.account, String(chat.id));
  const language = writer?.language ?? languageOfApp(from.language_code);
  if (data.startsWith(languagePrefix)) return submitLanguage(deps, update, query, data.slice(languagePrefix.length));
  if (data.startsWith(consentPrefix)) return submitConsent(deps, update, query, language);
  const tapped = readButton(data);
  if (tapped === null) return onlyLooks(acknowledgeTap(deps, query, t(language, 'choice.gone')));
  if (tapped.type === 'rate') return submitRating(deps, query, language, tapped);
  if (tapped.type === 'former' || tapped.type === 'not-money') return submitSaid(deps, query, language, tapped);
  if (tapped.type === 'company') return submitCompany(deps, query, language, writer?.window, tapped.client);
  const label = labelOf(query);
  if (tapped.type === 'label' && label === null) return onlyLooks(acknowledgeTap(deps, query, t(language, 'choice.gone')));
  const content =
    tapped.type === 'label' ? { text: label ?? '' } : { text: '', choice: { question: tapped.question, option: tapped.option } };
  const { done } = submitMessage(deps, { update, from, language, content, chat: chat.id, thread: message?.message_thread_id });
  return { done: done.then((each) => void showChosen(deps, query, language, each)) };
}

/** Waits for nothing: what is looks only never fails. */
function onlyLooks(_looks: Promise<unknown>): Pending<unknown> {
  return nothingToDo;
}

/** Takes the keyboard away and shows the choice; of a button nobody waits for any more only the keyboard goes. */
async function showChosen(deps: TelegramDeps, query: CallbackQuery, language: Language, outcome: Outcome): Promise<void> {
  if (outcome.type === 'refused') {
    await Promise.all([acknowledgeTap(deps, query, t(language, 'choice.stale')), removeKeyboard(deps, query)]);
    return;
  }
  await Promise.all([acknowledgeTap(deps, query), showAnswer(deps, query, labelOf(query))]);
}

function submitRating(
  deps: TelegramDeps,
  query: CallbackQuery,
  language: Language,
  { score, conversation }: { readonly score: number; readonly conversation: ConversationId },
): Pending<unknown> {
  const address = String(query.message?.chat.id ?? query.from.id);
  const rated = deps.submit({ type: 'rating', account: telegramKind, address, conversation, score });
  return { done: rated.then((outcome) => void showRating(deps, query, language, score, outcome)) };
}

async function showRating(deps: TelegramDeps, query: CallbackQuery, language: Language, score: number, outcome: Outcome): Promise<void> {
  const isStored = outcome.type === 'accepted';
  await Promise.all([
    acknowledgeTap(deps, query, t(language, isStored ? 'rating.thanks' : 'choice.gone')),
    isStored ? showAnswer(deps, query, t(language, 'rating.given', { score: String(score) })) : removeKeyboard(deps, query),
  ]);
}

/** They write for another of their clients: of what nobody has answered yet, else of what comes next. */
function submitCompany(
  deps: TelegramDeps,
  query: CallbackQuery,
  language: Language,
  window: WindowId | undefined,
  client: ClientId,
): Pending<unknown> {
  if (window === undefined) return onlyLooks(acknowledgeTap(deps, query, t(language, 'choice.gone')));
  const chosen = deps.submit({ type: 'choose-client', window, client });
  return {
    done: chosen.then(
      ({ type }) =>
        void Promise.all([
          acknowledgeTap(deps, query, t(language, type === 'accepted' ? 'company.chosen' : 'choice.gone')),
          type === 'accepted' ? showAnswer(deps, query, labelOf(query)) : removeKeyboard(deps, query),
        ]),
    ),
  };
}

/** What they say of a conversation with one tap: it is about the former matter, or not about money. The button goes, since it is said once. */
function submitSaid(
  deps: TelegramDeps,
  query: CallbackQuery,
  language: Language,
  { type, conversation }: Extract<Tapped, { type: 'former' | 'not-money' }>,
): Pending<unknown> {
  const address = String(query.message?.chat.id ?? query.from.id);
  const kind = type === 'former' ? 'same-matter' : 'not-about-money';
  const said = deps.submit({ type: kind, account: telegramKind, address, conversation });
  const show = (outcome: Outcome) =>
    Promise.all([
      acknowledgeTap(deps, query, t(language, outcome.type === 'accepted' ? `${type}.done` : 'choice.gone')),
      removeKeyboard(deps, query),
    ]);
  return { done: said.then((outcome) => void show(outcome)) };
}

/** Keeps the language they chose. Who is known to nobody yet begins with the choice: it is kept with their first words. */
async function submitLanguage(deps: TelegramDeps, update: number, query: CallbackQuery, code: string): Promise<Pending<unknown>> {
  const { from, message } = query;
  const language = languages.find((each) => each === code);
  const chat = message?.chat.id ?? from.id;
  if (language === undefined) return onlyLooks(acknowledgeTap(deps, query));
  const isKnown = await chooseLanguage(deps.db, deps.account, String(chat), language);
  const showChoice = () => Promise.all([acknowledgeTap(deps, query, t(language, 'language.set')), showAnswer(deps, query, labelOf(query))]);
  if (isKnown) return onlyLooks(showChoice());
  return {
    done: submitMessage(deps, { update, from, language, chat, thread: message?.message_thread_id, ...begun }).done.then(
      () => void showChoice(),
    ),
  };
}

/** Takes what waited for their consent, now that they gave it. Who agrees to what is kept no more begins with the message it was asked under. */
async function submitConsent(deps: TelegramDeps, update: number, query: CallbackQuery, language: Language): Promise<Pending<unknown>> {
  const { from, message, data = '' } = query;
  const chat = message?.chat.id ?? from.id;
  const agreed = await wordingOf(deps, data);
  if (agreed === 'outdated') {
    // They agreed to another wording than the one that counts by now: what waits goes on waiting.
    await sendConsentQuestion(deps, { chat, language, thread: message?.message_thread_id });
    return onlyLooks(Promise.all([acknowledgeTap(deps, query), removeKeyboard(deps, query)]));
  }
  const take = async ({ update_id: id, message: written, edited_message: edited }: Update) => {
    if (written !== undefined) await (await receivePrivateMessage(deps, id, written, agreed.consent)).done;
    if (edited !== undefined) await submitEdit(deps, id, edited, agreed.consent).done;
  };
  const begin = async () => {
    const waiting = message?.reply_to_message;
    // Pressed twice: what waited is taken.
    if (waiting === undefined && (await findWriter(deps.db, deps.account, String(chat))) !== null) return;
    const read = waiting === undefined ? null : readMessage(waiting, language, deps.newId);
    const first = read === null || waiting === undefined ? begun : { ...read, message: waiting };
    await submitMessage(deps, { update, from, language, chat, ...agreed, thread: message?.message_thread_id, ...first }).done;
  };
  // What they write from now on comes behind it.
  if ((await takeAside(deps, chat, take)) === 0) await begin();
  return onlyLooks(Promise.all([acknowledgeTap(deps, query), showAnswer(deps, query, t(language, 'consent.given'))]));
}

/** They press Start by another button. */
const begun = { content: { text: '/start' }, isStart: true } as const;

/** Reads the words on the tapped button. */
function labelOf({ message, data }: CallbackQuery): string | null {
  const buttons = message?.reply_markup?.inline_keyboard?.flat() ?? [];
  return buttons.find((each) => each.callback_data === data)?.text ?? null;
}

/** Ends the button's turning; nothing that was stored hangs on it. */
async function acknowledgeTap({ api, log }: TelegramDeps, { id }: CallbackQuery, text?: string): Promise<void> {
  await api
    .answerCallbackQuery(id, text === undefined ? {} : { text })
    .catch((error: unknown) => log.debug({ code: errorCodeOf(error) }, 'Telegram was not told that a button was heard'));
}

/** Takes the keyboard away; a button tapped twice finds it gone already. */
async function removeKeyboard({ api }: TelegramDeps, { message }: CallbackQuery): Promise<void> {
  if (message?.reply_markup?.inline_keyboard !== undefined) await closeKeyboard(api, refOf(message), null, '');
}

async function showAnswer({ api }: TelegramDeps, { message }: CallbackQuery, label: string | null): Promise<void> {
  if (message === undefined) return;
  const { text, entities } = message;
  const asked = text === undefined || label === null ? null : { text, entities: entities as readonly MessageEntity[] | undefined };
  await closeKeyboard(api, refOf(message), asked, label ?? '');
}

const refOf = (message: Message) => ({ chat: String(message.chat.id), id: String(message.message_id) });
