import { cleanText, type Excerpt, type Forwarded } from '../../domain/content.ts';
import { momentOf } from '../../domain/instant.ts';
import type { Language } from '../../domain/language.ts';
import { cleanName } from '../../domain/person-name.ts';
import { t } from '../../texts/telegram.ts';
import type { Message, Origin, User } from './update.ts';
import { wordsOf } from './words.ts';

/** Says whether these are somebody's words passed on, also where nothing of whose can be read. */
export function isForwarded(message: Message): boolean {
  return ['forward_origin', 'forward_from', 'forward_from_chat', 'forward_sender_name', 'forward_date'].some((each) => each in message);
}

/** Says whether the person wrote this themselves, here: not passed on, and not put together by another bot. */
export function isOwnWord(message: Message): boolean {
  return !isForwarded(message) && !('via_bot' in message) && !('sender_business_bot' in message);
}

/** Reads whose words a forwarded message holds; null for one that is none. */
export function forwardedIn(message: Message): Forwarded | null {
  if (!isForwarded(message)) return null;
  const origin = message.forward_origin;
  if (origin === undefined) return { kind: 'person', name: '' };
  const at = momentOf(origin.date ?? Number.NaN);
  return {
    kind: origin.type === 'channel' ? 'channel' : origin.type === 'chat' ? 'chat' : 'person',
    name: nameOfOrigin(origin),
    ...(at === null ? {} : { at: at.toISOString() }),
  };
}

function nameOfOrigin({
  sender_user: user,
  sender_user_name: hidden,
  sender_chat: sender,
  chat,
  author_signature: signature,
}: Origin): string {
  if (user !== undefined) return cleanName(nameOf(user));
  const title = chat?.title ?? sender?.title;
  return cleanName([title, signature].filter((each) => each !== undefined && each !== '').join(', ') || (hidden ?? ''));
}

/** Reads what a message answers that the window cannot show by itself: the part somebody chose, a task, a message from elsewhere, a story. */
export function excerptIn(message: Message, language: Language): Excerpt | null {
  const { quote, external_reply: external } = message;
  if (external !== undefined) {
    const { origin, ...said } = external;
    const name = origin === undefined ? '' : nameOfOrigin(origin);
    const text = cleanText(quote?.text ?? wordsOf(said, language)?.text ?? '');
    return { text, ...(name === '' ? {} : { name }) };
  }
  if (quote !== undefined) return { text: cleanText(quote.text) };
  const item = itemAnswered(message);
  if (item !== undefined) return { text: cleanText(item) };
  return 'reply_to_story' in message ? { text: t(language, 'not-shown') } : null;
}

/** The task of a checklist, or the answer of a poll, that is answered rather than the whole. */
function itemAnswered(message: Message): string | undefined {
  const { reply_to_message: answered, reply_to_checklist_task_id: task, reply_to_poll_option_id: option } = message;
  if (task !== undefined) return answered?.checklist?.tasks.find((each) => each.id === task)?.text;
  return option === undefined ? undefined : answered?.poll?.options.find((each) => each.persistent_id === option)?.text;
}

/** Reads what the answered message said, should it not stand in the window: the bot's own words, or older than the window. */
export function answeredIn({ reply_to_message: answered }: Message, language: Language): Excerpt | null {
  const text = answered === undefined ? '' : (wordsOf(answered, language)?.text ?? '');
  if (answered === undefined || text === '') return null;
  const name = answered.from === undefined ? '' : cleanName(nameOf(answered.from));
  return { text, ...(name === '' ? {} : { name }) };
}

/** Names a person as they call themselves in Telegram. */
export function nameOf({ first_name: first, last_name: last }: Pick<User, 'first_name' | 'last_name'>): string {
  return [first, last ?? ''].join(' ').trim();
}
