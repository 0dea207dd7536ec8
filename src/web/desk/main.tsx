import { render } from 'preact';
import { createApi } from './api.ts';
import { App } from './app.tsx';
import { createDrafts } from './conversations/drafts.ts';
import { interrupted, type Outgoing } from './conversations/outgoing.ts';
import { previewOf, upload } from './conversations/upload.ts';
import { createUploads } from './conversations/uploads.ts';
import { createDeskStore } from './desk.ts';
import { readAddress, writeAddress } from './frame/address.ts';
import { createSessionVerbs } from './frame/session-verbs.ts';
import { skewOf } from './kit/skew.ts';
import { tolerant } from './kit/storage.ts';
import { createStore } from './kit/store.ts';
import { pickLanguage } from './kit/words.ts';
import { startState } from './state.ts';

const keyBytes = 16;

/** An action's id. Not `randomUUID`: that one is missing where the page is served without TLS. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(keyBytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const outgoingKey = 'okno.desk.outgoing';

function readOutgoing(text: string | null): readonly Outgoing[] {
  try {
    const stored: readonly Outgoing[] = JSON.parse(text ?? '[]');
    return interrupted(stored);
  } catch {
    return [];
  }
}

function start(root: HTMLElement): void {
  const settings = tolerant(() => localStorage);
  // of this tab alone: another tab must not send what this one is sending
  const session = tolerant(() => sessionStorage);
  const store = createStore(startState(readAddress(location.search), readOutgoing(session.getItem(outgoingKey))));
  const me = () => {
    const current = store.get().session;
    return current.type === 'ready' ? current.me : null;
  };
  const language = () => pickLanguage(settings.getItem('okno.desk.language'), me()?.language ?? null, navigator.languages);
  let skewMs = 0;
  const dated = (header: string | null) => {
    skewMs = skewOf(header, Date.now());
  };
  const now = () => new Date(Date.now() + skewMs);
  const api = createApi({ fetch: fetch.bind(window), language, csrf: () => me()?.csrf ?? '', dated });
  const drafts = createDrafts(settings, () => me()?.specialist.id ?? '');
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('okno.desk.session') : null;
  const anew = () => {
    tabs?.postMessage('anew');
    location.reload();
  };
  const verbs = createDeskStore({
    api,
    store,
    newKey,
    now,
    random: Math.random,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    show: (place, how) => history[how === 'over' ? 'replaceState' : 'pushState'](null, '', writeAddress(place)),
  });
  const csrf = () => me()?.csrf ?? '';
  const desk = {
    ...verbs,
    ...createSessionVerbs({ api, store, drafts, told: verbs.told, anew }),
    ...createUploads({ store, newKey, preview: previewOf, send: (file, progress, signal) => upload(file, { csrf, progress, signal }) }),
  };
  if (tabs !== null) {
    tabs.onmessage = () => {
      desk.putAway();
      location.reload();
    };
  }
  store.subscribe((state) => session.setItem(outgoingKey, JSON.stringify(state.outgoing)));
  addEventListener('popstate', () => desk.arrive(readAddress(location.search)));
  render(
    <App store={store} desk={desk} api={api} settings={settings} drafts={drafts} language={language} newKey={newKey} now={now} />,
    root,
  );
  void desk.begin();
}

const root = document.getElementById('desk');
if (root !== null) start(root);
