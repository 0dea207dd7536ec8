import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../domain/language.ts';
import { t } from '../../../texts/widget.ts';
import { dayKey } from '../../kit/calendar.ts';
import type { Chat } from '../chat-interface.ts';
import { consentOwed, type Model, unread } from '../state/model.ts';
import { rowsOf } from '../state/rows.ts';
import { Bubble } from './bubble.tsx';
import { dayName } from './day-name.ts';
import { useVisible } from './hooks.ts';
import { DownIcon } from './icons.tsx';
import { useStick } from './stick.ts';

const nearTopPx = 200;

export interface ThreadProps {
  readonly chat: Chat;
  readonly model: Model;
  readonly now: () => number;
  /** a button that had the focus is about to go */
  readonly onFocusLost: () => void;
}

export function Thread({ chat, model, now, onFocusLost }: ThreadProps): JSX.Element {
  const { language, thread, open } = model;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const firstSeq = thread.messages[0]?.seq ?? 0;
  const written = useWritten(thread.pending.at(-1)?.id ?? null);
  const { atBottom, toBottom, onScroll } = useStick(scroller, content, String(firstSeq), written);
  useMarkSeen(chat, model, atBottom);

  function readOn(): void {
    const box = scroller.current;
    if (open && thread.older && box !== null && box.scrollTop < nearTopPx) chat.older();
  }
  useEffect(readOn, [chat, open, thread.older, firstSeq]);

  function scrolled(): void {
    onScroll();
    readOn();
  }

  function down(): void {
    toBottom(true);
    onFocusLost();
  }

  return (
    <div class="thread">
      <div
        class="scroller"
        ref={scroller}
        onScroll={scrolled}
        role="log"
        aria-live="polite"
        aria-label={t(language, 'thread')}
        aria-busy={model.loadingOlder}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse the thread could not be scrolled
        tabIndex={0}
      >
        <div class="content" ref={content}>
          {thread.older ? <div class="older">{t(language, 'loading')}</div> : null}
          <Rows chat={chat} model={model} now={now} onFocusLost={onFocusLost} />
        </div>
      </div>
      {atBottom ? null : <Down fresh={unread(model)} language={language} onClick={down} />}
    </div>
  );
}

function Rows({ chat, model, now, onFocusLost }: ThreadProps): JSX.Element {
  const { language, thread, openingAfter, uploads } = model;
  const rows = rowsOf({ thread, chat: model.chat, opening: model.session?.opening ?? null, openingAfter }, now(), (at) =>
    dayKey(new Date(at)),
  );
  // A tap is a message too: there is nothing to tap before the client agrees.
  const isOwed = consentOwed(model) !== null;

  /** Moves the focus away: the button that was pressed goes. */
  function pressed<Args extends readonly unknown[]>(act: (...args: Args) => void): (...args: Args) => void {
    return (...args) => {
      act(...args);
      onFocusLost();
    };
  }

  return (
    <>
      {rows.map((row) =>
        row.type === 'day' ? (
          <div class="day" key={row.key}>
            <span>{dayName(row.at, now(), language)}</span>
          </div>
        ) : (
          <Bubble
            key={row.key}
            row={isOwed ? { ...row, question: null } : row}
            language={language}
            chat={chat}
            uploads={uploads}
            onChoose={pressed(chat.choose)}
            onRetry={pressed(chat.retry)}
            onDiscard={pressed(chat.discard)}
          />
        ),
      )}
    </>
  );
}

interface DownProps {
  /** messages that were not read yet */
  readonly fresh: number;
  readonly language: Language;
  readonly onClick: () => void;
}

/** Leads to the newest message. */
function Down({ fresh, language, onClick }: DownProps): JSX.Element {
  return (
    <button type="button" class={fresh > 0 ? 'pill fresh' : 'pill'} onClick={onClick}>
      {fresh > 0 ? t(language, 'fresh', { count: fresh }) : <span class="unseen">{t(language, 'toBottom')}</span>}
      <DownIcon size={16} />
    </button>
  );
}

/** Marks everything as seen while the end of the thread is on a screen somebody may be looking at. */
function useMarkSeen(chat: Chat, { open, thread }: Model, atBottom: boolean): void {
  const visible = useVisible();
  const lastSeq = thread.messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (open && visible && atBottom && lastSeq > 0) chat.markSeen(lastSeq);
  }, [chat, open, visible, atBottom, lastSeq]);
}

/** Counts how often the reader has written since the thread is on the screen. */
function useWritten(last: string | null): number {
  const known = useRef({ last, count: 0 });
  if (last !== null && last !== known.current.last) known.current = { last, count: known.current.count + 1 };
  return known.current.count;
}
