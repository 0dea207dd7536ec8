import type { ChatMessage, ChatState } from '../../http/chat/protocol.ts';
import { createPause } from '../kit/pause.ts';
import type { Chat, ChatDeps } from './chat-face.ts';
import { createHistory } from './history.ts';
import { hasRunOut } from './links.ts';
import { retryMs } from './protocol/retry.ts';
import type { ServerSentEvent } from './protocol/sse.ts';
import { createStream } from './protocol/stream.ts';
import { createMail, type Written } from './sending.ts';
import { createSession } from './session.ts';
import { createChatStore } from './state/chat-store.ts';
import { initialModel } from './state/model.ts';
import { sendable } from './state/uploads.ts';

const troubleMs = 2_000;
const seenDebounceMs = 400;

/** A client's chat with the desk: all of it but the screen. */
export function createChat({
  api,
  origin,
  memory,
  identity,
  invite,
  keptFiles,
  language,
  newId,
  now,
  random,
  exclusively,
}: ChatDeps): Chat {
  let asked = language.asked;
  const store = createChatStore(initialModel(asked ?? memory.language() ?? language.spoken));
  const { dispatch, get: model } = store;
  const pause = createPause();
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
    invite,
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

  const mail = createMail({
    api,
    memory,
    keptFiles,
    session,
    store,
    newId,
    now,
    random,
    onStale() {
      void session.open();
      void history.catchUp();
    },
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
      mail.flush();
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
    if (event === 'reset') return void reset();
    if (event === 'state') dispatch({ type: 'state', state: parsed as ChatState });
    if (event !== 'message') return;
    const message = parsed as ChatMessage;
    dispatch({ type: 'live', message, synced });
    if (message.from === 'client' && message.id !== undefined) memory.dropPending(message.id);
  }

  /** The visitor's window is another one now: its numbers begin anew, and so does everything read by them. */
  async function reset(): Promise<void> {
    synced = false;
    stream.forget();
    dispatch({ type: 'other-window' });
    const { era } = model();
    for (let attempt = 0; !stopped && model().era === era; attempt += 1) {
      if ((await session.open()).type === 'ok') break;
      await pause.wait(retryMs(attempt, random));
    }
    await history.catchUp();
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
      await pause.wait((reply.type === 'later' ? reply.afterMs : null) ?? retryMs(attempt, random));
    }
    calm();
    for (const pending of memory.pending(session.whose())) dispatch({ type: 'written', pending });
    ready = true;
    void history.catchUp();
    stream.start();
    mail.flush();
  }

  function write(written: Written): void {
    mail.write(written);
    if (ready) mail.flush();
    else void begin();
  }

  function tellSeen(): void {
    seenTimer = null;
    const { seen } = model();
    memory.keepSeen(session.whose(), seen);
    void session.authorized((token) => api.seen(token, seen));
  }

  return {
    origin,
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
    send: (text) => {
      const files = sendable(model().uploads);
      if (text.trim() === '' && files.length === 0) return;
      dispatch({ type: 'draft-sent' });
      write({ text: text.trim() === '' ? '' : text, ...(files.length > 0 && { files }) });
    },
    attach: mail.attach,
    detach: mail.detach,
    chosen: mail.chosen,
    async freshLink(file) {
      if (!hasRunOut(file, now())) return file;
      const reply = await session.authorized((token) => api.file(token, file.id));
      if (reply.type !== 'ok') return null;
      dispatch({ type: 'file', file: reply.value });
      return reply.value;
    },
    agree(version) {
      dispatch({ type: 'agreed', version });
      mail.flush();
    },
    async leave(detail) {
      const reply = await session.authorized((token) => api.contact(token, detail ?? { skip: true }));
      if (reply.type !== 'ok') return false;
      if (detail !== null) dispatch({ type: 'left', detail });
      else dispatch({ type: 'state', state: { ...model().chat, offer: false } });
      return true;
    },
    async rate(conversation, score) {
      return (await session.authorized((token) => api.rate(token, { conversation, score }))).type === 'ok';
    },
    async elsewhere() {
      const reply = await session.authorized((token) => api.elsewhere(token));
      return reply.type === 'ok' ? reply.value.url : null;
    },
    choose: (question, option, label) => write({ text: label, choice: { question, option } }),
    retry: mail.retry,
    discard: mail.discard,
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
      pause.end();
      if (!ready) return;
      stream.start();
      stream.nudge();
      mail.flush();
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
      mail.stop();
      history.stop();
      pause.end();
      calm();
      if (seenTimer !== null) clearTimeout(seenTimer);
    },
  };
}
