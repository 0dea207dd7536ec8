import { type Content, cleanText } from '../../domain/content.ts';
import type { Language } from '../../domain/language.ts';
import type { Fetch, Inbound, Outcome } from '../../engine/submissions/submission.ts';
import { t } from '../../texts/telegram.ts';
import { sendBotMessage } from '../bot-message.ts';
import { type TelegramDeps, telegramKind } from '../deps.ts';
import type { Pending } from './lanes.ts';
import { nameOf } from './read-message.ts';
import { type Message, timeOf, type User } from './update.ts';

export interface ClientMessage {
  /** the update's id: the same one again is a repeat */
  readonly update: number;
  readonly from: User | undefined;
  readonly language: Language;
  readonly content: Content;
  readonly fetches?: readonly Fetch[];
  /** the message it stands in; a tapped button is none */
  readonly message?: Message;
  readonly chat: number;
  /** the wording of the consent they agreed to with it */
  readonly consent?: string;
}

const longestName = 200;

/** Submits what a client said, and answers it where the bot has to once it is stored. */
export function submitMessage(deps: TelegramDeps, message: ClientMessage): Pending<Outcome> {
  const outcome = deps.submit(inboundOf(deps, message));
  return { done: outcome.then((each) => answer(deps, message, each)) };
}

function inboundOf(deps: TelegramDeps, { update, from, language, content, fetches = [], message, chat, consent }: ClientMessage): Inbound {
  const { newId, now, company } = deps;
  const isAsked = company().policy.data.consent !== undefined;
  const name = from === undefined ? '' : cleanText(nameOf(from)).slice(0, longestName).toWellFormed();
  const quoted = message?.reply_to_message;
  return {
    type: 'inbound',
    account: telegramKind,
    externalId: String(update),
    address: String(chat),
    window: newId<'window'>(),
    ...(name === '' ? {} : { name }),
    language,
    content,
    ...(message === undefined ? {} : { ref: { chat: String(chat), id: String(message.message_id) } }),
    ...(quoted === undefined || quoted.chat.id !== chat ? {} : { quote: String(quoted.message_id) }),
    ...(message?.media_group_id === undefined ? {} : { group: message.media_group_id }),
    ...(fetches.length === 0 ? {} : { fetches }),
    ...(isAsked ? { consent: consent ?? null } : {}),
    occurredAt: message === undefined ? now() : timeOf(message.date, now()),
  };
}

/** Prefix of the button by which they agree; the wording's version follows. */
export const consentPrefix = 'c:';

/** Asks for consent where it is missing, and says where a file is too big. */
async function answer(deps: TelegramDeps, { chat, language, message, content }: ClientMessage, outcome: Outcome): Promise<Outcome> {
  const replyTo = message === undefined ? {} : { replyTo: message.message_id };
  if (outcome.type === 'refused') {
    const { consent } = deps.company().policy.data;
    if (outcome.code === 'consent-required' && consent !== undefined) {
      const text = t(language, 'consent.ask', { text: consent.text[language], url: consent.url ?? 'none' });
      const button = { text: t(language, 'consent.agree'), callback_data: `${consentPrefix}${consent.version}`.slice(0, 64) };
      void sendBotMessage(deps, chat, { text, buttons: [[button]], ...replyTo });
    }
    return outcome;
  }
  const isTooBig = (content.attachments ?? []).some((each) => each.state === 'too-big');
  if (isTooBig && !outcome.duplicate) void sendBotMessage(deps, chat, { text: t(language, 'file.too-big'), ...replyTo });
  return outcome;
}
