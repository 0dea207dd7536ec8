import type { Language } from '../../domain/language.ts';
import type { ConversationList, ConversationView, DeskMessages, Done, Me, People } from '../../doors/http/desk/contract.ts';
import type { ErrorBody } from '../../doors/http/errors.ts';
import type { StatusFilter, View } from './place.ts';

/** Why a request did not do what was asked. `status` 0: the server could not be reached. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export interface ApiDeps {
  readonly fetch: typeof fetch;
  readonly language: () => Language;
  /** the token of the signed-in person, empty before `me` */
  readonly csrf: () => string;
  /** the `date` header of every answer */
  readonly dated: (header: string | null) => void;
}

export interface Writing {
  readonly key: string;
  readonly text: string;
}

export interface Transfer {
  readonly key: string;
  readonly department: string;
  readonly specialist?: string;
  readonly reason: string;
}

/** How long an answer may take before the connection counts as lost. */
const patienceMs = 20_000;

/** Worth sending again unchanged: the same key makes it one action. */
export const isPassing = (problem: Problem): boolean => [0, 408, 429, 502, 503, 504].includes(problem.status);

async function problemOf(response: Response): Promise<Problem> {
  const body: Partial<ErrorBody> | null = await response.json().catch(() => null);
  return { code: body?.error?.code ?? `http-${response.status}`, message: body?.error?.message ?? '', status: response.status };
}

/** The desk's server, typed by the contract. Nothing here throws: a failure is an answer too. */
export function createApi({ fetch, language, csrf, dated }: ApiDeps) {
  async function call<T>(path: string, init: RequestInit = {}): Promise<Answer<T>> {
    try {
      const headers = { accept: 'application/json', 'accept-language': language(), ...init.headers };
      const signal = AbortSignal.timeout(patienceMs);
      const response = await fetch(`/desk/api${path}`, { credentials: 'same-origin', signal, ...init, headers });
      dated(response.headers.get('date'));
      if (!response.ok) return { ok: false, problem: await problemOf(response) };
      return { ok: true, value: await response.json() };
    } catch {
      return { ok: false, problem: { code: 'network', message: '', status: 0 } };
    }
  }

  const post = <T>(path: string, body: object): Promise<Answer<T>> =>
    call(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'x-csrf-token': csrf() } });

  const of = (id: string): string => `/conversations/${encodeURIComponent(id)}`;

  return {
    me: () => call<Me>('/me'),
    people: () => call<People>('/people'),
    list: (view: View, status: StatusFilter, cursor: string | null) =>
      call<ConversationList>(
        `/conversations?${new URLSearchParams({ view, status, limit: '50', ...(cursor === null ? {} : { cursor }) })}`,
      ),
    conversation: (id: string) => call<ConversationView>(of(id)),
    before: (id: string, seq: number) => call<DeskMessages>(`${of(id)}/messages?before=${seq}`),
    after: (id: string, changed: number) => call<DeskMessages>(`${of(id)}/messages?after=${changed}`),
    reply: (id: string, body: Writing) => post<Done>(`${of(id)}/reply`, body),
    note: (id: string, body: Writing) => post<Done>(`${of(id)}/note`, body),
    take: (id: string, key: string) => post<Done>(`${of(id)}/take`, { key }),
    resolve: (id: string, key: string) => post<Done>(`${of(id)}/resolve`, { key }),
    transfer: (id: string, body: Transfer) => post<Done>(`${of(id)}/transfer`, body),
  };
}

export type Api = ReturnType<typeof createApi>;
