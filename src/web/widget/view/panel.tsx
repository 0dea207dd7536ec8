import type { JSX, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../texts/widget.ts';
import { useDrop } from '../../kit/use-drop.ts';
import type { Chat } from '../chat-interface.ts';
import { consentOwed, type Model } from '../state/model.ts';
import { Menu, Quoting } from './about.tsx';
import { Clients } from './clients.tsx';
import { Composer, type ComposerProps } from './composer.tsx';
import { Consent } from './consent.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { Former } from './former.tsx';
import { Header } from './header.tsx';
import { useKeyboardRoom } from './hooks.ts';
import { Offer } from './offer.tsx';
import { Thread } from './thread.tsx';

export interface PanelProps {
  readonly chat: Chat;
  readonly model: Model;
  readonly name: string | null;
  readonly now: () => number;
  readonly fullScreen: boolean;
  /** the client opened it themselves, so the focus may move */
  readonly openedByClient: boolean;
  readonly onClose: () => void;
}

export function Panel({ chat, model, name, now, fullScreen, openedByClient, onClose }: PanelProps): JSX.Element {
  const { language, open } = model;
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useKeyboardRoom(panel, fullScreen && open);
  const focusInside = useFocus({ model, openedByClient, target: fullScreen ? panel : field });

  const [tooMany, setTooMany] = useState(false);
  function attach(files: readonly File[]): void {
    setTooMany(!chat.attach(files));
  }
  const { isOver, ...drop } = useDrop(consentOwed(model) === null, attach);

  function keyed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing) onClose();
    else if (event.key === 'Tab' && fullScreen) trap(event, panel.current);
  }

  return (
    <div
      ref={panel}
      class={open ? 'panel open' : 'panel'}
      role="dialog"
      aria-modal={fullScreen}
      aria-label={t(language, 'panel')}
      inert={!open}
      tabIndex={-1}
      onKeyDown={keyed}
      {...drop}
    >
      <Header model={model} name={name} now={now} onClose={onClose} />
      <Notice model={model} />
      <Thread chat={chat} model={model} now={now} onFocusLost={focusInside} />
      <Clients chat={chat} model={model} />
      <Former chat={chat} model={model} />
      <Offer chat={chat} model={model} now={now} onDone={focusInside} />
      {consentOwed(model) === null ? <Menu chat={chat} model={model} onDone={focusInside} /> : null}
      <Quoting chat={chat} model={model} onDone={focusInside} />
      <Writing chat={chat} model={model} field={field} onAttach={attach} tooMany={tooMany} />
      <Elsewhere chat={chat} model={model} />
      {isOver ? (
        <div class="drop" aria-hidden="true">
          {t(language, 'drop')}
        </div>
      ) : null}
    </div>
  );
}

interface Focus {
  readonly model: Model;
  readonly openedByClient: boolean;
  /** on a phone the field would bring the keyboard up over the thread */
  readonly target: RefObject<HTMLElement | null>;
}

/** Moves the focus in when the client opens the panel, and to the composer once they have agreed. Returns how to move it. */
function useFocus({ model, openedByClient, target }: Focus): () => void {
  const { open } = model;
  const focusInside = (): void => target.current?.focus({ preventScroll: true });
  useEffect(() => {
    if (open && openedByClient) focusInside();
  }, [open, openedByClient]);

  const isOwed = consentOwed(model) !== null;
  const { agreed } = model;
  useEffect(() => {
    if (!isOwed && agreed !== null) focusInside();
  }, [isOwed]);
  return focusInside;
}

interface WritingProps extends Pick<ComposerProps, 'field' | 'onAttach' | 'tooMany'> {
  readonly chat: Chat;
  readonly model: Model;
}

/** Shows the composer, or what has to be agreed to first. */
function Writing({ chat, model, ...composer }: WritingProps): JSX.Element {
  const { language, uploads } = model;
  const consent = consentOwed(model);
  if (consent !== null) return <Consent consent={consent} language={language} onAgree={() => chat.agree(consent.version)} />;
  return (
    <Composer
      language={language}
      placeholder={placeholderFor(model)}
      draft={chat.draft}
      onType={chat.keepDraft}
      onSend={chat.send}
      uploads={uploads}
      chosen={chat.chosen}
      onDetach={chat.detach}
      onAgain={chat.attachAgain}
      {...composer}
    />
  );
}

function Notice({ model }: { readonly model: Model }): JSX.Element {
  const words = model.troubled ? t(model.language, navigator.onLine ? 'troubled' : 'offline') : null;
  return (
    <div class="notice" role="status">
      {words === null ? null : <p>{words}</p>}
    </div>
  );
}

function placeholderFor({ chat, thread }: Model): 'placeholder' | 'placeholderText' | 'placeholderAgain' {
  if (chat.status === 'resolved') return 'placeholderAgain';
  const asked = thread.messages.findLast((each) => each.question !== undefined)?.question;
  return chat.asking !== null && asked?.id === chat.asking && asked.kind === 'text' ? 'placeholderText' : 'placeholder';
}

function trap(event: KeyboardEvent, panel: HTMLElement | null): void {
  const stops = [
    ...(panel?.querySelectorAll<HTMLElement>('button:not(:disabled), textarea, input:not([hidden]), a[href], [tabindex="0"]') ?? []),
  ];
  const root = panel?.getRootNode();
  const current = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (current !== edge && current !== panel) return;
  if (current === panel && !event.shiftKey) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
