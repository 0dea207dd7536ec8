import type { ChatSession } from '../../http/chat/protocol.ts';
import type { Chat, ChatDeps } from './chat-interface.ts';
import { createHistory, type History } from './history.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createLive, type Live } from './live.ts';
import type { Owner } from './memory.ts';
import { createRequests } from './requests.ts';
import { createSeen } from './seen.ts';
import { createSending, type Sending, type Written } from './sending.ts';
import { createSession, type Session } from './session.ts';
import { type ChatStore, createChatStore } from './state/chat-store.ts';
import { initialModel } from './state/model.ts';
import { sendable } from './state/uploads.ts';
import { createTrouble } from './trouble.ts';

/** Makes a client's chat with the desk: all of it but the screen. */
export function createChat(deps: ChatDeps): Chat {
  const { api, origin, memory, language } = deps;
  let requested = language.requested;
  const store = createChatStore(initialModel(requested ?? memory.language() ?? language.preferred));
  const { dispatch } = store;
  const trouble = createTrouble(store);

  const session: Session = createSession({
    ...deps,
    language: () => requested ?? (session.remembered() ? null : language.preferred),
    onOpened(opened, owner, otherWindow) {
      if (otherWindow) live.leaveWindow();
      takeSession({ store, memory }, { ...opened, language: requested ?? opened.language }, owner, otherWindow);
      if (otherWindow) void history.catchUp();
    },
  });
  const history = createHistory({ ...deps, session, store });
  const sending = createSending({
    ...deps,
    session,
    store,
    trouble,
    onStale() {
      void session.open();
      void history.catchUp();
    },
  });
  const live: Live = createLive({
    ...deps,
    session,
    store,
    history,
    trouble,
    onUp: sending.flush,
    onReset: () => void lifecycle.reset(),
  });
  const lifecycle: Lifecycle = createLifecycle({ ...deps, session, store, history, live, sending, trouble });
  const seen = createSeen({ api, memory, session, store });

  return {
    origin,
    ...createScreen({ deps, store, session, history, sending, lifecycle }),
    markSeen: seen.mark,
    stored: seen.stored,
    setLanguage(wanted) {
      if (wanted === requested) return;
      requested = wanted;
      if (wanted !== null) dispatch({ type: 'language', language: wanted });
      if (lifecycle.isReady()) void session.open();
    },
    stop() {
      lifecycle.stop();
      seen.stop();
    },
  };
}

interface ScreenDeps extends ComposerDeps {
  readonly deps: ChatDeps;
  readonly session: Session;
  readonly history: History;
}

/** Makes what the screen shows and asks for. */
function createScreen({ deps, store, session, history, sending, lifecycle }: ScreenDeps) {
  return {
    model: store.get,
    subscribe: store.subscribe,
    resume: lifecycle.resume,
    wake: lifecycle.wake,
    sleep: lifecycle.sleep,
    ...createComposer({ store, sending, lifecycle }),
    draft: () => deps.draft.read(session.owner()),
    keepDraft: (text: string) => deps.draft.write(session.owner(), text),
    ...createRequests({ ...deps, session, store }),
    show() {
      store.dispatch({ type: 'panel', open: true });
      void lifecycle.begin();
    },
    hide: () => store.dispatch({ type: 'panel', open: false }),
    older: history.older,
  };
}

/** Shows the session that was just opened, and remembers it. */
function takeSession(
  { store, memory }: Pick<ChatDeps, 'memory'> & { readonly store: ChatStore },
  opened: ChatSession,
  owner: Owner,
  otherWindow: boolean,
): void {
  const seq = (otherWindow ? null : memory.seen(owner)) ?? opened.lastSeq;
  store.dispatch({ type: 'session', session: opened, language: opened.language });
  store.dispatch({ type: 'seen', seq });
  memory.keepSeen(owner, seq);
  memory.keepLanguage(opened.language);
}

interface ComposerDeps {
  readonly store: ChatStore;
  readonly sending: Sending;
  readonly lifecycle: Lifecycle;
}

type Composing = 'send' | 'quote' | 'tapTopic' | 'choose' | 'attach' | 'detach' | 'attachAgain' | 'chosen' | 'agree' | 'retry' | 'discard';

/** Takes what the client writes, attaches and taps. */
function createComposer({ store, sending, lifecycle }: ComposerDeps): Pick<Chat, Composing> {
  function write(written: Written): void {
    sending.write(written);
    if (lifecycle.isReady()) sending.flush();
    else void lifecycle.begin();
  }

  return {
    send(text) {
      const files = sendable(store.get().uploads);
      if (text.trim() === '' && files.length === 0) return;
      store.dispatch({ type: 'draft-sent' });
      const { quoting } = store.get();
      write({ text: text.trim() === '' ? '' : text, ...(files.length > 0 && { files }), ...(quoting !== null && { quote: quoting }) });
    },
    quote: (seq) => store.dispatch({ type: 'quoting', seq }),
    tapTopic: (topic, label) => write({ text: label, topic }),
    choose: (question, option, label) => write({ text: label, choice: { question, option } }),
    agree(version) {
      store.dispatch({ type: 'agreed', version });
      sending.flush();
    },
    attach: sending.attach,
    detach: sending.detach,
    attachAgain: sending.attachAgain,
    chosen: sending.chosen,
    retry: sending.retry,
    discard: sending.discard,
  };
}
