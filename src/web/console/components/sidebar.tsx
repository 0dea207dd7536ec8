import type { JSX } from 'preact';
import { usePage } from '../page.ts';
import { ConversationList } from './conversation-list.tsx';
import { Filters } from './filters.tsx';
import { Icon } from './icon.tsx';
import { LateBanner } from './late-banner.tsx';
import { ListTools } from './list-tools.tsx';
import { MeMenu } from './me-menu.tsx';
import { Views } from './views.tsx';

export function Sidebar(): JSX.Element {
  return (
    <div class="pane sidebar">
      <TopBar />
      <LateBanner />
      <Views />
      <div role="search">
        <ListTools />
        <Filters />
      </div>
      <ConversationList />
    </div>
  );
}

function TopBar(): JSX.Element {
  const { say, dispatch } = usePage();
  return (
    <header class="top-bar">
      <h1 class="top-name">{say('list.label')}</h1>
      <button
        type="button"
        class="icon-button"
        aria-label={say('log.open')}
        title={say('log.open')}
        aria-keyshortcuts="c"
        data-testid="log-open"
        onClick={() => dispatch({ type: 'dialog', dialog: 'log' })}
      >
        <Icon name="phone" />
      </button>
      <MeMenu />
    </header>
  );
}
