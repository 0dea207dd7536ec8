import type { ConversationList } from '../../../http/desk/conversations/conversation-list.ts';
import type { Answer, Api, Problem, RequestAt } from '../api.ts';
import { type Address, sameList } from '../frame/address.ts';
import type { PageStore } from '../page-store.ts';

export interface ReadingDeps {
  readonly api: Api;
  readonly store: PageStore;
  readonly noteProblem: (problem: Problem) => Problem;
  /** something was read */
  readonly noteRead: () => void;
}

/** Reads the list of conversations, as far as it is unrolled. */
export function createListReading({ api, store, noteProblem, noteRead }: ReadingDeps) {
  const { dispatch, get } = store;

  /** reads of the list begun so far: an answer overtaken by a newer read is dropped */
  let reads = 0;

  async function readList(): Promise<void> {
    reads += 1;
    const read = reads;
    const pages = await readPages(api, get().address, get().list.rows.length);
    if (pages.ok) noteRead();
    else noteProblem(pages.problem);
    if (read !== reads) return;
    dispatch(pages.ok ? { type: 'listed', pages: pages.value } : { type: 'list-failed' });
  }

  async function moreRows(): Promise<void> {
    const { list, address } = get();
    if (list.nextCursor === null) return;
    const answer = await readPage(api, address, list.nextCursor);
    if (!answer.ok) return void noteProblem(answer.problem);
    if (!sameList(get().address, address)) return;
    const known = { conversations: [...list.rows], nextCursor: null, counts: answer.value.counts };
    dispatch({ type: 'listed', pages: [known, answer.value] });
  }

  return { readList, moreRows };
}

type Narrowing = Pick<
  NonNullable<RequestAt<'GET /conversations'>['query']>,
  'specialist' | 'department' | 'channel' | 'size' | 'topic' | 'waiting'
>;

function readPage(api: Api, { view, status, filters }: Address, cursor: string | null): Promise<Answer<ConversationList>> {
  const { person: specialist, ...others } = filters;
  // what stands in the address is asked for as it is: the server refuses what is no choice
  const narrowing = { specialist, ...others } as Narrowing;
  return api('GET /conversations', { query: { view, status, ...narrowing, cursor } });
}

/** Reads the first pages of the list, until they hold so many rows or there are no more. */
async function readPages(api: Api, address: Address, wanted: number): Promise<Answer<readonly ConversationList[]>> {
  const pages: ConversationList[] = [];
  let rows = 0;
  let cursor: string | null = null;
  do {
    const answer = await readPage(api, address, cursor);
    if (!answer.ok) return answer;
    pages.push(answer.value);
    rows += answer.value.conversations.length;
    cursor = answer.value.nextCursor;
  } while (rows < wanted && cursor !== null);
  return { ok: true, value: pages };
}
