import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../texts/widget.ts';
import type { Chat } from '../chat-face.ts';
import { type Model, owed } from '../state/model.ts';
import { Composer } from './composer.tsx';
import { Consent } from './consent.tsx';
import { useDrop } from '../../kit/use-drop.ts';
import { Elsewhere } from './elsewhere.tsx';
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
  readonly asked: boolean;
  readonly onClose: () => void;
}

export function Panel({ chat, model, name, now, fullScreen, asked, onClose }: PanelProps): JSX.Element {
  const { language, open } = model;
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useKeyboardRoom(panel, fullScreen && open);

  /** On a phone the field would bring the keyboard up over the thread. */
  function focusInside(): void {
    (fullScreen ? panel : field).current?.focus({ preventScroll: true });
  }

  useEffect(() => {
    if (open && asked) focusInside();
  }, [open, asked]);

  const consent = owed(model);
  const agreed = useRef(false);
  function agree(): void {
    agreed.current = true;
    if (consent !== null) chat.agree(consent.version);
  }
  useEffect(() => {
    if (consent === null && agreed.current) focusInside();
  }, [consent]);

  const [tooMany, setTooMany] = useState(false);
  function attach(files: readonly File[]): void {
    setTooMany(!chat.attach(files));
  }
  const { isOver, ...drop } = useDrop(consent === null, attach);

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
      <Offer chat={chat} model={model} now={now} onDone={focusInside} />
      {consent === null ? (
        <Composer
          language={language}
          placeholder={placeholderFor(model)}
          field={field}
          onSend={chat.send}
          uploads={model.uploads}
          chosen={chat.chosen}
          onAttach={attach}
          onDetach={chat.detach}
          tooMany={tooMany}
        />
      ) : (
        <Consent consent={consent} language={language} onAgree={agree} />
      )}
      <Elsewhere chat={chat} model={model} />
      {isOver ? (
        <div class="drop" aria-hidden="true">
          {t(language, 'drop')}
        </div>
      ) : null}
    </div>
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
