import type { InlineKeyboardMarkup, MessageEntity, ReplyKeyboardMarkup } from 'grammy/types';
import { clientQuestion, type OptionId, type QuestionId } from '../../domain/content.ts';
import type { ClientId, ConversationId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { AskedQuestion, MessageBody } from '../../domain/message.ts';
import type { Ref } from '../../engine/delivery/channel.ts';
import { t } from '../../texts/telegram.ts';
import type { TelegramApi } from '../api.ts';
import { maxMessage } from './split.ts';

/** Says what a tapped button means. `label`: what stands on it, as if it had been typed. */
export type Tapped =
  | { readonly type: 'choice'; readonly question: QuestionId; readonly option: OptionId }
  | { readonly type: 'rate'; readonly conversation: ConversationId; readonly score: number }
  | { readonly type: 'former'; readonly conversation: ConversationId }
  | { readonly type: 'not-money'; readonly conversation: ConversationId }
  | { readonly type: 'company'; readonly client: ClientId }
  | { readonly type: 'label' };

/** Bytes of a button's data. */
const maxData = 64;
/** What a client may say of a conversation with one tap. */
const sayable = ['former', 'not-money'] as const;
const scores = [1, 2, 3, 4, 5] as const;

/** Reads a button's data; null for what is no button of ours. Whoever taps can send anything, so what it names is still to be checked. */
export function readButton(data: string): Tapped | null {
  const [kind, first = '', second = '', ...more] = data.split(' ');
  if (more.length > 0) return null;
  if (kind === 'label') return { type: 'label' };
  if (kind === 'choice' && isId(first) && isId(second)) return { type: 'choice', question: first, option: second };
  const said = sayable.find((each) => each === kind);
  if (said !== undefined && second === '' && isUuid(first)) return { type: said, conversation: first as ConversationId };
  if (kind === 'company' && isUuid(first)) return { type: 'company', client: first as ClientId };
  const score = scores.find((each) => String(each) === second);
  if (kind !== 'rate' || score === undefined || !isUuid(first)) return null;
  return { type: 'rate', conversation: first as ConversationId, score };
}

const isUuid = (id: string): boolean => /^[0-9a-f-]{36}$/.test(id);
/** Names a client on a button that is under no question of a conversation. */
export const companyButton = (client: ClientId): string => `company ${client}`;

const isId = (id: string): boolean => id === clientQuestion || /^[a-z][a-z0-9-]{0,63}$/.test(id);

/** Buttons under a message, or in the place of the person's own keyboard. */
export type Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup;

/** Builds what is to be tapped under a message, if anything. */
export function keyboardOf(body: MessageBody, conversation: string): Keyboard | undefined {
  const rows = tapsOf(body, body.about ?? conversation);
  if (body.question === undefined || body.question.options.length === 0) return rows.length === 0 ? undefined : { inline_keyboard: rows };
  if (body.question.proof === 'phone') return phoneKeyboard(body.question, body.language ?? 'ru');
  return { inline_keyboard: [...rowsOf(body.question), ...rows] };
}

/** Builds what is tapped about a conversation, besides a question's answers: how it was, or what the client may say of their words. */
function tapsOf(body: MessageBody, conversation: string): InlineKeyboardMarkup['inline_keyboard'] {
  const rates = scores.map((score) => ({ text: `${score} ★`, callback_data: `rate ${conversation} ${score}` }));
  const said = sayable.filter((each) => body[each === 'former' ? 'former' : 'notMoney'] === true);
  const words = said.map((each) => [{ text: t(body.language ?? 'ru', each), callback_data: `${each} ${conversation}` }]);
  return [...(body.rate ? [rates] : []), ...words];
}

/** Offers to share their own number, which comes with Telegram's word that it is theirs; the other buttons type their label. */
function phoneKeyboard({ options }: AskedQuestion, language: Language): ReplyKeyboardMarkup {
  return {
    keyboard: [[{ text: t(language, 'phone.share'), request_contact: true }], ...options.map(({ label }) => [{ text: label }])],
    resize_keyboard: true,
    one_time_keyboard: true,
  };
}

/** Puts short answers beside each other; a long one would be cut there. */
function rowsOf({ id: question, options }: AskedQuestion): InlineKeyboardMarkup['inline_keyboard'] {
  const widest = Math.max(...options.map((each) => each.label.length));
  const perRow = widest <= 6 ? 4 : widest <= 14 ? 2 : 1;
  const buttons = options.map(({ id, label }, i) => {
    // Ids of a tree are short ascii names without blanks; a pair too long for Telegram is answered by its label.
    const data = `choice ${question} ${id}`;
    return { text: label, callback_data: data.length > maxData ? `label ${i}` : data };
  });
  return buttons.flatMap((_, i) => (i % perRow === 0 ? [buttons.slice(i, i + perRow)] : []));
}

/**
 * Takes the buttons of an answered question away and shows the answer under it. `asked` is the message as Telegram hands it back, null
 * when it is too old for that; then the buttons go all the same. What fails is of no consequence: a stale button does no harm.
 */
export async function closeKeyboard(
  api: TelegramApi,
  ref: Ref,
  asked: { readonly text: string; readonly entities?: readonly MessageEntity[] | undefined } | null,
  label: string,
): Promise<void> {
  const place = { chat_id: Number(ref.chat), message_id: Number(ref.id) };
  const text = asked === null ? '' : `${asked.text}\n\n✓ ${label}`;
  const chosen: MessageEntity = { type: 'bold', offset: text.length - label.length, length: label.length };
  const closed =
    asked === null || text.length > maxMessage
      ? api.raw.editMessageReplyMarkup(place)
      : api.raw.editMessageText({ ...place, text, entities: [...(asked.entities ?? []), chosen] });
  await closed.catch(() => {});
}
