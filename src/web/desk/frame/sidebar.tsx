import type { JSX } from 'preact';
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
  const { t, state, dispatch } = usePage();
  const me = state.session.type === 'ready' ? state.session.me.specialist : null;
  // Salespeople and heads call first; the server has the last word (R5).
  const tells = me !== null && (me.role === 'head' || me.role === 'director' || me.department === 'sales');
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
          <Icon name="send" />
        </button>
      ) : null}
      <MeMenu />
    </header>
  );
}
