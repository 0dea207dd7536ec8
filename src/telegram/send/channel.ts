import { type BoundedMap, createBoundedMap } from '../../domain/bounded-map.ts';
import type { SendResult } from '../../domain/delivery.ts';
import type { Channel, Dispatch } from '../../engine/delivery/channel.ts';
import type { FilePatience } from '../../engine/delivery/transfer.ts';
import type { TelegramAccess, TelegramApi } from '../api.ts';
import { fetchTelegramFile } from '../receive/fetch-file.ts';
import { deleteParts, editParts } from './edit.ts';
import { eraseMessage } from './erase.ts';
import type { ReadFile } from './media.ts';
import { botGate, chatGate, type Pace } from './pace.ts';
import { partsOf } from './parts.ts';
import { type SendDeps, sendParts } from './send.ts';
import { createSettle } from './settle.ts';

export interface TelegramChannelDeps extends TelegramAccess {
  readonly api: TelegramApi;
  readonly pace: Pace;
  readonly now: () => Date;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  readonly readFile: ReadFile;
  /** with files that come; the usual one when absent */
  readonly patience?: FilePatience;
}

/** Of how many chats it is remembered that they moved, or who writes in them. */
const mostChats = 10_000;
/** A file of the message is still coming. */
const fileWaitMs = 1000;

/** Sends to private chats with the bot. */
export function createTelegramChannel(deps: TelegramChannelDeps): Channel {
  const { api, pace, random, readFile } = deps;
  const movedTo = createBoundedMap<string>(mostChats);
  const sending: SendDeps = { api, readFile, pace, settle: createSettle({ pace, random, movedTo }) };
  return {
    kind: 'telegram',
    send: (dispatch) => send(sending, dispatch, movedTo.get(dispatch.address) ?? dispatch.address),
    scopes: ({ address }) => [chatGate(address), botGate],
    typing: createTyping(deps, movedTo),
    erase: (place) => eraseMessage(deps, place),
    fetchFile: (remote) => fetchTelegramFile(deps, remote),
  };
}

async function send(deps: SendDeps, dispatch: Dispatch, chat: string): Promise<SendResult> {
  const { verb, body, audience, conversation } = dispatch;
  if (audience !== 'client') return { type: 'refused', reason: 'internal' };
  if (verb === 'delete') return dispatch.refs.length === 0 ? { type: 'sent', externalId: '' } : deleteParts(deps, dispatch, chat);
  if (body === null) return { type: 'refused', reason: 'no-message' };
  if (verb === 'edit') return editParts(deps, dispatch, chat, body);
  if (body.attachments?.some((each) => each.state === 'coming')) return { type: 'retry', afterMs: fileWaitMs };
  return sendParts(deps, dispatch, chat, partsOf(body, conversation));
}

/** Telegram shows "typing" for five seconds. */
const typingMs = 4000;

/** Shows that somebody writes, not more often than Telegram forgets it. */
function createTyping({ api, now }: Pick<TelegramChannelDeps, 'api' | 'now'>, movedTo: BoundedMap<string>): NonNullable<Channel['typing']> {
  const shownAt = createBoundedMap<number>(mostChats);
  return (address, thread) => {
    const at = now().getTime();
    const place = `${address} ${thread ?? ''}`;
    if (at - (shownAt.get(place) ?? 0) < typingMs) return;
    shownAt.set(place, at);
    const topic = thread === null ? {} : { message_thread_id: Number(thread) };
    api.raw.sendChatAction({ chat_id: Number(movedTo.get(address) ?? address), ...topic, action: 'typing' }).catch(() => {});
  };
}
