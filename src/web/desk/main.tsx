import { render } from 'preact';
import { newId } from '../kit/new-id.ts';
import { storageOrMemory } from '../kit/storage.ts';
import { type Api, createApi } from './api.ts';
import { App } from './app.tsx';
import { createDrafts, type Drafts } from './conversations/drafts.ts';
import { interrupted, type Outgoing } from './conversations/outgoing.ts';
import { previewOf, upload } from './conversations/upload.ts';
import { createUploads } from './conversations/uploads.ts';
import { createDeskStore, type DeskStore } from './desk.ts';
import { isOnWall, readAddress, writeAddress } from './frame/address.ts';
import { createSessionVerbs } from './frame/session-verbs.ts';
import { createServerClock } from './kit/server-clock.ts';
import { pickLanguage } from './kit/words.ts';
import { createPageStore, type PageStore } from './page-store.ts';
import { startState } from './state.ts';

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
  const settings = storageOrMemory(() => localStorage);
  // of this tab alone: another tab must not send what this one is sending
  const session = storageOrMemory(() => sessionStorage);
  const store = createPageStore(startState(readAddress(location.search), readOutgoing(session.getItem(outgoingKey))));
  const me = () => {
    const current = store.get().session;
    return current.type === 'ready' ? current.me : null;
  };
  const language = () => pickLanguage(settings.getItem('okno.desk.language'), me()?.language ?? null, navigator.languages);
  const csrf = () => me()?.csrf ?? '';
  const { now, dated } = createServerClock();
  const screen = () => (isOnWall(store.get().address) ? 'wall' : null);
  const api = createApi({ fetch: fetch.bind(window), language, csrf, screen, dated });
  const drafts = createDrafts(settings, () => me()?.specialist.id ?? '');
  const desk = createDesk({ api, store, drafts, csrf, now });
  store.subscribe((state) => session.setItem(outgoingKey, JSON.stringify(state.outgoing)));
  addEventListener('popstate', () => desk.arrive(readAddress(location.search)));
  render(
    <App store={store} desk={desk} api={api} settings={settings} drafts={drafts} language={language} newKey={newId} now={now} />,
    root,
  );
  void desk.begin();
}

interface BrowserDeps {
  readonly api: Api;
  readonly store: PageStore;
  readonly drafts: Drafts;
  readonly csrf: () => string;
  readonly now: () => Date;
}

/** Makes everything the page does, with what a browser has for it. */
function createDesk({ api, store, drafts, csrf, now }: BrowserDeps): DeskStore {
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('okno.desk.session') : null;
  const anew = (): void => {
    tabs?.postMessage('anew');
    location.reload();
  };
  const verbs = createDeskStore({
    api,
    store,
    newKey: newId,
    now,
    random: Math.random,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    show: (address, how) => history[how === 'over' ? 'replaceState' : 'pushState'](null, '', writeAddress(address)),
  });
  const ownVerbs = createSessionVerbs({ api, store, drafts, noteAnswer: verbs.noteAnswer, anew });
  if (tabs !== null) {
    tabs.onmessage = () => {
      ownVerbs.putAway();
      location.reload();
    };
  }
  const uploads = createUploads({
    store,
    newKey: newId,
    preview: previewOf,
    random: Math.random,
    send: (file, progress, signal) => upload(file, { csrf, progress, signal }),
  });
  return { ...verbs, ...ownVerbs, ...uploads };
}

const root = document.getElementById('desk');
if (root !== null) start(root);
