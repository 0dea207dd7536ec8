import type { ConversationId, WindowId } from '../../../src/domain/ids.ts';
import type { Flushed } from '../../../src/engine/batch/flush.ts';
import { createSubmit, defaultLimits, type SubmitLimits } from '../../../src/engine/batch/submit.ts';
import type { Inbound, Outcome, Submission } from '../../../src/engine/submissions/submission.ts';

export const at = new Date('2026-03-02T09:00:00Z');

export function from(address: string, text = ''): Inbound {
  const window = 'w' as WindowId;
  return { type: 'inbound', account: 'webchat', externalId: text, address, window, language: 'en', content: { text }, occurredAt: at };
}

export const stored: Outcome = { type: 'accepted', conversation: null, window: 'w' as WindowId, seq: 1, at, duplicate: false };
export const flushed = (submissions: readonly Submission[]): Flushed => ({
  outcomes: submissions.map(() => stored),
  hints: [],
  hasMail: false,
  hasFetches: false,
  freed: [],
});
export const failure = (code: string) => Object.assign(new Error('refused by the database'), { code });

export interface Flush {
  readonly submissions: readonly Submission[];
  commit(): void;
  fail(error: Error): void;
}

export const due = (conversation: string): Submission => ({
  type: 'timer-due',
  conversation: conversation as ConversationId,
  key: 'reaction',
  generation: 1,
});

/** The way in over a database that answers when it is told to. */
export function gate(limits: Partial<SubmitLimits> = {}) {
  const flushes: Flush[] = [];
  const pauses: number[] = [];
  const submitter = createSubmit({
    flush: (submissions) =>
      new Promise((resolve, reject) => flushes.push({ submissions, commit: () => resolve(flushed(submissions)), fail: reject })),
    now: () => at,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    committed: () => {},
    limits: { ...defaultLimits, inFlight: 1, minParallel: 1, ...limits },
    pause: async (ms) => void pauses.push(ms),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...submitter,
    flushes,
    pauses,
    settled,
    /** commits whatever comes until nothing waits */
    commitAll: async () => {
      for (let i = 0; submitter.pending() > 0 || i < flushes.length; i++) {
        await settled();
        flushes[i]?.commit();
      }
    },
  };
}

export const names = (flush: Flush | undefined) =>
  flush?.submissions.map((each) => (each.type === 'inbound' ? `${each.address}${each.content.text}` : each.type));
