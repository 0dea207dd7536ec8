import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Answer, isPassing, type Problem } from '../api.ts';
import { usePage } from '../frame/page.ts';
import { retryMs } from '../live.ts';
import type { Concern } from '../state.ts';

export interface Read<T> {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly value: T | null;
  readonly problem: Problem | null;
  readonly again: () => void;
  /** puts what a change answered in the place of what was read */
  readonly set: (value: T) => void;
}

/** Hints come in bursts, ms. */
const calmMs = 250;

/**
 * What the server says, by `name` of what is asked: read at once, and again whenever it may have changed. While it is read
 * again the old answer stays on the screen; an answer overtaken by a newer question is dropped. What the server cannot answer just now
 * is asked again by itself, with growing pauses.
 */
export function useRead<T>(name: string, concern: Concern | null, read: () => Promise<Answer<T>>): Read<T> {
  const { state, desk, language } = usePage();
  const [held, setHeld] = useState<{ name: string; value: T | null; problem: Problem | null }>({ name: '', value: null, problem: null });
  const [asked, setAsked] = useState(0);
  const latest = useRef(0);
  const failures = useRef(0);
  const changes = concern === null ? 0 : state.changes[concern];
  const started = useRef('');
  const id = `${language} ${name}`;
  const again = useCallback(() => setAsked((count) => count + 1), []);

  useEffect(() => {
    const isNew = started.current !== `${id} ${asked}`;
    started.current = `${id} ${asked}`;
    let timer = setTimeout(
      async () => {
        latest.current += 1;
        const mine = latest.current;
        const answer = desk.noteAnswer(await read());
        if (mine !== latest.current) return;
        failures.current = answer.ok ? 0 : failures.current + 1;
        if (!answer.ok && isPassing(answer.problem)) timer = setTimeout(again, retryMs(failures.current, Math.random));
        setHeld((before) => {
          if (answer.ok) return { name, value: answer.value, problem: null };
          return { name, value: before.name === name ? before.value : null, problem: answer.problem };
        });
      },
      isNew ? 0 : calmMs,
    );
    return () => clearTimeout(timer);
    // the name stands for what is asked; `read` is new with every drawing
  }, [id, asked, changes, desk]);
  useEffect(
    () => () => {
      latest.current += 1;
    },
    [],
  );

  const set = useCallback(
    (value: T) => {
      latest.current += 1;
      setHeld({ name, value, problem: null });
    },
    [name],
  );
  const current = held.name === name ? held : { value: null, problem: null };
  const phase = current.value !== null ? 'ready' : current.problem !== null ? 'failed' : 'loading';
  return { ...current, phase, again, set };
}
