import type { Done } from '../../http/desk/conversations/action.ts';
import type { Answer, Api, Problem, Transfer } from './api.ts';
import type { Mode } from './conversations/drafts.ts';
import type { OutgoingFile } from './conversations/outgoing.ts';
import { createReading } from './conversations/reading.ts';
import { createSending } from './conversations/sending.ts';
import { concerns } from './conversations/thread.ts';
import { createTyping } from './conversations/typing.ts';
import type { Uploads } from './conversations/uploads.ts';
import { type Address, sameList } from './frame/address.ts';
import type { SessionVerbs } from './frame/session-verbs.ts';
import { coalesce } from './kit/coalesce.ts';
import type { PageStore } from './kit/store.ts';
import type { Hint } from './live.ts';
import { type Concern, threadOf, type Verb } from './state.ts';

export interface DeskStoreDeps {
  readonly api: Api;
  readonly store: PageStore;
  readonly newKey: () => string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** puts the place into the address bar; `over`: in the place of the one before, for what changes with every letter */
  readonly show: (place: Address, how: 'on' | 'over') => void;
}

/** Everything the page does, in verbs; the screen calls them and shows the store. */
export function createDeskStore({ api, store, newKey, now, random, wait, show }: DeskStoreDeps) {
  const { dispatch, get } = store;

  /** An expired sign-in turns any request into the sign-in page; drafts and what is on its way stay in the browser. */
  function noticed(problem: Problem): Problem {
    if (problem.status === 401) dispatch({ type: 'session', session: { type: 'signed-out' } });
    return problem;
  }

  const { readList, readThread, moreRows, older } = createReading({ api, store, noticed });
  const refreshList = coalesce(readList, 150);
  const refreshThread = coalesce(readThread, 40);
  const refresh = (): void => {
    refreshList('now');
    refreshThread('now');
    heard('conversations');
    heard('company');
  };

  function heard(concern: Concern): void {
    dispatch({ type: 'heard', concern });
    if (concern === 'company') void readPresence();
  }

  async function readPresence(): Promise<void> {
    const answer = await api.myAvailability();
    if (answer.ok) dispatch({ type: 'presence', presence: answer.value });
  }

  const pump = createSending({
    api,
    store,
    random,
    wait,
    sent: () => {
      refreshThread('now');
      refreshList();
    },
  });

  function go(change: Partial<Address>, how: 'on' | 'over' = 'on'): void {
    const place = { ...get().place, ...change };
    show(place, how);
    arrive(place);
  }

  /** The address changed, by us or by the browser's back button. */
  function arrive(place: Address): void {
    const before = get().place;
    dispatch({ type: 'went', place });
    if (!sameList(before, place)) void readList();
    if (before.conversation !== place.conversation) void readThread();
  }

  async function act(verb: Verb, call: (id: string) => Promise<Answer<Done>>): Promise<Problem | null> {
    const id = get().place.conversation;
    if (id === null || get().doing !== null) return null;
    dispatch({ type: 'doing', verb });
    dispatch({ type: 'notice', notice: null });
    const answer = await call(id);
    dispatch({ type: 'doing', verb: null });
    refresh();
    if (answer.ok) {
      dispatch({ type: 'notice', notice: { type: 'done', verb, conversation: id } });
      return null;
    }
    return noticed(answer.problem);
  }

  async function actInPlace(verb: Verb, call: (id: string) => Promise<Answer<Done>>): Promise<void> {
    const id = get().place.conversation;
    const problem = await act(verb, call);
    if (problem !== null && id !== null) dispatch({ type: 'notice', notice: { type: 'problem', problem, conversation: id } });
  }

  const may = (verb: 'take' | 'transfer' | 'resolve'): boolean => {
    const { place } = get();
    return place.conversation !== null && threadOf(get(), place.conversation).card?.may[verb] === true;
  };

  return {
    go,
    arrive,
    refresh,
    refreshList,
    refreshThread,
    pump,
    people: api.people,
    typing: createTyping({ api, now: () => now().getTime() }),

    /** Who am I; the first thing asked, and again while the server is away. */
    async begin(): Promise<void> {
      for (let attempt = 0; ; attempt += 1) {
        const answer = await api.me();
        if (answer.ok) {
          dispatch({ type: 'session', session: { type: 'ready', me: answer.value } });
          return;
        }
        if (answer.problem.status === 401) {
          noticed(answer.problem);
          return;
        }
        dispatch({ type: 'session', session: { type: 'unreachable' } });
        await wait(Math.min(10_000, 1000 * 2 ** attempt));
      }
    },

    heard,

    /** Every answer the pages get passes here: an ended sign-in is noticed at once. */
    told: <T>(answer: Answer<T>): Answer<T> => {
      if (!answer.ok) noticed(answer.problem);
      return answer;
    },

    hinted(hint: Hint): void {
      heard('conversations');
      refreshList();
      const id = get().place.conversation;
      if (id !== null && concerns(id, threadOf(get(), id), hint)) refreshThread();
    },

    moreRows,
    older,

    write(conversation: string, mode: Mode, text: string, files: readonly OutgoingFile[]): void {
      const afterSeq = threadOf(get(), conversation).messages.at(-1)?.seq ?? 0;
      const at = now().toISOString();
      const outgoing = {
        key: newKey(),
        conversation,
        mode,
        text,
        files,
        at,
        afterSeq,
        state: 'sending',
        seq: null,
        problem: null,
      } as const;
      dispatch({ type: 'sending', outgoing });
      pump();
    },

    retry(key: string): void {
      dispatch({ type: 'retried', key });
      pump();
    },

    async take(): Promise<void> {
      if (may('take')) await actInPlace('take', (id) => api.take(id, newKey()));
    },

    async resolve(): Promise<void> {
      if (may('resolve')) await actInPlace('resolve', (id) => api.resolve(id, newKey()));
    },

    /** The dialog shows the problem itself and keeps what was chosen. */
    transfer: (body: Transfer): Promise<Problem | null> => act('transfer', (id) => api.transfer(id, body)),

    /** "I will answer by …": the client reads it, and it replaces the deadline. */
    promise: (until: Date): Promise<Problem | null> => act('promise', (id) => api.promise(id, newKey(), until.toISOString())),
    waive: (reason: string): Promise<Problem | null> => act('waive', (id) => api.waive(id, newKey(), reason)),
    beside: (reason: string): Promise<Problem | null> => act('beside', (id) => api.beside(id, newKey(), reason)),

    /** To whom the matter belongs, in one tap. */
    handOver: (body: Omit<Transfer, 'key'>): Promise<void> => actInPlace('transfer', (id) => api.transfer(id, { ...body, key: newKey() })),

    openTransfer(): void {
      if (may('transfer')) dispatch({ type: 'dialog', dialog: 'transfer' });
    },
  };
}

export type DeskStore = ReturnType<typeof createDeskStore> & SessionVerbs & Uploads;
