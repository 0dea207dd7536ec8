import { createPause, type Pause } from '../kit/pause.ts';
import type { Chat, ChatDeps } from './chat-interface.ts';
import type { History } from './history.ts';
import type { Live } from './live.ts';
import { retryMs } from './protocol/retry.ts';
import type { Sending } from './sending.ts';
import type { Session } from './session.ts';
import type { ChatStore } from './state/chat-store.ts';
import type { Trouble } from './trouble.ts';

export interface LifecycleDeps extends Pick<ChatDeps, 'memory' | 'random'> {
  readonly session: Session;
  readonly store: ChatStore;
  readonly history: History;
  readonly live: Live;
  readonly sending: Sending;
  readonly trouble: Trouble;
}

export interface Lifecycle extends Pick<Chat, 'resume' | 'wake' | 'sleep' | 'stop'> {
  /** opens a session, however long that takes, and what goes on with it; once */
  begin(): Promise<void>;
  /** whether it has begun */
  isReady(): boolean;
  /** goes over to the window that is the visitor's now: its numbers begin anew, and so does everything read by them */
  reset(): Promise<void>;
}

export function createLifecycle(deps: LifecycleDeps): Lifecycle {
  const { memory, random, session, store, history, live, sending, trouble } = deps;
  const pause = createPause();
  const opening = { session, pause, random };
  let begun = false;
  let ready = false;
  let stopped = false;

  async function begin(): Promise<void> {
    if (begun) return;
    begun = true;
    await openSession(opening, () => !stopped, trouble.begin);
    if (stopped) return;
    trouble.end();
    for (const pending of memory.pending(session.owner())) store.dispatch({ type: 'written', pending });
    ready = true;
    void history.catchUp();
    live.start();
    sending.flush();
  }

  async function reset(): Promise<void> {
    live.leaveWindow();
    const { era } = store.get();
    await openSession(opening, () => !stopped && store.get().era === era);
    await history.catchUp();
  }

  function wake(): void {
    pause.end();
    if (!ready) return;
    live.start();
    live.nudge();
    sending.flush();
  }

  function stop(): void {
    stopped = true;
    for (const each of [live, sending, history]) each.stop();
    pause.end();
    trouble.end();
  }

  return {
    begin,
    isReady: () => ready,
    reset,
    resume() {
      if (session.remembered()) void begin();
    },
    wake,
    sleep() {
      live.stop();
      trouble.end();
    },
    stop,
  };
}

interface Opening {
  readonly session: Session;
  readonly pause: Pause;
  readonly random: () => number;
}

/** Opens a session, again and again until it succeeds or is not `wanted` any more. */
async function openSession({ session, pause, random }: Opening, wanted: () => boolean, onFailure?: () => void): Promise<void> {
  for (let attempt = 0; wanted(); attempt += 1) {
    const reply = await session.open();
    if (reply.type === 'ok' || !wanted()) return;
    onFailure?.();
    await pause.wait((reply.type === 'later' ? reply.afterMs : null) ?? retryMs(attempt, random));
  }
}
