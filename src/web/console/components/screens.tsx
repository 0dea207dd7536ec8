import type { JSX } from 'preact';
import { usePage } from '../page.ts';
import { type Screen, useScreenFocus } from '../use-screen-focus.ts';
import { ClientCard } from './client-card.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Sidebar } from './sidebar.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

/** Three panes side by side; on a narrow screen one over another, `data-screen` telling which is in front. */
export function Screens(): JSX.Element {
  const { state, say } = usePage();
  const { conversation, panel } = state.place;
  const screen: Screen = conversation === null ? 'list' : panel === 'card' ? 'card' : 'thread';
  useScreenFocus(screen, conversation);
  return (
    <div class="desk" data-screen={screen} data-ready={state.session.type === 'ready'}>
      <a class="skip-link" href="#thread">
        {say('app.skip')}
      </a>
      <Sidebar />
      <ThreadPane />
      {conversation === null ? null : <ClientCard key={conversation} id={conversation} />}
      {state.dialog === 'transfer' ? <TransferDialog /> : null}
      {state.dialog === 'keys' ? <KeysDialog /> : null}
      <div class="link-state" role="status" data-testid="link-state">
        {state.link === 'reconnecting' ? <span>{say('link.reconnecting')}</span> : null}
      </div>
    </div>
  );
}
