import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../../../domain/language.ts';
import type { Api } from '../api.ts';
import type { Drafts } from '../conversations/drafts.ts';
import type { DeskStore } from '../desk.ts';
import type { Translate } from '../kit/words.ts';
import type { Action, State } from '../state.ts';

/** What every component may see and do. */
export interface Page {
  readonly state: State;
  readonly dispatch: (action: Action) => void;
  readonly desk: DeskStore;
  readonly api: Api;
  readonly drafts: Drafts;
  readonly t: Translate;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly shortcuts: boolean;
  readonly setShortcuts: (enabled: boolean) => void;
  readonly newKey: () => string;
  /** by the server's clock */
  readonly now: () => Date;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('a component outside of the page');
  return page;
}
