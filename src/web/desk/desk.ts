import { backoffMs } from '../../domain/backoff.ts';
import { type Answer, type Api, isPassing, type Problem } from './api.ts';
import { createListReading } from './conversations/list-reading.ts';
import { createSending } from './conversations/sending.ts';
import { concerns } from './conversations/thread.ts';
import { createThreadReading } from './conversations/thread-reading.ts';
import { createTyping } from './conversations/typing.ts';
import type { Uploads } from './conversations/uploads.ts';
import { createVerbs } from './conversations/verbs.ts';
import { type Address, sameList } from './frame/address.ts';
import type { SessionVerbs } from './frame/session-verbs.ts';
import { coalesce } from './kit/coalesce.ts';
import { type Hint, retryMs } from './live.ts';
import type { PageStore } from './page-store.ts';
import { type Concern, threadOf } from './state.ts';

export interface DeskStoreDeps extends NavigationDeps {
  readonly api: Api;
  readonly newKey: () => string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Makes everything the page does, in verbs; the screen calls them and shows the store. */
export function createDeskStore({ api, store, newKey, now, random, wait, show }: DeskStoreDeps) {
  const { noteProblem, noteAnswer } = createNoting(store);
  const recovery = createRecovery({ wait, random }, () => refresh());
  const noteRead = (problem: Problem): Problem => {
    void recovery.failed(problem);
    return noteProblem(problem);
  };
  const reading = { api, store, noteProblem: noteRead, noteRead: recovery.succeeded };
  const { readList, moreRows } = createListReading(reading);
  const { readThread, older } = createThreadReading(reading);
  const refreshing = createRefreshing({ api, store, readList, readThread });
  const { refresh, refreshList, refreshThread } = refreshing;

  const navigation = createNavigation({ store, show, readList, readThread });

  return {
    ...navigation,
    ...refreshing,
    ...createSending({
      api,
      store,
      newKey,
      now,
      random,
      wait,
      sent() {
        refreshThread('now');
        refreshList();
      },
    }),
    ...createVerbs({ api, store, newKey, refresh, noteProblem, go: navigation.go }),
    moreRows,
    older,
    noteAnswer,
    typing: createTyping({ api, now: () => now().getTime() }),
    begin: () => readMe({ api, store, wait, noteProblem }),
  };
}

export type DeskStore = ReturnType<typeof createDeskStore> & SessionVerbs & Uploads;

/** Reads the list and the thread again, with growing pauses, after they could not be read. */
function createRecovery({ wait, random }: Pick<DeskStoreDeps, 'wait' | 'random'>, read: () => void) {
  let failures = 0;
  let isWaiting = false;
  return {
    succeeded(): void {
      failures = 0;
    },
    async failed(problem: Problem): Promise<void> {
      if (!isPassing(problem) || isWaiting) return;
      isWaiting = true;
      failures += 1;
      await wait(retryMs(failures, random));
      isWaiting = false;
      read();
    },
  };
}

function createNoting({ dispatch }: PageStore) {
  /** Shows the sign-in page once the sign-in has expired; drafts and what is on its way stay in the browser. */
  function noteProblem(problem: Problem): Problem {
    if (problem.status === 401) dispatch({ type: 'session', session: { type: 'signed-out' } });
    return problem;
  }

  /** Looks at every answer the pages get, so that an ended sign-in is noticed at once. */
  function noteAnswer<T>(answer: Answer<T>): Answer<T> {
    if (!answer.ok) noteProblem(answer.problem);
    return answer;
  }

  return { noteProblem, noteAnswer };
}

interface Reads {
  readonly store: PageStore;
  readonly readList: () => Promise<void>;
  readonly readThread: () => Promise<void>;
}

/** Reads again what may have changed, as often as it does good. */
function createRefreshing({ api, store, readList, readThread }: Reads & { readonly api: Api }) {
  const { dispatch, get } = store;
  const refreshList = coalesce(readList, 150);
  const refreshThread = coalesce(readThread, 40);

  async function readPresence(): Promise<void> {
    const answer = await api('GET /me/availability');
    if (answer.ok) dispatch({ type: 'presence', presence: answer.value });
  }

  function concernChanged(concern: Concern): void {
    dispatch({ type: 'concern-changed', concern });
    if (concern === 'company') void readPresence();
  }

  function refresh(): void {
    refreshList('now');
    refreshThread('now');
    concernChanged('conversations');
    concernChanged('company');
  }

  function takeHint(hint: Hint): void {
    concernChanged('conversations');
    refreshList();
    const id = get().address.conversation;
    if (id !== null && concerns(id, threadOf(get(), id), hint)) refreshThread();
  }

  return { refresh, refreshList, refreshThread, concernChanged, takeHint };
}

interface NavigationDeps {
  readonly store: PageStore;
  /** puts the address into the address bar; `over`: instead of the one before, for what changes with every letter */
  readonly show: (address: Address, how: 'on' | 'over') => void;
}

function createNavigation({ store, show, readList, readThread }: NavigationDeps & Reads) {
  /** Goes where the address leads, whether we changed it or the browser's back button did. */
  function arrive(address: Address): void {
    const before = store.get().address;
    store.dispatch({ type: 'went', address });
    if (!sameList(before, address)) void readList();
    if (before.conversation !== address.conversation) void readThread();
  }

  function go(change: Partial<Address>, how: 'on' | 'over' = 'on'): void {
    const address = { ...store.get().address, ...change };
    show(address, how);
    arrive(address);
  }

  return { go, arrive };
}

interface MeDeps extends Pick<DeskStoreDeps, 'api' | 'store' | 'wait'> {
  readonly noteProblem: (problem: Problem) => Problem;
}

/** Asks who is signed in; the first thing asked, and again while the server is away. */
async function readMe({ api, store, wait, noteProblem }: MeDeps): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await api('GET /me');
    if (answer.ok) return store.dispatch({ type: 'session', session: { type: 'ready', me: answer.value } });
    if (answer.problem.status === 401) return void noteProblem(answer.problem);
    store.dispatch({ type: 'session', session: { type: 'unreachable' } });
    await wait(backoffMs(attempt, 1000, 10_000));
  }
}
