import type { JSX } from 'preact';
import { Views } from '../components/views.tsx';
import { ConversationList } from '../conversations/conversation-list.tsx';
import { Filters } from '../conversations/filters.tsx';
import { LateBanner } from '../conversations/late-banner.tsx';
import { Icon } from '../kit/icon.tsx';
import { ListTools } from '../kit/list-tools.tsx';
import { MeMenu } from './me-menu.tsx';
import { usePage } from './page.ts';

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
