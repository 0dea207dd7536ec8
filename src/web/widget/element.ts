import { h, render } from 'preact';
import { newId } from '../kit/new-id.ts';
import { storageOrMemory } from '../kit/storage.ts';
import { createChat } from './chat.ts';
import type { Chat } from './chat-face.ts';
import { type Invite, inviteIn } from './invite.ts';
import { createKeptFiles } from './kept-files.ts';
import { createMemory, readLanguage } from './memory.ts';
import { createApi } from './protocol/api.ts';
import { createSheet } from './styles.ts';
import { App } from './view/app.tsx';

const dozeMs = 60_000;

/** What the site may say about its chat, on the script or on the element; the element's word goes first. */
export type Settings = Readonly<Partial<Record<'language' | 'identity' | 'open' | 'name', string>>>;

/** Defines `<okno-chat>`. A site may call its `open()` and `close()` and change `data-language`, `data-name` and `data-identity` at any time. */
export function defineChat(name: string, origin: string, settings: Settings): void {
  customElements.define(
    name,
    class extends HTMLElement {
      static readonly observedAttributes = ['data-identity', 'data-language', 'data-name'];
      readonly #root = this.attachShadow({ mode: 'open' });
      #chat: Chat | null = null;
      #end: (() => void) | null = null;
      #wasOpen = false;

      connectedCallback(): void {
        if (this.#chat !== null) return;
        const told = { ...settings, ...this.dataset };
        const invite = inviteIn(location, history);
        const chat = chatFor(origin, told.identity ?? null, told.language ?? null, invite);
        this.#chat = chat;
        this.#root.adoptedStyleSheets = [createSheet()];
        keepKeysInside(this.#root);
        const ends = [attend(chat), () => chat.stop(), () => render(null, this.#root)];
        this.#end = () => ends.forEach((end) => void end());
        this.#draw(chat);
        if (this.#wasOpen || invite !== null || (told.open !== undefined && told.open !== 'false')) chat.show();
        else chat.resume();
      }

      disconnectedCallback(): void {
        // Moving the element about the page disconnects and connects it in one go.
        queueMicrotask(() => {
          if (this.isConnected) return;
          this.#end?.();
          this.#chat = null;
        });
      }

      attributeChangedCallback(attribute: string, before: string | null, now: string | null): void {
        if (this.#chat === null || before === now) return;
        if (attribute === 'data-identity') return this.#begin();
        this.#chat.speak(readLanguage(this.dataset.language ?? settings.language));
        this.#draw(this.#chat);
      }

      /** Somebody else is signed in to the site now: their chat takes the place of this one. */
      #begin(): void {
        this.#wasOpen = this.#chat?.model().open ?? false;
        this.#end?.();
        this.#chat = null;
        this.connectedCallback();
      }

      #draw(chat: Chat): void {
        render(h(App, { chat, name: this.dataset.name ?? settings.name ?? null, now: Date.now }), this.#root);
      }

      open(): void {
        this.#chat?.show();
      }

      close(): void {
        this.#chat?.hide();
      }
    },
  );
}

function chatFor(origin: string, identity: string | null, asked: string | null, invite: Invite | null): Chat {
  return createChat({
    api: createApi(origin, (...request) => fetch(...request), Date.now),
    origin,
    memory: createMemory(
      storageOrMemory(() => localStorage),
      origin,
    ),
    identity: identity === '' ? null : identity,
    invite,
    keptFiles: createKeptFiles(`okno ${origin}`, () => indexedDB),
    language: { asked: readLanguage(asked), spoken: readLanguage(navigator.language) ?? 'en' },
    newId,
    now: Date.now,
    random: Math.random,
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
    else timer = setTimeout(chat.doze, dozeMs);
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

/** To the site a key typed here comes from an element that is no field, so its shortcuts would answer it. */
function keepKeysInside(root: ShadowRoot): void {
  for (const type of ['keydown', 'keyup', 'keypress'] as const) root.addEventListener(type, (event) => event.stopPropagation());
}
