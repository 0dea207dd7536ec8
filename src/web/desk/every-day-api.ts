import type { Attached, AttachWish } from '../../http/desk/clients/attach.ts';
import type { ClientCard } from '../../http/desk/clients/client-card.ts';
import type { Invite, Invited } from '../../http/desk/clients/invite.ts';
import type { Timeline } from '../../http/desk/clients/timeline.ts';
import type { Callers } from '../../http/desk/conversations/callers.ts';
import type { Log, Logged } from '../../http/desk/conversations/log-contact.ts';
import type { TreeToWalk } from '../../http/desk/conversations/question-tree.ts';
import type { SearchResults } from '../../http/desk/work/search.ts';
import type { Snippet, SnippetInput, SnippetList } from '../../http/desk/work/snippets.ts';
import type { Task } from '../../http/desk/work/task.ts';
import type { TaskList } from '../../http/desk/work/tasks.ts';
import type { ShownFile } from '../../http/files/file.ts';
import type { Call } from './call.ts';

export type LogBody = Log;
export type AttachBody = AttachWish;
export type SnippetBody = SnippetInput;

/** Files, clients, search, tasks, snippets and calls. */
export function everyDayApi({ get, post, put, remove }: Call) {
  const of = (what: string, id: string): string => `/${what}/${encodeURIComponent(id)}`;
  return {
    file: (id: string) => get<ShownFile>(of('files', id)),
    client: (id: string) => get<ClientCard>(of('clients', id)),
    timeline: (id: string, cursor: string | null) => get<Timeline>(`${of('clients', id)}/timeline`, { cursor, limit: '20' }),
    invite: (client: string, body: Invite) => post<Invited>(`${of('clients', client)}/invite`, body),
    attach: (contact: string, body: AttachBody) => post<Attached>(`${of('contacts', contact)}/attach`, body),
    detach: (contact: string, record: string, reason: string) => post<Attached>(`${of('contacts', contact)}/detach`, { record, reason }),
    search: (query: { readonly q: string; readonly kind: string | null; readonly cursor: string | null }) =>
      get<SearchResults>('/search', { ...query, limit: '20' }),
    tasks: (view: 'mine' | 'department', state: 'open' | 'done', cursor: string | null) => get<TaskList>('/tasks', { view, state, cursor }),
    taskDone: (id: string, outcome: string) => post<Task>(`${of('tasks', id)}/done`, { outcome }),
    snippets: (conversation: string | null) => get<SnippetList>('/snippets', { conversation }),
    addSnippet: (body: SnippetBody) => post<Snippet>('/snippets', body),
    changeSnippet: (id: string, body: SnippetBody) => put<Snippet>(of('snippets', id), body),
    removeSnippet: (id: string) => remove<null>(of('snippets', id)),
    tree: () => get<TreeToWalk>('/tree'),
    callers: (q: string) => get<Callers>('/log/callers', { q }),
    log: (body: LogBody) => post<Logged>('/log', body),
  };
}
