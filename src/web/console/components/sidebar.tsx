import type { JSX } from 'preact';
import { languages } from '../../../domain/language.ts';
import { usePage } from '../page.ts';
import { ConversationList } from './conversation-list.tsx';
import { Icon } from './icon.tsx';
import { ListTools } from './list-tools.tsx';
import { Views } from './views.tsx';

export function Sidebar(): JSX.Element {
  return (
    <div class="pane sidebar">
      <TopBar />
      <Views />
      <ListTools />
      <ConversationList />
    </div>
  );
}

function TopBar(): JSX.Element {
  const { state, say, dispatch } = usePage();
  const me = state.session.type === 'ready' ? state.session.me.specialist : null;
  return (
    <header class="top-bar">
      <span class="mark">
        <Icon name="window" />
      </span>
      <span class="top-names">
        <strong>{say('app.name')}</strong>
        <span class="muted ellipsis" dir="auto" title={me?.name}>
          {me?.name ?? '\u00a0'}
        </span>
      </span>
      <LanguageSwitch />
      <button
        type="button"
        class="icon-button"
        aria-label={say('app.menu.keys')}
        title={say('app.menu.keys')}
        onClick={() => dispatch({ type: 'dialog', dialog: 'keys' })}
      >
        <Icon name="keyboard" />
      </button>
    </header>
  );
}

function LanguageSwitch(): JSX.Element {
  const { say, language, setLanguage } = usePage();
  return (
    <div class="segments" role="group" aria-label={say('app.menu.language')}>
      {languages.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === language} onClick={() => setLanguage(each)}>
          {each.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
