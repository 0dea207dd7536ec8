import type { SendResult } from '../../domain/delivery.ts';
import type { Marked } from '../../domain/marks.ts';
import type { MessageBody } from '../../domain/message.ts';
import type { Dispatch } from '../../engine/delivery/channel.ts';
import { entitiesOf } from '../entities.ts';
import { failureOf } from '../failure.ts';
import { keyboardOf } from './keyboard.ts';
import { captionOf } from './media.ts';
import { fitsCaption, mediaOf, type Part, sizeOf, takesCaption, textsOf } from './parts.ts';
import { inOrder, leavingOf, placeOf, type SendDeps, sendPart } from './send.ts';

type TextPart = Extract<Part, { type: 'text' }>;

/** Telegram takes so many ids at once. */
const maxDeleted = 100;

/**
 * Brings what stands in the chat to what the message says now. Files stay as they are: only words change. Where there are files, words
 * stand before them and can become fewer messages but not more, since a new one would come behind them.
 */
export async function editParts(deps: SendDeps, dispatch: Dispatch, chat: string, body: MessageBody): Promise<SendResult> {
  const ids = inOrder(dispatch.refs);
  if (ids.length === 0) return { type: 'refused', reason: 'no-such-message' };
  const words = { text: body.text.trimEnd(), marks: body.marks ?? [] };
  const media = mediaOf(body);
  const textCount = ids.length - media.reduce((sum, each) => sum + sizeOf(each), 0);
  const [first] = media;
  if (first !== undefined && textCount <= 0) {
    if (!takesCaption(first)) return { type: 'refused', reason: 'no-caption' };
    if (!fitsCaption(words)) return { type: 'refused', reason: 'too-long' };
    return attempt(deps, dispatch, chat, ids, async () => {
      await editCaption(deps, chat, ids[0] ?? '', words);
      return ids;
    });
  }
  const texts = textsOf(words, keyboardOf(body, dispatch.conversation));
  if (texts.length === 0 && media.length === 0) return { type: 'refused', reason: 'empty' };
  if (first !== undefined && texts.length > textCount) return { type: 'refused', reason: 'too-long' };
  return attempt(deps, dispatch, chat, ids, async (standing) => {
    const [kept, extra] = [ids.slice(0, Math.min(texts.length, textCount)), ids.slice(Math.min(texts.length, textCount), textCount)];
    let changedCount = 0;
    for (const [i, id] of kept.entries()) {
      const part = texts[i];
      if (part === undefined) break;
      const isThere = await editText(deps, chat, id, part, i > 0 && first === undefined);
      if (!isThere) break;
      changedCount += 1;
    }
    // From where one is missing, what follows comes anew: in between it would stand in the wrong place.
    const stale = [...kept.slice(changedCount), ...extra];
    await deleteAll(deps, chat, stale);
    for (const part of texts.slice(changedCount)) standing.push(...(await sendPart(deps, placeOf(dispatch, chat), part)));
    return standing.filter((each) => !stale.includes(each));
  });
}

/** Deletes all parts of the message. Telegram lets a bot do that for two days. */
export function deleteParts(deps: SendDeps, dispatch: Dispatch, chat: string): Promise<SendResult> {
  const ids = inOrder(dispatch.refs);
  return attempt(deps, dispatch, chat, ids, async () => {
    await deleteAll(deps, chat, ids);
    return ids;
  });
}

async function attempt(
  deps: SendDeps,
  dispatch: Dispatch,
  chat: string,
  ids: readonly string[],
  work: (standing: string[]) => Promise<readonly string[]>,
): Promise<SendResult> {
  const afterMs = dispatch.verb === 'edit' ? deps.pace.reserve(chat, leavingOf(dispatch, 1)) : 0;
  if (afterMs > 0) return { type: 'retry', afterMs, untried: true };
  const standing = [...ids];
  try {
    const parts = await work(standing);
    deps.pace.accepted();
    return { type: 'sent', externalId: parts[0] ?? '', parts, chat };
  } catch (error) {
    return deps.settle(error, dispatch, standing);
  }
}

/** Answers false when it `mayBeGone` and is: a former change made the message shorter, or the client deleted this part of it. */
async function editText({ api }: SendDeps, chat: string, id: string, { words, keyboard }: TextPart, mayBeGone: boolean): Promise<boolean> {
  const marked = { text: words.text, entities: entitiesOf(words.marks) };
  const buttons = keyboard === undefined || !('inline_keyboard' in keyboard) ? {} : { reply_markup: keyboard };
  try {
    await unlessUnchanged(api.raw.editMessageText({ chat_id: Number(chat), message_id: Number(id), ...marked, ...buttons }));
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (mayBeGone && failure.type === 'refused' && failure.reason === 'no-such-message') return false;
    throw error;
  }
}

async function editCaption({ api }: SendDeps, chat: string, id: string, words: Marked): Promise<void> {
  await unlessUnchanged(api.raw.editMessageCaption({ chat_id: Number(chat), message_id: Number(id), caption: '', ...captionOf(words) }));
}

/** Passes over Telegram's complaint that a message reads so already. */
async function unlessUnchanged(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (failureOf(error).type !== 'unchanged') throw error;
  });
}

async function deleteAll({ api }: SendDeps, chat: string, ids: readonly string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += maxDeleted) {
    await api.raw.deleteMessages({ chat_id: Number(chat), message_ids: ids.slice(i, i + maxDeleted).map(Number) });
  }
}
