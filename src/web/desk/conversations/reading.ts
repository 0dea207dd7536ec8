import type { ConversationList } from '../../../http/desk/conversations/conversation-list.ts';
import type { Answer, Api, Problem } from '../api.ts';
import { sameList } from '../frame/address.ts';
import type { PageStore } from '../page-store.ts';
import { threadOf } from '../state.ts';
import { newestChange } from './thread.ts';

export interface ReadingDeps {
  readonly api: Api;
  readonly store: PageStore;
  readonly noteProblem: (problem: Problem) => Problem;
}

/** Reads what the inbox shows: the list as far as it is unrolled, the open thread and what changed in it. */
export function createReading({ api, store, noteProblem }: ReadingDeps) {
  const { dispatch, get } = store;

  /** reads of the list begun so far: an answer overtaken by a newer read is dropped */
  let reads = 0;

  async function readList(): Promise<void> {
    reads += 1;
    const read = reads;
    const { address } = get();
    const wanted = get().list.rows.length;
    const pages: ConversationList[] = [];
    let rows = 0;
    let cursor: string | null = null;
    do {
      const answer: Answer<ConversationList> = await api.list(address, cursor);
      if (!answer.ok) {
        noteProblem(answer.problem);
        if (read === reads) dispatch({ type: 'list-failed' });
        return;
      }
      pages.push(answer.value);
      rows += answer.value.conversations.length;
      cursor = answer.value.nextCursor;
    } while (rows < wanted && cursor !== null);
    if (read === reads) dispatch({ type: 'listed', pages });
  }

  async function readThread(): Promise<void> {
    const id = get().address.conversation;
    if (id === null) return;
    const known = threadOf(get(), id).messages;
    const answer = await api.conversation(id);
    if (!answer.ok) {
      dispatch({ type: 'view-failed', id, problem: noteProblem(answer.problem) });
      return;
    }
    dispatch({ type: 'viewed', id, view: answer.value });
    // the view shows the newest page only; edits and delivery states of earlier messages come by their change number
    if (known.length > answer.value.messages.length) await readChanges(id, newestChange(known));
  }

  async function readChanges(id: string, since: number): Promise<void> {
    for (let from = since; ; ) {
      const answer = await api.after(id, from);
      if (!answer.ok) return;
      dispatch({ type: 'changed', id, messages: answer.value.messages });
      const newest = newestChange(answer.value.messages);
      if (!answer.value.more || newest <= from) return;
      from = newest;
    }
  }

  async function moreRows(): Promise<void> {
    const { list, address } = get();
    if (list.nextCursor === null) return;
    const answer = await api.list(address, list.nextCursor);
    if (!answer.ok) return void noteProblem(answer.problem);
    if (!sameList(get().address, address)) return;
    const known = { conversations: [...list.rows], nextCursor: null, counts: answer.value.counts };
    dispatch({ type: 'listed', pages: [known, answer.value] });
  }

  async function older(): Promise<void> {
    const id = get().address.conversation;
    if (id === null) return;
    const thread = threadOf(get(), id);
    const first = thread.messages[0];
    if (thread.loadingOlder || !thread.more || first === undefined) return;
    dispatch({ type: 'older-asked', id });
    const answer = await api.before(id, first.seq);
    if (answer.ok) dispatch({ type: 'older', id, ...answer.value });
    else dispatch({ type: 'older-failed', id });
  }

  return { readList, readThread, moreRows, older };
}
