import type {
  ChatFile,
  ChatHistory,
  ChatSession,
  Continuation,
  OpenSession,
  PostContact,
  Posted,
  PostMessage,
} from '../../../http/chat/protocol.ts';
import { failure, type Reply } from './reply.ts';
import { createSendFile, type SendFile } from './upload.ts';

export interface Api {
  openSession(body: OpenSession): Promise<Reply<ChatSession>>;
  post(token: string, body: PostMessage): Promise<Reply<Posted>>;
  history(token: string, where: { readonly after: number } | { readonly before: number }): Promise<Reply<ChatHistory>>;
  seen(token: string, seq: number): Promise<Reply<null>>;
  contact(token: string, body: PostContact): Promise<Reply<null>>;
  sameMatter(token: string): Promise<Reply<null>>;
  writeFor(token: string, body: { readonly client: string }): Promise<Reply<null>>;
  rate(token: string, body: { readonly conversation: string; readonly score: number }): Promise<Reply<null>>;
  sayNotMoney(token: string, body: { readonly conversation: string }): Promise<Reply<null>>;
  continueElsewhere(token: string): Promise<Reply<Continuation>>;
  sendFile: SendFile;
  /** the file with a fresh link */
  file(token: string, id: string): Promise<Reply<ChatFile>>;
  events(token: string, lastEventId: string | null, signal: AbortSignal): Promise<Reply<ReadableStream<Uint8Array>>>;
}

const pageSize = 50;
const patienceMs = 20_000;

/** Asks `/chat/v1` of the desk at `origin`. It answers, and never throws. */
export function createApi(origin: string, request: typeof fetch, now: () => number): Api {
  async function call(path: string, init: RequestInit, token: string | null, signal: AbortSignal): Promise<Reply<Response>> {
    const headers = new Headers(init.headers);
    if (token !== null) headers.set('authorization', `Bearer ${token}`);
    if (init.body !== undefined) headers.set('content-type', 'application/json');
    try {
      const response = await request(`${origin}/chat/v1${path}`, { ...init, headers, signal, credentials: 'omit', cache: 'no-store' });
      return response.ok ? { type: 'ok', value: response } : await failure(response, now());
    } catch {
      return { type: 'later', cause: 'network', afterMs: null };
    }
  }

  async function json<T>(path: string, token: string | null, body?: unknown): Promise<Reply<T>> {
    const impatience = new AbortController();
    const timer = setTimeout(() => impatience.abort(), patienceMs);
    try {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const reply = await call(path, init, token, impatience.signal);
      if (reply.type !== 'ok') return reply;
      const text = await reply.value.text();
      return { type: 'ok', value: (text === '' ? null : JSON.parse(text)) as T };
    } catch {
      return { type: 'later', cause: 'network', afterMs: null };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    openSession: (body) => json('/session', null, body),
    post: (token, body) => json('/messages', token, body),
    history: (token, where) => {
      const edge = 'after' in where ? `after=${where.after}` : `before=${where.before}`;
      return json(`/messages?${edge}&limit=${pageSize}`, token);
    },
    seen: (token, seq) => json('/seen', token, { seq }),
    contact: (token, body) => json('/contact', token, body),
    sameMatter: (token) => json('/same-matter', token, {}),
    writeFor: (token, body) => json('/client', token, body),
    rate: (token, body) => json('/rating', token, body),
    sayNotMoney: (token, body) => json('/not-about-money', token, body),
    continueElsewhere: (token) => json('/continue', token, {}),
    sendFile: createSendFile(origin, now),
    file: (token, id) => json(`/files/${id}`, token),
    async events(token, lastEventId, signal) {
      const headers: Record<string, string> = { accept: 'text/event-stream' };
      if (lastEventId !== null) headers['last-event-id'] = lastEventId;
      const reply = await call('/events', { headers }, token, signal);
      if (reply.type !== 'ok') return reply;
      const { body } = reply.value;
      return body === null ? { type: 'later', cause: 'broken', afterMs: null } : { type: 'ok', value: body };
    },
  };
}
