import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Language } from '../../domain/language.ts';
import type { StorageArea } from '../kit/storage.ts';
import type { Api } from './api.ts';
import type { Drafts } from './conversations/drafts.ts';
import type { DeskStore } from './desk.ts';
import { isOnWall } from './frame/address.ts';
import { type Page, PageContext } from './frame/page.ts';
import { Screens } from './frame/screens.tsx';
import { SignedOut, Unreachable } from './frame/session-pages.tsx';
import { useKeyboard } from './frame/use-keyboard.ts';
import { translateIn } from './kit/words.ts';
import type { PageStore } from './page-store.ts';
import { useLive } from './use-live.ts';

export interface AppProps {
  readonly store: PageStore;
  readonly desk: DeskStore;
  readonly api: Api;
  readonly settings: StorageArea;
  readonly drafts: Drafts;
  readonly language: () => Language;
  readonly newKey: () => string;
  readonly now: () => Date;
}

export function App({ store, desk, api, settings, drafts, language: currentLanguage, newKey, now }: AppProps): JSX.Element {
  const [state, setState] = useState(store.get());
  const [, setSettings] = useState(0);
  useEffect(() => {
    setState(store.get());
    return store.subscribe(setState);
  }, [store]);

  const language = currentLanguage();
  const t = useMemo(() => translateIn(language), [language]);
  const shortcuts = settings.getItem('okno.desk.shortcuts') !== 'off';
  const change = (key: string, value: string): void => {
    settings.setItem(key, value);
    setSettings((count) => count + 1);
  };
  const page: Page = {
    state,
    dispatch: store.dispatch,
    desk,
    api,
    drafts,
    t,
    language,
    setLanguage(chosen) {
      change('okno.desk.language', chosen);
      desk.refresh();
    },
    shortcuts,
    setShortcuts: (enabled) => change('okno.desk.shortcuts', enabled ? 'on' : 'off'),
    newKey,
    now,
  };

  const ready = state.session.type === 'ready';
  useLive(desk, store.dispatch, ready, isOnWall(state.address));
  useKeyboard(desk, store, shortcuts && ready);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const waiting = state.list.counts.waiting;
  const company = state.session.type === 'ready' ? state.session.me.company.name : null;
  useEffect(() => {
    document.title = t('app.title', { waiting, name: company ?? t('app.name') });
  }, [t, waiting, company]);

  return <PageContext.Provider value={page}>{screenOf(page)}</PageContext.Provider>;
}

function screenOf({ state }: Page): JSX.Element {
  if (state.session.type === 'signed-out') return <SignedOut />;
  if (state.session.type === 'unreachable') return <Unreachable />;
  return <Screens />;
}
