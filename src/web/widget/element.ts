import { h, render } from 'preact';
import { type Chat, createChat } from './chat.ts';
import { createMemory, readLanguage } from './memory.ts';
import { createApi } from './protocol/api.ts';
import { createShelf } from './shelf.ts';
import { createSheet } from './styles.ts';
import { App } from './view/app.tsx';

const dozeMs = 60_000;

/** What the site may say about its chat, on the script or on the element; the element's word goes first. */
export type Settings = Readonly<Partial<Record<'language' | 'identity' | 'open' | 'name', string>>>;

/** Defines `<okno-chat>`. A site may call its `open()` and `close()` and change `data-language` and `data-name` at any time. */
export function defineChat(name: string, origin: string, settings: Settings): void {
  customElements.define(
    name,
    class extends HTMLElement {
      static readonly observedAttributes = ['data-language', 'data-name'];
      readonly #root = this.attachShadow({ mode: 'open' });
      #chat: Chat | null = null;
      #end: (() => void) | null = null;

      connectedCallback(): void {
        if (this.#chat !== null) return;
        const told = { ...settings, ...this.dataset };
        const chat = chatFor(origin, told.identity ?? null, told.language ?? null);
        this.#chat = chat;
        this.#root.adoptedStyleSheets = [createSheet()];
        keepKeysInside(this.#root);
        const ends = [attend(chat), () => chat.stop(), () => render(null, this.#root)];
        this.#end = () => ends.forEach((end) => void end());
        this.#draw(chat);
        if (told.open === undefined || told.open === 'false') chat.resume();
        else chat.show();
      }

      disconnectedCallback(): void {
        // Moving the element about the page disconnects and connects it in one go.
        queueMicrotask(() => {
          if (this.isConnected) return;
          this.#end?.();
          this.#chat = null;
        });
      }

      attributeChangedCallback(): void {
        if (this.#chat === null) return;
        this.#chat.speak(readLanguage(this.dataset.language ?? settings.language));
        this.#draw(this.#chat);
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

function chatFor(origin: string, identity: string | null, asked: string | null): Chat {
  return createChat({
    api: createApi(origin, (...request) => fetch(...request), Date.now),
    memory: createMemory(
      createShelf(() => localStorage),
      origin,
    ),
    identity: identity === '' ? null : identity,
    language: { asked: readLanguage(asked), spoken: readLanguage(navigator.language) ?? 'en' },
    newId: () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
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
