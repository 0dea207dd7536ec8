import type { Content } from '../../domain/content.ts';
import type { Language } from '../../domain/language.ts';
import { cleanName } from '../../domain/person-name.ts';
import type { Fetch, Inbound, InboundEdit, Outcome } from '../../engine/submissions/submission.ts';
import { type TelegramDeps, telegramKind } from '../deps.ts';
import { askForConsent } from './consent.ts';
import type { Pending } from './lanes.ts';
import { answeredIn, nameOf } from './origin.ts';
import { type Message, timeOf, type User } from './update.ts';

/** Who sends something, by an update, and from where. */
export interface Sender {
  /** the update's id: the same one again is a repeat */
  readonly update: number;
  readonly from: User | undefined;
  readonly language: Language;
  readonly chat: number;
  /** the message it stands in; a tapped button is none */
  readonly message?: Message;
  /** the topic of the chat, where it has several */
  readonly thread?: number | undefined;
  /** the wording of the consent they agreed to with it, or since */
  readonly consent?: string;
  /** what the link said by which they came */
  readonly source?: string;
}

export interface ClientMessage extends Sender, Pick<Inbound, 'isStart' | 'topic'> {
  readonly content: Content;
  readonly fetches?: readonly Fetch[];
  readonly isUnshown?: boolean;
}

/** Submits what a client said, and asks for their consent where it is missing. */
export function submitMessage(deps: TelegramDeps, said: ClientMessage): Pending<Outcome> {
  const outcome = deps.submit(inboundOf(deps, said));
  return { done: outcome.then((each) => askForConsent(deps, said, each, said.message === undefined ? null : { message: said.message })) };
}

function inboundOf(deps: TelegramDeps, said: ClientMessage): Inbound {
  const { content, language, message, chat, isStart, topic } = said;
  const quoted = message?.reply_to_message;
  const answered = message === undefined ? null : answeredIn(message, language);
  return {
    type: 'inbound',
    ...senderOf(deps, said),
    content,
    ...arrivedWith(said),
    ...(isStart === undefined ? {} : { isStart }),
    ...(topic === undefined ? {} : { topic }),
    ...(message === undefined ? {} : { ref: { chat: String(chat), id: String(message.message_id) } }),
    ...(quoted === undefined || quoted.chat.id !== chat ? {} : { quote: String(quoted.message_id) }),
    ...(answered === null ? {} : { quoted: answered }),
    occurredAt: message === undefined ? deps.now() : timeOf(message.date, deps.now()),
  };
}

/** What goes with the words, of a message and of a change of one alike. */
export function arrivedWith({ message, fetches = [], isUnshown }: ClientMessage): Pick<InboundEdit, 'group' | 'fetches' | 'isUnshown'> {
  return {
    ...(message?.media_group_id === undefined ? {} : { group: message.media_group_id }),
    ...(fetches.length === 0 ? {} : { fetches }),
    ...(isUnshown === true ? { isUnshown } : {}),
  };
}

/** Says who sends it: where they are, how Telegram says they are called now, and whether they agreed. */
export function senderOf({ newId, company }: TelegramDeps, { update, from, language, chat, message, consent, source, ...more }: Sender) {
  const isAsked = company().policy.data.consent !== undefined;
  const name = from === undefined ? '' : cleanName(nameOf(from));
  const thread = message?.message_thread_id ?? more.thread;
  return {
    account: telegramKind,
    externalId: String(update),
    address: String(chat),
    window: newId<'window'>(),
    ...(name === '' ? {} : { name }),
    ...(from === undefined
      ? {}
      : { profile: { name: name === '' ? null : name, username: from.username ?? null, source: source ?? null } }),
    language,
    ...(thread === undefined ? {} : { thread: String(thread) }),
    ...(isAsked ? { consent: consent ?? null } : {}),
  };
}
