import type { InlineKeyboardMarkup } from 'grammy/types';
import { optionsOf, type Tree } from '../../../flows/tree.ts';
import type { Choice } from '../../domain/content.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { AskedQuestion, MessageBody } from '../../domain/message.ts';

/** Bytes of a button's data. */
const maxData = 64;
const scores = [1, 2, 3, 4, 5] as const;

/** Ids of a tree are short ascii names without blanks; of a pair that is too long for Telegram only a checksum fits. */
function choiceData({ question, option }: Choice): string {
  const data = `choice ${question} ${option}`;
  return data.length > maxData ? `choice ${checksum(`${question} ${option}`)}` : data;
}

/** What was chosen; null for what is no answer of ours. Whoever taps can send anything, so it is still to be checked. */
export function readChoice(data: string, tree: Pick<Tree, 'questions'>): Choice | null {
  const [kind, question = '', option, ...more] = data.split(' ');
  if (kind !== 'choice' || more.length > 0) return null;
  if (option !== undefined) return isId(question) && isId(option) ? { question, option } : null;
  const all = Object.entries(tree.questions).flatMap(([id, each]) => optionsOf(each).map((one) => ({ question: id, option: one.option })));
  return all.find((each) => choiceData(each) === data) ?? null;
}

const isId = (id: string): boolean => /^[a-z][a-z0-9-]{0,63}$/.test(id);

export function readRating(data: string): { readonly conversation: ConversationId; readonly score: number } | null {
  const [kind, conversation = '', given, ...more] = data.split(' ');
  const score = scores.find((each) => String(each) === given);
  if (kind !== 'rate' || more.length > 0 || score === undefined || !/^[0-9a-f-]{36}$/.test(conversation)) return null;
  return { conversation: conversation as ConversationId, score };
}

/** What is to be tapped under a message, if anything. */
export function keyboardOf(body: MessageBody, conversation: string): InlineKeyboardMarkup | undefined {
  if (body.rate) {
    return { inline_keyboard: [scores.map((score) => ({ text: `${score} ★`, callback_data: `rate ${conversation} ${score}` }))] };
  }
  if (body.question === undefined || body.question.options.length === 0) return undefined;
  return { inline_keyboard: rowsOf(body.question) };
}

/** Short answers stand beside each other; a long one would be cut there. */
function rowsOf({ id: question, options }: AskedQuestion): InlineKeyboardMarkup['inline_keyboard'] {
  const widest = Math.max(...options.map((each) => each.label.length));
  const perRow = widest <= 6 ? 4 : widest <= 14 ? 2 : 1;
  const buttons = options.map(({ id: option, label }) => ({ text: label, callback_data: choiceData({ question, option }) }));
  return buttons.flatMap((_, i) => (i % perRow === 0 ? [buttons.slice(i, i + perRow)] : []));
}

/** 53 bits, for telling a few dozen pairs of one tree apart. */
function checksum(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    high = Math.imul(high ^ text.charCodeAt(i), 2654435761);
    low = Math.imul(low ^ text.charCodeAt(i), 1597334677);
  }
  return ((high >>> 11) * 2 ** 32 + (low >>> 0)).toString(36);
}
