import { h, render } from 'preact';
import { readLanguage } from '../kit/language.ts';
import { newId } from '../kit/new-id.ts';
import { storageOrMemory } from '../kit/storage.ts';
import { createChat } from './chat.ts';
import type { Chat } from './chat-interface.ts';
import { createDraft } from './draft.ts';
import { type Invite, inviteIn } from './invite.ts';
import { createKeptFiles } from './kept-files.ts';
import { createMemory } from './memory.ts';
import { createApi } from './protocol/api.ts';
import { createSheet } from './styles.ts';
import { App } from './view/app.tsx';

const sleepAfterMs = 60_000;

/** What a site may set of its chat, on the script or on the element; the element's setting goes first. */
export type Settings = Readonly<Partial<Record<'language' | 'identity' | 'open' | 'name', string>>>;

/** Defines `<okno-chat>`. A site may call its `open()` and `close()` and change `data-language`, `data-name` and `data-identity` at any time. */
export function defineChat(name: string, origin: string, settings: Settings): void {
  customElements.define(
    name,
    class extends HTMLElement {
      static readonly observedAttributes = ['data-identity', 'data-language', 'data-name'];
      readonly #root = this.attachShadow({ mode: 'open' });
      #running: Running | null = null;
      #wasOpen = false;

      connectedCallback(): void {
        if (this.#running !== null) return;
        const wanted = { ...settings, ...this.dataset };
        this.#running = run(this.#root, origin, wanted, this.#wasOpen);
      }

      disconnectedCallback(): void {
        // Moving the element about the page disconnects and connects it in one go.
        queueMicrotask(() => {
          if (!this.isConnected) this.#end();
        });
      }

      attributeChangedCallback(attribute: string, before: string | null, now: string | null): void {
        if (this.#running === null || before === now) return;
        if (attribute === 'data-identity') return this.#begin();
        this.#running.apply({ ...settings, ...this.dataset });
      }

      /** Begins anew: somebody else is signed in to the site, and their chat takes the place of this one. */
      #begin(): void {
        this.#wasOpen = this.#running?.chat.model().open ?? false;
        this.#end();
        this.connectedCallback();
      }

      #end(): void {
        this.#running?.end();
        this.#running = null;
      }

      open(): void {
        this.#running?.chat.show();
      }

      close(): void {
        this.#running?.chat.hide();
      }
    },
  );
}

interface Running {
  readonly chat: Chat;
  /** the site has changed what it set */
  apply(settings: Settings): void;
  end(): void;
}

/** Draws a chat into `root` and keeps it going until it is ended. */
function run(root: ShadowRoot, origin: string, settings: Settings, wasOpen: boolean): Running {
  const invite = inviteIn(location, history);
  const chat = chatFor(origin, settings.identity ?? null, settings.language ?? null, invite);
  const draw = ({ name = null }: { readonly name?: string | null }): void => render(h(App, { chat, name, now: Date.now }), root);
  root.adoptedStyleSheets = [createSheet()];
  keepKeysInside(root);
  const detach = attend(chat);
  if (wasOpen || invite !== null || (settings.open !== undefined && settings.open !== 'false')) chat.show();
  else chat.resume();
  draw(settings);
  return {
    chat,
    apply(changed) {
      chat.setLanguage(readLanguage(changed.language));
      draw(changed);
    },
    end() {
      detach();
      chat.stop();
      render(null, root);
    },
  };
}

function chatFor(origin: string, identity: string | null, requested: string | null, invite: Invite | null): Chat {
  return createChat({
    api: createApi(origin, (...request) => fetch(...request), Date.now),
    origin,
    memory: createMemory(
      storageOrMemory(() => localStorage),
      origin,
    ),
    identity: identity === '' ? null : identity,
    invite,
    draft: createDraft(
      storageOrMemory(() => sessionStorage),
      origin,
    ),
    keptFiles: createKeptFiles(`okno ${origin}`, () => indexedDB),
    language: { requested: readLanguage(requested), preferred: readLanguage(navigator.language) ?? 'en' },
    newId,
    now: Date.now,
    random: Math.random,
    isOnline: () => navigator.onLine,
    // Locks exist on secure pages only; elsewhere two tabs opened in the same instant may become two visitors.
    exclusively: (work) => ('locks' in navigator ? navigator.locks.request(`okno session ${origin}`, work) : work()),
  });
}

/** Tells the chat what happens to the page; a page long out of sight lets its connection go, browsers have few per server. */
function attend(chat: Chat): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible') chat.wake();
    else timer = setTimeout(chat.sleep, sleepAfterMs);
  };
  document.addEventListener('visibilitychange', look, { signal });
  window.addEventListener('online', chat.wake, { signal });
  window.addEventListener('pageshow', look, { signal });
  window.addEventListener('storage', (event) => chat.stored(event.key), { signal });
  return () => {
    clearTimeout(timer);
    ended.abort();
  };
}

/** Keeps typed keys inside: to the site they come from an element that is no field, so its shortcuts would answer them. */
function keepKeysInside(root: ShadowRoot): void {
  for (const type of ['keydown', 'keyup', 'keypress'] as const) root.addEventListener(type, (event) => event.stopPropagation());
}
