import type { z } from 'zod';
import type * as calls from '../../http/desk/conversations/log-contact-contract.ts';
import type * as contract from '../../http/desk/work/contract.ts';
import type { Call } from './call.ts';

export type LogBody = z.input<typeof calls.log>;
export type AttachBody = z.input<typeof contract.attach>;
export type SnippetBody = z.input<typeof contract.snippetInput>;

/** Files, clients, search, tasks, snippets and calls. */
export function everyDayApi({ get, post, put, remove }: Call) {
  const of = (what: string, id: string): string => `/${what}/${encodeURIComponent(id)}`;
  return {
    file: (id: string) => get<contract.File>(of('files', id)),
    client: (id: string) => get<contract.ClientCard>(of('clients', id)),
    timeline: (id: string, cursor: string | null) => get<contract.Timeline>(`${of('clients', id)}/timeline`, { cursor, limit: '20' }),
    invite: (client: string, body: z.input<typeof contract.invite>) => post<contract.Invited>(`${of('clients', client)}/invite`, body),
    attach: (contact: string, body: AttachBody) => post<contract.Attached>(`${of('contacts', contact)}/attach`, body),
    detach: (contact: string, record: string, reason: string) =>
      post<contract.Attached>(`${of('contacts', contact)}/detach`, { record, reason }),
    search: (query: { readonly q: string; readonly kind: string | null; readonly cursor: string | null }) =>
      get<contract.SearchResults>('/search', { ...query, limit: '20' }),
    tasks: (view: 'mine' | 'department', state: 'open' | 'done', cursor: string | null) =>
      get<contract.TaskList>('/tasks', { view, state, cursor }),
    taskDone: (id: string, outcome: string) => post<contract.Task>(`${of('tasks', id)}/done`, { outcome }),
    snippets: (conversation: string | null) => get<contract.SnippetList>('/snippets', { conversation }),
    addSnippet: (body: SnippetBody) => post<contract.Snippet>('/snippets', body),
    changeSnippet: (id: string, body: SnippetBody) => put<contract.Snippet>(of('snippets', id), body),
    removeSnippet: (id: string) => remove<null>(of('snippets', id)),
    tree: () => get<calls.TreeToWalk>('/tree'),
    callers: (q: string) => get<calls.Callers>('/log/callers', { q }),
    log: (body: LogBody) => post<calls.Logged>('/log', body),
  };
}
