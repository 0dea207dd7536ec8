import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../texts/widget.ts';
import type { Chat } from '../chat-interface.ts';
import { unread } from '../state/model.ts';
import { useMedia, useModel } from './hooks.ts';
import { ChatIcon, DownIcon } from './icons.tsx';
import { Panel } from './panel.tsx';

export interface AppProps {
  readonly chat: Chat;
  /** the desk's name where nobody in particular serves */
  readonly name: string | null;
  readonly now: () => number;
}

export function App({ chat, name, now }: AppProps): JSX.Element {
  const model = useModel(chat);
  const { language, open } = model;
  const fullScreen = useMedia('(max-width: 480px), (max-height: 420px)');
  const launcher = useRef<HTMLButtonElement>(null);
  const [openedByClient, setOpenedByClient] = useState(false);
  const [everOpen, setEverOpen] = useState(open);
  const count = open ? 0 : unread(model);
  useEffect(() => {
    if (open) setEverOpen(true);
  }, [open]);

  function show(): void {
    setOpenedByClient(true);
    chat.show();
  }

  function hide(): void {
    chat.hide();
    launcher.current?.focus({ preventScroll: true });
  }

  const label = open ? 'close' : count > 0 ? 'openUnread' : 'open';
  return (
    <div class={fullScreen ? 'okno full' : 'okno'} lang={language}>
      {open || everOpen ? (
        <Panel chat={chat} model={model} name={name} now={now} fullScreen={fullScreen} openedByClient={openedByClient} onClose={hide} />
      ) : null}
      <button
        type="button"
        ref={launcher}
        class={open ? 'launcher open' : 'launcher'}
        aria-expanded={open}
        aria-label={t(language, label, { count })}
        onClick={open ? hide : show}
      >
        <span class="icon chat">
          <ChatIcon />
        </span>
        <span class="icon down">
          <DownIcon />
        </span>
        {count > 0 ? (
          <span class="badge" aria-hidden="true">
            {count > 9 ? '9+' : count}
          </span>
        ) : null}
      </button>
    </div>
  );
}
