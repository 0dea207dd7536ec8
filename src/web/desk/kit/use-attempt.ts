import { useRef, useState } from 'preact/hooks';
import type { ErrorCode } from '../../../http/errors.ts';
import type { Answer, Problem } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { wordsFor } from './problem.ts';

/** What a deed came to; null: it was done. */
export type Outcome = Answer<unknown> | Problem | null;

/** Words of one's own for some problems. */
export type OwnWords = Readonly<Partial<Record<ErrorCode, string>>>;

export interface Attempt {
  /** in words */
  readonly trouble: string | null;
  readonly setTrouble: (words: string | null) => void;
  readonly busy: boolean;
  /** does it and shows what was wrong; while one deed is under way, no other begins */
  readonly attempt: (deed: () => Promise<Outcome>) => Promise<void>;
}

/** Carries out deeds one at a time, and keeps what went wrong with the last one. */
export function useAttempt(own: OwnWords = {}): Attempt {
  const { t, desk } = usePage();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const attempt = async (deed: () => Promise<Outcome>): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setTrouble(null);
    try {
      const problem = problemOf(await deed(), desk.noteAnswer);
      if (problem !== null) setTrouble(ownWords(own, problem) ?? wordsFor(t, problem));
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return { trouble, setTrouble, busy, attempt };
}

function problemOf(outcome: Outcome, note: (answer: Answer<unknown>) => Answer<unknown>): Problem | null {
  if (outcome === null || !('ok' in outcome)) return outcome;
  const answer = note(outcome);
  return answer.ok ? null : answer.problem;
}

const ownWords = (own: OwnWords, { code }: Problem): string | undefined => Object.entries(own).find(([each]) => each === code)?.[1];
