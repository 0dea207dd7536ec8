import type {
  ChatFile,
  ChatMessage,
  ChatSession,
  ChatState,
  OpenSession,
  PostContact,
  PostMessage,
} from '../../../src/http/chat/protocol.ts';
import type { Api } from '../../../src/web/widget/protocol/api.ts';
import type { Reply } from '../../../src/web/widget/protocol/reply.ts';
import { initialModel } from '../../../src/web/widget/state/model.ts';

export const open: ChatState = initialModel('en').chat;

const refused = { type: 'refused', status: 401, code: 'bad' } as const;
const expired = { type: 'expired' } as const;
export const offline = { type: 'later', cause: 'network', afterMs: null } as const;

/** A desk with one window in it, which keeps to the protocol and can be made to fail. */
export interface Desk {
  readonly api: Api;
  readonly messages: ChatMessage[];
  readonly opened: OpenSession[];
  /** conversations the client said are not about money */
  readonly notMoney: string[];
  /** how often the client said that it is about the former matter */
  sameMatters: number;
  readonly posted: PostMessage[];
  readonly seen: number[];
  readonly contacts: PostContact[];
  readonly files: Map<string, ChatFile>;
  /** the visitor's window, as the desk names it */
  window: string;
  /** what the visitor has to agree to before the first message */
  consent: ChatSession['consent'];
  telegram: boolean;
  /** what every request gets instead of an answer */
  fault: Reply<never> | null;
  /** renewals and identities the desk does not take */
  readonly distrusted: Set<string>;
  expireTokens(): void;
  say(text: string, more?: Partial<ChatMessage>): ChatMessage;
  tell(state: Partial<ChatState>): void;
  /** tells that the visitor's window is another one now */
  reset(): void;
  /** ends every stream, as a restart does */
  cut(): void;
  streams(): number;
}

export function createDesk(): Desk {
  const state: ChatState = { ...open };
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const ids = new Map<string, ChatMessage>();
  let tokens = 1;

  function push(event: string, data: unknown, id: number | null): void {
    const head = id === null ? '' : `id: ${id}\n`;
    for (const each of streams) each.enqueue(new TextEncoder().encode(`event: ${event}\n${head}data: ${JSON.stringify(data)}\n\n`));
  }

  const filesOf = ({ files = [] }: PostMessage) => (files.length === 0 ? {} : { files: files.flatMap((id) => desk.files.get(id) ?? []) });

  const guarded = <T>(token: string, answer: () => T): Promise<Reply<T>> =>
    Promise.resolve(desk.fault ?? (token === `token ${tokens}` ? { type: 'ok', value: answer() } : expired));

  const api: Api = {
    openSession(body) {
      desk.opened.push(body);
      if (desk.fault !== null) return Promise.resolve(desk.fault);
      if ([body.renewal, body.identity].some((each) => each !== undefined && desk.distrusted.has(each))) return Promise.resolve(refused);
      return Promise.resolve({ type: 'ok', value: session(body) });
    },
    post: (token, body) => {
      if (desk.consent !== null && body.consent !== desk.consent.version && desk.fault === null) {
        return Promise.resolve({ type: 'refused', status: 403, code: 'consent-required' });
      }
      return guarded(token, () => {
        desk.consent = null;
        desk.posted.push(body);
        const known = ids.get(body.id);
        const kept =
          known ??
          desk.say(body.text ?? '', { from: 'client', id: body.id, ...(body.choice && { choice: body.choice }), ...filesOf(body) });
        ids.set(body.id, kept);
        return { seq: kept.seq, at: kept.at, duplicate: known !== undefined };
      });
    },
    history: (token, where) =>
      guarded(token, () => {
        const found = desk.messages.filter((each) => ('after' in where ? each.seq > where.after : each.seq < where.before));
        const messages = 'after' in where ? found.slice(0, 5) : found.slice(-5);
        return { messages, more: found.length > messages.length, lastSeq: desk.messages.length };
      }),
    seen: (token, seq) =>
      guarded(token, () => {
        desk.seen.push(seq);
        return null;
      }),
    writeFor: async () => ({ type: 'ok', value: null }),
    sameMatter: (token) =>
      guarded(token, () => {
        desk.sameMatters += 1;
        return null;
      }),
    contact: (token, body) =>
      guarded(token, () => {
        desk.contacts.push(body);
        return null;
      }),
    rate: (token) => guarded(token, () => null),
    sayNotMoney: (token, body) =>
      guarded(token, () => {
        desk.notMoney.push(body.conversation);
        return null;
      }),
    continueElsewhere: (token) =>
      guarded(token, () => ({ url: 'https://t.me/okno_bot?start=token', expiresAt: '2026-03-03T12:15:00.000Z' })),
    sendFile: (token, file, progress) => {
      progress(0.5);
      return guarded(token, () => {
        const stored: ChatFile = {
          id: `file ${desk.files.size + 1}`,
          name: file.name,
          mediaType: file.type,
          size: file.size,
          url: '/files/x',
        };
        desk.files.set(stored.id, stored);
        return stored;
      });
    },
    file: (token, id) => guarded(token, () => desk.files.get(id) as ChatFile),
    events: (token, _lastEventId, signal) =>
      guarded(
        token,
        () =>
          new ReadableStream<Uint8Array>({
            start(controller) {
              streams.add(controller);
              signal.addEventListener('abort', () => streams.delete(controller));
              push('state', state, null);
            },
          }),
      ),
  };

  function session({ language }: OpenSession): ChatSession {
    return {
      token: `token ${tokens}`,
      tokenExpiresAt: '2026-03-03T12:00:00.000Z',
      renewal: 'renewal',
      window: desk.window,
      language: language ?? 'en',
      contact: null,
      state: { ...state },
      opening: { text: 'Hello!', question: null },
      apart: false,
      consent: desk.consent,
      telegram: desk.telegram,
      lastSeq: desk.messages.length,
    };
  }

  const desk: Desk = {
    api,
    messages: [],
    opened: [],
    notMoney: [],
    sameMatters: 0,
    posted: [],
    seen: [],
    contacts: [],
    files: new Map(),
    window: 'window',
    consent: null,
    telegram: false,
    fault: null,
    distrusted: new Set(),
    expireTokens() {
      tokens += 1;
    },
    say(text, more = {}) {
      const seq = desk.messages.length + 1;
      const message: ChatMessage = {
        seq,
        from: 'specialist',
        text,
        at: '2026-03-03T12:00:00.000Z',
        edited: false,
        deleted: false,
        ...more,
      };
      desk.messages.push(message);
      push('message', message, seq);
      return message;
    },
    tell(changed) {
      Object.assign(state, changed);
      push('state', state, null);
    },
    reset: () => push('reset', {}, null),
    cut() {
      for (const each of streams) each.close();
      streams.clear();
    },
    streams: () => streams.size,
  };
  return desk;
}
