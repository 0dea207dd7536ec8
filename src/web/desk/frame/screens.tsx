import type { JSX } from 'preact';
import { ClientCard } from '../clients/client-card.tsx';
import { ThreadPane } from '../conversations/thread-pane.tsx';
import { Dialogs } from './dialogs.tsx';
import { usePage } from './page.ts';
import { Page } from './page.tsx';
import { Rail } from './rail.tsx';
import { Sidebar } from './sidebar.tsx';
import { type Screen, useScreenFocus } from './use-screen-focus.ts';

/** Shows three panes side by side, or a page; on a narrow screen one over another, `data-screen` telling which is in front. */
export function Screens(): JSX.Element {
  const { state, t } = usePage();
  const { conversation, panel, page } = state.address;
  const screen: Screen = page !== 'desk' ? 'page' : conversation === null ? 'list' : panel === 'card' ? 'card' : 'thread';
  useScreenFocus(screen, conversation);
  return (
    <div class="desk" data-screen={screen} data-ready={state.session.type === 'ready'}>
      <a class="skip-link" href="#thread">
        {t(page === 'desk' ? 'app.skip' : 'page.skip')}
      </a>
      <Rail />
      {page === 'desk' ? <Inbox /> : <Page name={page} />}
      <Dialogs />
      <div class="link-state" role="status" data-testid="link-state">
        {state.link === 'reconnecting' ? <span>{t('link.reconnecting')}</span> : null}
      </div>
      {state.past === null || state.link === 'reconnecting' ? null : (
        <p class="link-state" data-testid="past-state">
          <span>{t('past.making', { ...state.past })}</span>
        </p>
      )}
    </div>
  );
}

function Inbox(): JSX.Element {
  const { conversation } = usePage().state.address;
  return (
    <main class="inbox">
      <Sidebar />
      <ThreadPane />
      {conversation === null ? null : <ClientCard key={conversation} id={conversation} />}
    </main>
  );
}
