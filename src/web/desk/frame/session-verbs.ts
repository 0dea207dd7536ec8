import type { AvailabilityWish } from '../../../http/desk/people/availability.ts';
import type { Answer, Api, Problem } from '../api.ts';
import type { Drafts } from '../conversations/drafts.ts';
import type { PageStore } from '../page-store.ts';

export interface SessionDeps {
  readonly api: Api;
  readonly store: PageStore;
  readonly drafts: Drafts;
  readonly noteAnswer: <T>(answer: Answer<T>) => Answer<T>;
  /** begins every tab of this browser anew: somebody else may be here now */
  readonly anew: () => void;
}

/** Makes the verbs on oneself: whether one takes conversations, and who is at this browser. */
export function createSessionVerbs({ api, store, drafts, noteAnswer, anew }: SessionDeps) {
  const { dispatch, get } = store;

  /** Keeps what is not sent yet as a draft of whoever wrote it; the next person must not send it in their name. */
  function putAway(): void {
    for (const { conversation, mode, text, key, state } of get().outgoing) {
      if (state === 'sent') continue;
      const draft = drafts.read(conversation, mode);
      drafts.write(conversation, mode, draft === '' ? text : `${text}\n${draft}`);
      dispatch({ type: 'dropped', key });
    }
  }

  return {
    putAway,

    /** Shows it at once, and takes it back when the server refuses. */
    async setAvailability(wish: AvailabilityWish): Promise<Problem | null> {
      const before = get().presence;
      const { availability, awayUntil = null } = wish;
      dispatch({ type: 'presence', presence: { availability, awayUntil: awayUntil ?? null, presence: availability, engagedUntil: null } });
      const answer = noteAnswer(await api('PUT /me/availability', { body: wish }));
      if (answer.ok) dispatch({ type: 'presence', presence: answer.value });
      else if (before !== null) dispatch({ type: 'presence', presence: before });
      return answer.ok ? null : answer.problem;
    },

    async setOnCall(on: boolean): Promise<Problem | null> {
      const answer = noteAnswer(await api('PUT /me/call', { body: { on } }));
      if (answer.ok) dispatch({ type: 'presence', presence: answer.value });
      return answer.ok ? null : answer.problem;
    },

    async leave(how: 'lock' | 'signOut'): Promise<void> {
      const left = await (how === 'lock' ? api('POST /session/lock') : api('POST /sign-out'));
      // Behind a locked screen only a PIN lets them back: without one they set it first.
      if (!left.ok && left.problem.code === 'no-pin') return dispatch({ type: 'dialog', dialog: 'pin-to-lock' });
      putAway();
      anew();
    },

    async switchTo(email: string, pin: string): Promise<Problem | null> {
      const answer = await api('POST /session/switch', { body: { email, pin } });
      if (!answer.ok) return answer.problem;
      putAway();
      anew();
      return null;
    },
  };
}

export type SessionVerbs = ReturnType<typeof createSessionVerbs>;
