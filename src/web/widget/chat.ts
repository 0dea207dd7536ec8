import type { Language } from '../../domain/language.ts';
import type { ChatMessage, ChatState } from '../../doors/http/chat/contract.ts';
import { createHistory } from './history.ts';
import type { Memory } from './memory.ts';
import type { Api } from './protocol/api.ts';
import { createOutbox } from './protocol/outbox.ts';
import { backoffMs, createBell } from './protocol/patience.ts';
import type { ServerSentEvent } from './protocol/sse.ts';
import { createStream } from './protocol/stream.ts';
import { createSession } from './session.ts';
import { initialModel, type Model } from './state/model.ts';
import type { Pending } from './state/pending.ts';
import { createStore } from './state/store.ts';

export interface ChatDeps {
  readonly api: Api;
  readonly memory: Memory;
  readonly identity: string | null;
  /** what the site asked for, and what the browser speaks */
  readonly language: { readonly asked: Language | null; readonly spoken: Language };
  readonly newId: () => string;
  readonly now: () => number;
  readonly random: () => number;
  exclusively<T>(work: () => Promise<T>): Promise<T>;
}

/** A client's chat with the desk: all of it but the screen. */
export interface Chat {
  model(): Model;
  subscribe(listener: () => void): () => void;
  /** opens a session for somebody who has been here before, so that they see what came meanwhile */
  resume(): void;
  show(): void;
  hide(): void;
  send(text: string): void;
  choose(question: string, option: string, label: string): void;
  retry(id: string): void;
  discard(id: string): void;
  older(): void;
  /** everything up to `seq` is before the client's eyes */
  sees(seq: number): void;
  speak(language: Language | null): void;
  /** the page came to the front or the network came back; or the page has been away for long */
  wake(): void;
  doze(): void;
  /** another tab changed what is stored under `key` */
  stored(key: string | null): void;
  stop(): void;
}

const troubleMs = 2_000;
const seenDebounceMs = 400;

export function createChat({ api, memory, identity, language, newId, now, random, exclusively }: ChatDeps): Chat {
  let asked = language.asked;
  const store = createStore(initialModel(asked ?? memory.language() ?? language.spoken));
  const { dispatch, model } = store;
  const bell = createBell();
  let begun = false;
  let ready = false;
  let stopped = false;
  let synced = false;
  let trouble: ReturnType<typeof setTimeout> | null = null;
  let seenTimer: ReturnType<typeof setTimeout> | null = null;

  const session = createSession({
    api,
    memory,
    identity,
    language: () => asked ?? (session.remembered() ? null : language.spoken),
    exclusively,
    onOpened(opened, whose, otherWindow) {
      if (otherWindow) {
        synced = false;
        stream.forget();
        dispatch({ type: 'other-window' });
      }
      const seen = (otherWindow ? null : memory.seen(whose)) ?? opened.lastSeq;
      dispatch({ type: 'session', session: opened, language: asked ?? opened.language });
      dispatch({ type: 'seen', seq: seen });
      memory.keepSeen(whose, seen);
      memory.keepLanguage(asked ?? opened.language);
      if (otherWindow) void history.catchUp();
    },
  });

  const history = createHistory({ api, session, store, random });

  const outbox = createOutbox({
    post: (body) => session.authorized((token) => api.post(token, body)),
    next: () => model().thread.pending.find((each) => each.state !== 'failed') ?? null,
    onSent(pending, { seq, at }) {
      memory.dropPending(pending.id);
      dispatch({ type: 'sent', pending, seq, at });
    },
    onWaiting: ({ id }) => dispatch({ type: 'pending', id, state: 'waiting' }),
    onFailed: ({ id }) => dispatch({ type: 'pending', id, state: 'failed' }),
    onStale({ id }) {
      discard(id);
      void session.open();
      void history.catchUp();
    },
    random,
  });

  const stream = createStream({
    connect: (lastEventId, signal) => session.authorized((token) => api.events(token, lastEventId, signal)),
    onUp() {
      calm();
      synced = false;
      const { era } = model();
      void history.catchUp().then(() => {
        synced = model().era === era;
      });
      outbox.flush();
    },
    onDown() {
      synced = false;
      worry();
    },
    onEvent: hear,
    random,
    now,
  });

  function hear({ event, data }: ServerSentEvent): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(data);
    } catch {
      return;
    }
    if (event === 'state') dispatch({ type: 'state', state: parsed as ChatState });
    if (event !== 'message') return;
    const message = parsed as ChatMessage;
    dispatch({ type: 'live', message, synced });
    if (message.from === 'client' && message.id !== undefined) memory.dropPending(message.id);
  }

  function worry(): void {
    trouble ??= setTimeout(() => dispatch({ type: 'troubled', on: true }), troubleMs);
  }

  function calm(): void {
    if (trouble !== null) clearTimeout(trouble);
    trouble = null;
    if (model().troubled) dispatch({ type: 'troubled', on: false });
  }

  async function begin(): Promise<void> {
    if (begun) return;
    begun = true;
    for (let attempt = 0; !stopped; attempt += 1) {
      const reply = await session.open();
      if (stopped) return;
      if (reply.type === 'ok') break;
      worry();
      await bell.wait((reply.type === 'later' ? reply.afterMs : null) ?? backoffMs(attempt, random));
    }
    calm();
    for (const pending of memory.pending(session.whose())) dispatch({ type: 'written', pending });
    ready = true;
    void history.catchUp();
    stream.start();
    outbox.flush();
  }

  function write(pending: Pending): void {
    memory.keepPending(session.whose(), pending);
    dispatch({ type: 'written', pending });
    if (ready) outbox.flush();
    else void begin();
  }

  function discard(id: string): void {
    memory.dropPending(id);
    dispatch({ type: 'dropped', id });
  }

  function tellSeen(): void {
    seenTimer = null;
    const { seen } = model();
    memory.keepSeen(session.whose(), seen);
    void session.authorized((token) => api.seen(token, seen));
  }

  return {
    model,
    subscribe: store.subscribe,
    resume: () => {
      if (session.remembered()) void begin();
    },
    show() {
      dispatch({ type: 'panel', open: true });
      void begin();
    },
    hide: () => dispatch({ type: 'panel', open: false }),
    send(text) {
      if (text.trim() !== '') write({ id: newId(), text, at: now(), state: 'sending' });
    },
    choose: (question, option, label) => write({ id: newId(), text: label, choice: { question, option }, at: now(), state: 'sending' }),
    retry(id) {
      dispatch({ type: 'pending', id, state: 'sending' });
      outbox.flush();
    },
    discard,
    older: history.older,
    sees(seq) {
      if (seq <= model().seen) return;
      dispatch({ type: 'seen', seq });
      seenTimer ??= setTimeout(tellSeen, seenDebounceMs);
    },
    speak(wanted) {
      if (wanted === asked) return;
      asked = wanted;
      if (wanted !== null) dispatch({ type: 'language', language: wanted });
      if (ready) void session.open();
    },
    wake() {
      bell.ring();
      if (!ready) return;
      stream.start();
      stream.nudge();
      outbox.flush();
    },
    doze() {
      stream.stop();
      calm();
    },
    stored(key) {
      const seen = memory.isSeen(session.whose(), key) ? memory.seen(session.whose()) : null;
      if (seen !== null) dispatch({ type: 'seen', seq: seen });
    },
    stop() {
      stopped = true;
      stream.stop();
      outbox.stop();
      history.stop();
      bell.ring();
      calm();
      if (seenTimer !== null) clearTimeout(seenTimer);
    },
  };
}
