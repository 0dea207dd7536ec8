import { backoffMs } from '../../domain/backoff.ts';

export interface Hint {
  readonly conversation: string;
  readonly version: number;
}

/** Of how many days the demo company's past is made, while it is. */
export interface PastProgress {
  readonly over: number;
  readonly of: number;
}

export interface LiveListener {
  /** connected, for the first time or again: read everything */
  hello(): void;
  changed(hint: Hint): void;
  /** people, availability or departments changed */
  company(): void;
  /** the demo company's past is so far; null: it is there */
  past(progress: PastProgress | null): void;
  /** another tab says that the stream is up: nothing to read */
  live(): void;
  /** the stream broke; it comes back by itself */
  lost(): void;
}

export interface LiveDeps {
  readonly open: () => EventSource;
  readonly listener: LiveListener;
  /** 0..1 */
  readonly random: () => number;
}

function hintOf(data: string): Hint | null {
  try {
    const hint: Partial<Hint> = JSON.parse(data);
    return typeof hint.conversation === 'string' && typeof hint.version === 'number'
      ? { conversation: hint.conversation, version: hint.version }
      : null;
  } catch {
    return null;
  }
}

function progressOf(data: string): PastProgress | null {
  try {
    const progress: Partial<PastProgress> | null = JSON.parse(data);
    return typeof progress?.over === 'number' && typeof progress.of === 'number' ? { over: progress.over, of: progress.of } : null;
  } catch {
    return null;
  }
}

/** Returns the wait before the n-th try again, ms: up to 15 s and scattered, so that a restarted server is not met by all desks at once. */
export const retryMs = (attempt: number, random: () => number): number => backoffMs(attempt, 500, 15_000, random());

/** Listens to the server's hints until it is stopped. The browser resumes a broken stream only after some errors; we do after all. */
export function listen({ open, listener, random }: LiveDeps): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;

  function connect(): void {
    const stream = open();
    source = stream;
    stream.addEventListener('hello', () => {
      attempt = 0;
      listener.hello();
    });
    stream.addEventListener('changed', (event: MessageEvent<string>) => {
      const hint = hintOf(event.data);
      if (hint !== null) listener.changed(hint);
    });
    stream.addEventListener('company', () => listener.company());
    stream.addEventListener('past', (event: MessageEvent<string>) => listener.past(progressOf(event.data)));
    stream.addEventListener('error', () => {
      stream.close();
      listener.lost();
      clearTimeout(timer);
      timer = setTimeout(connect, retryMs(attempt, random));
      attempt += 1;
    });
  }

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
