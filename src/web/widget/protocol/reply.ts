/** What became of a request. `later`: nothing wrong with it, the same again in a while; `expired`: a new token first. */
export type Reply<T> =
  | { readonly type: 'ok'; readonly value: T }
  | { readonly type: 'later'; readonly cause: 'network' | 'busy' | 'broken'; readonly afterMs: number | null }
  | { readonly type: 'expired' }
  | { readonly type: 'refused'; readonly status: number; readonly code: string };

/** Returns the milliseconds of a `Retry-After`, which is either seconds or a date; null when it is neither. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/** Turns a response that is not a success into a reply. */
export async function failure(response: Response, now: number): Promise<Exclude<Reply<never>, { type: 'ok' }>> {
  const { status } = response;
  const afterMs = retryAfterMs(response.headers.get('retry-after'), now);
  if (status === 401) return { type: 'expired' };
  if (status === 429 || status === 503) return { type: 'later', cause: 'busy', afterMs };
  if (status >= 500 || status === 408) return { type: 'later', cause: 'broken', afterMs };
  return { type: 'refused', status, code: await codeOf(response) };
}

export async function codeOf(response: Response): Promise<string> {
  try {
    const body = (await response.json()) as { error?: { code?: unknown } } | null;
    const code = body?.error?.code;
    return typeof code === 'string' ? code : '';
  } catch {
    return '';
  }
}
