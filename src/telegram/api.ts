import { Api } from 'grammy';
import type { Reach } from '../engine/delivery/reach.ts';
import { isNeverLeft, isOfOurFile } from './failure.ts';

export type TelegramApi = Api;

/**
 * No call may outlive the lease of the message it sends (a minute), or another process would send it as well.
 * Whoever polls asks for less than this.
 */
export const callSeconds = 45;

export interface TelegramAccess {
  readonly token: string;
  readonly apiRoot: string;
  readonly fetch?: typeof fetch;
}

/**
 * Makes the Bot API and nothing on top: no plugin retries or holds anything back, that is the outbox's. A refusal is thrown as `GrammyError`
 * with Telegram's code, description and parameters, everything on the way there as `HttpError` (its `error` says what).
 */
export function createTelegramApi({ token, apiRoot, fetch: call = fetch }: TelegramAccess, heard?: Heard): TelegramApi {
  const api = new Api(token, { apiRoot: apiRoot.replace(/\/+$/, ''), timeoutSeconds: callSeconds, fetch: plainFetch(call) });
  if (heard !== undefined) listenIn(api, heard);
  return api;
}

/** Who learns whether Telegram answers. */
type Heard = Pick<Reach, 'answered' | 'failed'>;

/** Lets somebody learn of every call whether Telegram answered it, whatever it said. */
function listenIn(api: Api, heard: Heard): void {
  api.config.use(async (previous, method, payload, signal) => {
    try {
      const answer = await previous(method, payload, signal);
      const code = answer.ok ? 200 : answer.error_code;
      if (code === 401 || code === 404 || code >= 500) heard.failed(String(code));
      else heard.answered();
      return answer;
    } catch (error) {
      if (signal?.aborted !== true && !isOfOurFile(error)) heard.failed(isNeverLeft(error) ? 'unreachable' : 'no-answer');
      throw error;
    }
  });
}

/** Says where the bytes of a file are, by the path that `getFile` answered. */
export function fileAddress({ token, apiRoot }: TelegramAccess, path: string): string {
  return `${apiRoot.replace(/\/+$/, '')}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * Gives the runtime's own fetch to a library that would bring another one: same errors on Node and Workers. The library hands over a signal
 * that is not the runtime's, and agents the runtime has no use for. What a proxy says in its own words becomes an answer in Telegram's.
 */
function plainFetch(call: typeof fetch): typeof fetch {
  return async (input, init) => {
    const ending = new AbortController();
    const outer = init?.signal ?? null;
    if (outer?.aborted === true) ending.abort();
    outer?.addEventListener('abort', () => ending.abort());
    const streamed: { duplex: 'half' } = { duplex: 'half' };
    const response = await call(input, {
      method: init?.method ?? 'POST',
      headers: { 'content-type': new Headers(init?.headers).get('content-type') ?? 'application/json' },
      body: init?.body ?? null,
      signal: ending.signal,
      redirect: 'manual',
      ...streamed,
    });
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    if (isJson || response.ok) return response;
    await response.body?.cancel();
    return Response.json({ ok: false, error_code: response.status, description: 'an answer that is not from the Bot API' });
  };
}
