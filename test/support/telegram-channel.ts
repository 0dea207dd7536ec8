import type { MessageBody } from '../../src/domain/message.ts';
import type { Channel, Dispatch } from '../../src/engine/delivery/channel.ts';
import { createTelegramApi } from '../../src/telegram/api.ts';
import { createTelegramChannel, type TelegramChannelDeps } from '../../src/telegram/send/channel.ts';
import { createPace } from '../../src/telegram/send/pace.ts';
import { type BotApi, botApi } from './bot-api.ts';
import { dispatchOf } from './dispatch.ts';

export interface TelegramAtHand {
  readonly api: BotApi;
  readonly channel: Channel;
  /** bytes of stored files, by id; what is not here cannot be read */
  readonly files: Map<string, Uint8Array>;
  /** lets time pass, for the pace */
  pass(ms: number): void;
  close(): Promise<void>;
}

/** The channel before a Bot API of its own; the clock stands still unless told. */
export async function telegramAtHand(more: Partial<TelegramChannelDeps> = {}): Promise<TelegramAtHand> {
  const api = await botApi();
  const files = new Map<string, Uint8Array>();
  let at = Date.UTC(2026, 0, 12, 9);
  const access = { token: api.token, apiRoot: api.root };
  const channel = createTelegramChannel({
    ...access,
    api: createTelegramApi(access),
    now: () => new Date(at),
    pace: createPace(() => new Date(at)),
    random: () => 1,
    async *readFile(id) {
      const bytes = files.get(id);
      if (bytes === undefined) throw new Error('the database is away');
      yield bytes;
    },
    ...more,
  });
  const pass = (ms: number) => {
    at += ms;
  };
  return { api, channel, files, pass, close: () => api.close() };
}

export function dispatch(body: Partial<MessageBody> | null, more: Partial<Dispatch> = {}): Dispatch {
  return dispatchOf({
    conversation: '01890000-0000-7000-8000-000000000001',
    address: '77',
    language: 'ru',
    body: body === null ? null : { text: '', ...body },
    author: 'specialist',
    authorName: 'Ольга',
    ...more,
  });
}
