import { createPause, type Pause } from './pause.ts';

/** What one try at sending a file came to. */
export type Tried<Value, Problem> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** How a file is doing on its way. `waiting`: it is tried again by itself. */
export type Moved<Value, Problem> =
  | { readonly state: 'sending' | 'waiting'; readonly share: number }
  | { readonly state: 'sent'; readonly value: Value }
  | { readonly state: 'failed'; readonly problem: Problem };

export interface TransfersDeps<Value, Problem> {
  /** `progress`: share sent, 0..1 */
  send(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<Tried<Value, Problem>>;
  /** ms until the next try after the one of that number (from 0); null, as it is without this: the problem is final */
  retryMs?(problem: Problem, attempt: number): number | null;
}

/** Files being sent, each under a key of its own. */
export interface Transfers<Value, Problem> {
  /** sends the file, once more if it was sent before; resolves to null when it does not get through or is dropped */
  start(key: string, file: File, moved: (to: Moved<Value, Problem>) => void): Promise<Value | null>;
  /** what became of the file last started under the key; null: none was */
  result(key: string): Promise<Value | null> | null;
  file(key: string): File | null;
  /** ends the sending; its `moved` is called no more */
  drop(key: string): void;
  /** the connection may be back: those that wait are tried at once */
  nudge(): void;
  stop(): void;
}

interface Transfer<Value> {
  readonly file: File;
  readonly pause: Pause;
  readonly ended: AbortController;
  readonly result: Promise<Value | null>;
}

export function createTransfers<Value, Problem>({ send, retryMs = () => null }: TransfersDeps<Value, Problem>): Transfers<Value, Problem> {
  const transfers = new Map<string, Transfer<Value>>();

  async function run(file: File, pause: Pause, ended: AbortSignal, moved: (to: Moved<Value, Problem>) => void): Promise<Value | null> {
    const move = (to: Moved<Value, Problem>): void => {
      if (!ended.aborted) moved(to);
    };
    for (let attempt = 0; !ended.aborted; attempt += 1) {
      move({ state: 'sending', share: 0 });
      const tried = await send(file, (share) => move({ state: 'sending', share }), ended);
      if (ended.aborted) return null;
      if (tried.ok) {
        move({ state: 'sent', value: tried.value });
        return tried.value;
      }
      const ms = retryMs(tried.problem, attempt);
      if (ms === null) {
        move({ state: 'failed', problem: tried.problem });
        return null;
      }
      move({ state: 'waiting', share: 0 });
      await pause.wait(ms);
    }
    return null;
  }

  function end({ ended, pause }: Transfer<Value>): void {
    ended.abort();
    pause.end();
  }

  function drop(key: string): void {
    const transfer = transfers.get(key);
    transfers.delete(key);
    if (transfer !== undefined) end(transfer);
  }

  return {
    start(key, file, moved) {
      drop(key);
      const [pause, ended] = [createPause(), new AbortController()];
      const result = run(file, pause, ended.signal, moved);
      transfers.set(key, { file, pause, ended, result });
      return result;
    },
    result: (key) => transfers.get(key)?.result ?? null,
    file: (key) => transfers.get(key)?.file ?? null,
    drop,
    nudge: () => transfers.forEach(({ pause }) => void pause.end()),
    stop: () => transfers.forEach(end),
  };
}
