import { useEffect, useRef } from 'preact/hooks';
import type { Answer } from '../api.ts';
import { type Read, useRead } from '../kit/use-read.ts';

export interface Refreshed<T> extends Read<T> {
  /** what is on the screen answers the former question, while the new one is asked */
  readonly isBehind: boolean;
}

/** Numbers are at most a minute old; half of it is soon enough, ms. */
const refreshMs = 30_000;

/**
 * Reads by `name` of what is asked, and again every half minute and whenever the page comes to the front. Until a new question is answered
 * the former answer stays on the screen, so that nothing jumps.
 */
export function useRefreshed<T>(name: string, read: () => Promise<Answer<T>>): Refreshed<T> {
  const current = useRead(name, null, read);
  const { again } = current;
  const former = useRef<T | null>(null);
  useEffect(() => {
    const fresh = (): void => {
      if (document.visibilityState === 'visible') again();
    };
    const timer = setInterval(fresh, refreshMs);
    document.addEventListener('visibilitychange', fresh);
    addEventListener('online', fresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', fresh);
      removeEventListener('online', fresh);
    };
  }, [again]);
  useEffect(() => {
    if (current.value !== null || current.phase === 'failed') former.current = current.value;
  });
  const isBehind = current.phase === 'loading' && former.current !== null;
  return isBehind ? { ...current, phase: 'ready', value: former.current, isBehind } : { ...current, isBehind };
}
