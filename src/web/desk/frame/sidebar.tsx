import type { JSX } from 'preact';
import { useTellsOutreach } from '../clients/outreach-open.tsx';
import { ConversationList } from '../conversations/conversation-list.tsx';
import { Filters } from '../conversations/filters.tsx';
import { LateBanner } from '../conversations/late-banner.tsx';
import { ListTools } from '../conversations/list-tools.tsx';
import { Views } from '../conversations/views.tsx';
import { Icon } from '../kit/icon.tsx';
import { MeetingBanner } from '../work/meeting-banner.tsx';
import { MeMenu } from './me-menu.tsx';
import { usePage } from './page.ts';

export function Sidebar(): JSX.Element {
  return (
    <div class="pane sidebar">
      <TopBar />
      <LateBanner />
      <MeetingBanner />
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
  const { t, dispatch } = usePage();
  const tells = useTellsOutreach();
  return (
    <header class="top-bar">
      <h1 class="top-name">{t('list.label')}</h1>
      <button
        type="button"
        class="icon-button"
        aria-label={t('log.open')}
        title={t('log.open')}
        aria-keyshortcuts="c"
        data-testid="log-open"
        onClick={() => dispatch({ type: 'dialog', dialog: 'log' })}
      >
        <Icon name="phone" />
      </button>
      {tells ? (
        <button
          type="button"
          class="icon-button"
          aria-label={t('outreach.title')}
          title={t('outreach.title')}
          data-testid="outreach-open"
          onClick={() => dispatch({ type: 'dialog', dialog: 'outreach' })}
        >
          <Icon name="phone-out" />
        </button>
      ) : null}
      <MeMenu />
    </header>
  );
}
