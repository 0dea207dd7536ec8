import type { ChatMessage, ChatState } from '../../http/chat/protocol.ts';
import type { ChatDeps } from './chat-interface.ts';
import type { History } from './history.ts';
import type { ServerSentEvent } from './protocol/sse.ts';
import { createStream } from './protocol/stream.ts';
import type { Session } from './session.ts';
import type { ChatStore } from './state/chat-store.ts';
import type { Trouble } from './trouble.ts';

export interface LiveDeps extends Pick<ChatDeps, 'api' | 'memory' | 'random' | 'now'> {
  readonly session: Session;
  readonly store: ChatStore;
  readonly history: History;
  readonly trouble: Trouble;
  /** connected, for the first time or again */
  onUp(): void;
  /** the visitor's window is another one now */
  onReset(): void;
}

/** Takes what the desk sends by itself, as it comes. */
export interface Live {
  start(): void;
  stop(): void;
  /** something says the network may be back */
  nudge(): void;
  /** begins anew: what was read belongs to a window that is the visitor's no more */
  leaveWindow(): void;
}

export function createLive({ api, memory, random, now, session, store, history, trouble, onUp, onReset }: LiveDeps): Live {
  const { dispatch, get } = store;
  /** nothing before the next event can have been missed */
  let synced = false;

  const stream = createStream({
    connect: (lastEventId, signal) => session.authorized((token) => api.events(token, lastEventId, signal)),
    onUp() {
      trouble.end();
      synced = false;
      const { era } = get();
      void history.catchUp().then(() => {
        synced = get().era === era;
      });
      onUp();
    },
    onDown() {
      synced = false;
      trouble.begin();
    },
    onEvent(event) {
      const parsed = parse(event);
      if (parsed === null) return;
      if (parsed.type === 'reset') return onReset();
      if (parsed.type === 'state') return dispatch(parsed);
      const { message } = parsed;
      dispatch({ type: 'live', message, synced });
      if (message.from === 'client' && message.id !== undefined) memory.dropPending(message.id);
    },
    random,
    now,
  });

  return {
    start: stream.start,
    stop: stream.stop,
    nudge: stream.nudge,
    leaveWindow() {
      synced = false;
      stream.forget();
      dispatch({ type: 'other-window' });
    },
  };
}

type LiveEvent =
  | { readonly type: 'reset' }
  | { readonly type: 'state'; readonly state: ChatState }
  | { readonly type: 'message'; readonly message: ChatMessage };

/** Reads an event; null for one this page does not know. */
function parse({ event, data }: ServerSentEvent): LiveEvent | null {
  try {
    const parsed: unknown = JSON.parse(data);
    if (event === 'reset') return { type: 'reset' };
    if (event === 'state') return { type: 'state', state: parsed as ChatState };
    return event === 'message' ? { type: 'message', message: parsed as ChatMessage } : null;
  } catch {
    return null;
  }
}
