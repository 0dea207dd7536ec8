import { threadOf } from '../state.ts';
import type { ReadingDeps } from './list-reading.ts';
import { newestChange } from './thread.ts';

/** Reads the open thread, what changed in it, and what came before it. */
export function createThreadReading({ api, store, noteProblem, noteRead }: ReadingDeps) {
  const { dispatch, get } = store;

  async function readThread(): Promise<void> {
    const id = get().address.conversation;
    if (id === null) return;
    const known = threadOf(get(), id).messages;
    const answer = await api('GET /conversations/:id', { params: { id } });
    if (!answer.ok) {
      dispatch({ type: 'view-failed', id, problem: noteProblem(answer.problem) });
      return;
    }
    noteRead();
    dispatch({ type: 'viewed', id, view: answer.value });
    // the view shows the newest page only; edits and delivery states of earlier messages come by their change number
    if (known.length > answer.value.messages.length) await readChanges(id, newestChange(known));
  }

  async function readChanges(id: string, since: number): Promise<void> {
    for (let from = since; ; ) {
      const answer = await api('GET /conversations/:id/messages', { params: { id }, query: { after: String(from) } });
      if (!answer.ok) return;
      dispatch({ type: 'changed', id, messages: answer.value.messages });
      const newest = newestChange(answer.value.messages);
      if (!answer.value.more || newest <= from) return;
      from = newest;
    }
  }

  async function older(): Promise<void> {
    const id = get().address.conversation;
    if (id === null) return;
    const thread = threadOf(get(), id);
    const first = thread.messages[0];
    if (thread.loadingOlder || !thread.more || first === undefined) return;
    dispatch({ type: 'older-asked', id });
    const answer = await api('GET /conversations/:id/messages', { params: { id }, query: { before: String(first.seq) } });
    if (answer.ok) dispatch({ type: 'older', id, ...answer.value });
    else dispatch({ type: 'older-failed', id });
  }

  return { readThread, older };
}
