import { type Objection, objections } from '../../../domain/objection.ts';
import type { Done } from '../../../http/desk/conversations/action.ts';
import type { Answer, Api, Problem, RequestAt } from '../api.ts';
import type { PageStore } from '../page-store.ts';
import { type Dialog, type State, threadOf, type Verb } from '../state.ts';
import { createFinanceVerbs } from './finance-verbs.ts';

export type Transfer = RequestAt<'POST /conversations/:id/transfer'>['body'];

export interface VerbsDeps extends ActingDeps {
  readonly api: Api;
  readonly newKey: () => string;
  readonly go: (change: { readonly conversation: string }) => void;
}

/** Makes the verbs on the conversation that is open. */
export function createVerbs({ api, newKey, go, ...deps }: VerbsDeps) {
  const { act, actInPlace, may } = createActing(deps);
  const { dispatch, get } = deps.store;
  const transfer =
    (body: Transfer): Ask =>
    (params) =>
      api('POST /conversations/:id/transfer', { params, body });

  return {
    ...turnVerbs(act, api, newKey),
    ...createFinanceVerbs({ api, newKey, act, actInPlace }),

    /** Says which of the contact's clients it is about, in one tap. */
    nameClient: (client: string): Promise<void> =>
      actInPlace('client', (params) => api('POST /conversations/:id/client', { params, body: { key: newKey(), client } })),

    /**
     * Takes it from whoever is shown in charge: if somebody else was first, it stays with them. Whoever met the client, and does not wait for
     * the one who was called, is asked why (R7).
     */
    async take(knowingly?: readonly Objection[]): Promise<void> {
      if (!may('take')) return;
      const body = { key: newKey(), ...seenIn(get()), ...(knowingly === undefined ? {} : { knowingly }) };
      await actInPlace('take', (params) => api('POST /conversations/:id/take', { params, body }), { 'owner-can-come': 'take' });
    },

    /** Ends it; where the client waits, it is asked first why they need no answer. */
    async resolve(): Promise<void> {
      if (!may('resolve')) return;
      const { address } = get();
      const isOwed = address.conversation !== null && threadOf(get(), address.conversation).card?.answerOwed === true;
      if (isOwed) return dispatch({ type: 'dialog', dialog: 'resolve' });
      const ask: Ask = (params) => api('POST /conversations/:id/resolve', { params, body: { key: newKey() } });
      await actInPlace('resolve', ask, { 'answer-owed': 'resolve' });
    },

    openTransfer(): void {
      if (may('transfer')) dispatch({ type: 'dialog', dialog: 'transfer' });
    },

    /** The dialog shows the problem itself and keeps what was chosen. */
    transfer: (body: Transfer): Promise<Problem | null> => act('transfer', transfer(body)),

    /** Transfers it to whom the matter belongs, in one tap. */
    handOver: (body: Omit<Transfer, 'key'>): Promise<void> => actInPlace('transfer', transfer({ ...body, key: newKey() })),

    /** What the client wrote is of the former matter, or of another one than this (R15): the desk goes where it is answered. */
    sayMatter: (which: 'same-matter' | 'new-matter'): Promise<void> =>
      actInPlace(which, async (params) => {
        const body = { key: newKey() };
        const answer =
          which === 'same-matter'
            ? await api('POST /conversations/:id/same-matter', { params, body })
            : await api('POST /conversations/:id/new-matter', { params, body });
        if (answer.ok) go({ conversation: answer.value.conversation });
        return answer;
      }),
  };
}

/** Makes the verbs that answer the turn otherwise than by a message, and those that a reason goes with. */
function turnVerbs(act: (verb: Verb, ask: Ask) => Promise<Problem | null>, api: Api, newKey: () => string) {
  return {
    /** Takes it though the one who was called could still come, for a reason (R7). */
    takeInstead: (reason: string): Promise<Problem | null> =>
      act('take', (params) => api('POST /conversations/:id/take', { params, body: { key: newKey(), reason, knowingly: [...objections] } })),

    resolveUnanswered: (reason: string): Promise<Problem | null> =>
      act('resolve', (params) => api('POST /conversations/:id/resolve', { params, body: { key: newKey(), reason } })),

    /** Hands it back to who was late, or agrees to that. */
    handBack: (reason: string): Promise<Problem | null> =>
      act('hand-back', (params) => api('POST /conversations/:id/hand-back', { params, body: { key: newKey(), reason } })),

    /** Promises an answer by a time: the client reads it, and it replaces the deadline. */
    promise: (until: Date): Promise<Problem | null> =>
      act('promise', (params) => api('POST /conversations/:id/promise', { params, body: { key: newKey(), until: until.toISOString() } })),

    /** Says that the client was spoken with: it is the answer, and nothing is sent. */
    spoke: (kind: 'call' | 'visit', note: string): Promise<Problem | null> =>
      act('spoke', (params) =>
        api('POST /conversations/:id/spoke', { params, body: { key: newKey(), kind, ...(note === '' ? {} : { note }) } }),
      ),

    noReplyNeeded: (reason: string): Promise<Problem | null> =>
      act('waive', (params) => api('POST /conversations/:id/waive', { params, body: { key: newKey(), reason } })),
  };
}

/** Whom the open conversation is shown with, as far as it is. */
function seenIn(state: State): { readonly from?: string | null } {
  const { conversation } = state.address;
  const card = conversation === null ? null : threadOf(state, conversation).card;
  return card === null ? {} : { from: card.specialist?.id ?? null };
}

interface ActingDeps {
  readonly store: PageStore;
  readonly refresh: () => void;
  readonly noteProblem: (problem: Problem) => Problem;
}

export type Ask = (params: { readonly id: string }) => Promise<Answer<Done>>;

/** Carries out one verb at a time on the open conversation, and shows what it came to. */
function createActing({ store, refresh, noteProblem }: ActingDeps) {
  const { dispatch, get } = store;

  async function act(verb: Verb, ask: Ask): Promise<Problem | null> {
    const id = get().address.conversation;
    if (id === null || get().doing !== null) return null;
    dispatch({ type: 'doing', verb });
    dispatch({ type: 'notice', notice: null });
    const answer = await ask({ id });
    dispatch({ type: 'doing', verb: null });
    refresh();
    if (!answer.ok) return noteProblem(answer.problem);
    dispatch({ type: 'notice', notice: { type: 'done', verb, conversation: id } });
    return null;
  }

  /** Shows the problem over the thread; what it needs to be told first is asked in a dialog. */
  async function actInPlace(verb: Verb, ask: Ask, asked: Readonly<Record<string, Dialog>> = {}): Promise<void> {
    const id = get().address.conversation;
    const problem = await act(verb, ask);
    const dialog = problem === null ? undefined : asked[problem.code];
    if (dialog !== undefined && get().address.conversation === id) return dispatch({ type: 'dialog', dialog });
    if (problem !== null && id !== null) dispatch({ type: 'notice', notice: { type: 'problem', problem, conversation: id } });
  }

  function may(verb: 'take' | 'transfer' | 'resolve'): boolean {
    const { address } = get();
    return address.conversation !== null && threadOf(get(), address.conversation).card?.may[verb] === true;
  }

  return { act, actInPlace, may };
}
