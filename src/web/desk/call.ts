import type { Language } from '../../domain/language.ts';
import type { ErrorBody } from '../../http/errors.ts';

/** Why a request did not do what was asked. `status` 0: the server could not be reached. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  /** what is wrong in particular, where the error names it */
  readonly details?: unknown;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export interface CallDeps {
  readonly fetch: typeof fetch;
  readonly language: () => Language;
  /** the token of the signed-in person, empty before `me` */
  readonly csrf: () => string;
  /** what shows the page, where that is a screen on the wall */
  readonly screen: () => 'wall' | null;
  /** the `date` header of every answer */
  readonly dated: (header: string | null) => void;
}

/** How long an answer may take before the connection counts as lost. */
const patienceMs = 20_000;

/** Tells whether it is worth sending again unchanged: the same key makes it one action. */
export const isPassing = (problem: Problem): boolean => [0, 408, 429, 502, 503, 504].includes(problem.status);

/** Tells whether what is on the screen is old now: it was changed, by us or before us by somebody else. */
export const isOutdating = (answer: Answer<unknown>): boolean => answer.ok || answer.problem.status === 409;

export function problemIn(body: Partial<ErrorBody> | null, status: number): Problem {
  const { code = `http-${status}`, message = '', details } = body?.error ?? {};
  return { code, message, status, ...(details === undefined ? {} : { details }) };
}

const unreachable: Problem = { code: 'network', message: '', status: 0 };

export type Call = (method: string, path: string, body: object | undefined) => Promise<Answer<unknown>>;

/** Makes requests to the desk's server. Nothing here throws: a failure is an answer too. */
export function createCall({ fetch, language, csrf, screen, dated }: CallDeps): Call {
  return async (method, path, body) => {
    const shownOn = screen();
    const headers = {
      accept: 'application/json',
      'accept-language': language(),
      ...(shownOn === null ? {} : { 'x-okno-screen': shownOn }),
      ...(method === 'GET' ? {} : { 'x-csrf-token': csrf() }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    try {
      const init: RequestInit = { method, headers, credentials: 'same-origin', signal: AbortSignal.timeout(patienceMs) };
      const response = await fetch(`/desk/api${path}`, body === undefined ? init : { ...init, body: JSON.stringify(body) });
      dated(response.headers.get('date'));
      if (!response.ok) return { ok: false, problem: problemIn(await response.json().catch(() => null), response.status) };
      return { ok: true, value: response.status === 204 ? null : await response.json() };
    } catch {
      return { ok: false, problem: unreachable };
    }
  };
}
