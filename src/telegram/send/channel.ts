import type { SendResult } from '../../domain/delivery.ts';
import { assertNever } from '../../domain/never.ts';
import type { Channel, Dispatch } from '../../engine/delivery/channel.ts';
import type { TelegramAccess, TelegramApi } from './api.ts';
import { deleteParts, editParts } from './edit.ts';
import { fetchTelegramFile } from './fetch-file.ts';
import type { ReadFile } from './files.ts';
import { botGate, chatGate, createPace } from './pace.ts';
import { partsOf } from './parts.ts';
import { failureOf } from './result.ts';
import { type SendDeps, sendParts } from './send.ts';

export interface TelegramChannelDeps extends TelegramAccess {
  readonly api: TelegramApi;
  readonly now: () => Date;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  readonly readFile: ReadFile;
}

const longestBackoffMs = 5 * 60_000;
/** The bot's token may be put right any time. */
const shutOutMs = 30_000;
/** Telegram shows "typing" for five seconds. */
const typingMs = 4000;
/** Of how many messages and chats this is remembered; the oldest are forgotten. */
const remembered = 10_000;

/** Private chats with the bot. */
export function createTelegramChannel(deps: TelegramChannelDeps): Channel {
  const { api, now, random } = deps;
  const pace = createPace(now);
  const unsure = new Set<string>();
  const moved = new Map<string, string>();
  const typed = new Map<string, number>();
  const chatOf = (address: string): string => moved.get(address) ?? address;

  /** 1 s, 2 s, 4 s … up to five minutes, give or take half of it. */
  const backoffMs = (attempts: number): number => Math.min(longestBackoffMs, 1000 * 2 ** Math.min(attempts, 20)) * (0.5 + random());

  function failed(error: unknown, { address, window, seq, verb, attempts }: Dispatch, parts: readonly string[]): SendResult {
    const failure = failureOf(error);
    switch (failure.type) {
      case 'too-many':
        return { type: 'retry', afterMs: failure.afterMs, scope: pace.refused(address), parts };
      case 'moved':
        remember(moved, address, failure.chat);
        return { type: 'retry', afterMs: 0, parts };
      case 'shut-out':
        return { type: 'retry', afterMs: shutOutMs, scope: botGate, parts };
      case 'later':
        return { type: 'retry', afterMs: backoffMs(attempts), parts };
      case 'unchanged':
        return { type: 'sent', externalId: parts[0] ?? '', parts, chat: chatOf(address) };
      case 'unsure': {
        // Changing or taking back twice comes to the same; there is no asking Telegram whether a message is there.
        if (verb !== 'send') return { type: 'retry', afterMs: backoffMs(attempts), parts };
        const message = `${window} ${seq} ${parts.length}`;
        if (unsure.delete(message)) return { type: 'refused', reason: 'unsure', parts };
        unsure.add(message);
        if (unsure.size > remembered) for (const [oldest] of [...unsure.entries()].slice(0, 1)) unsure.delete(oldest);
        return { type: 'unsure', parts };
      }
      case 'gone':
      case 'refused':
        return { ...failure, parts };
      default:
        return assertNever(failure);
    }
  }

  const sending: SendDeps = { api, readFile: deps.readFile, pace, failed };

  async function send(dispatch: Dispatch): Promise<SendResult> {
    const { verb, body, audience, address, conversation } = dispatch;
    if (audience !== 'client') return { type: 'refused', reason: 'internal' };
    const chat = chatOf(address);
    if (verb === 'delete') return dispatch.refs.length === 0 ? { type: 'sent', externalId: '' } : deleteParts(sending, dispatch, chat);
    if (body === null) return { type: 'refused', reason: 'no-message' };
    if (verb === 'edit') return editParts(sending, dispatch, chat, body);
    if (body.attachments?.some((each) => each.state === 'coming')) return { type: 'retry', afterMs: 1000 };
    return sendParts(sending, dispatch, chat, partsOf(body, conversation));
  }

  return {
    kind: 'telegram',
    send,
    scopes: ({ address }) => [chatGate(address), botGate],
    typing(address) {
      const at = now().getTime();
      if (at - (typed.get(address) ?? 0) < typingMs) return;
      remember(typed, address, at);
      api.raw.sendChatAction({ chat_id: Number(chatOf(address)), action: 'typing' }).catch(() => {});
    },
    fetchFile: (remote) => fetchTelegramFile(deps, remote),
  };
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.size > remembered ? map.keys().next().value : undefined;
  if (oldest !== undefined) map.delete(oldest);
}
