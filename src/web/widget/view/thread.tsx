import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../texts/widget.ts';
import type { Chat } from '../chat-face.ts';
import { type Model, owed, unread } from '../state/model.ts';
import { rowsOf } from '../state/rows.ts';
import { Bubble } from './bubble.tsx';
import { useVisible } from './hooks.ts';
import { DownIcon } from './icons.tsx';
import { useStick } from './stick.ts';
import { dayName, dayOf } from './time.ts';

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
  const visible = useVisible();
  const opening = model.session?.opening ?? null;
  const rows = rowsOf({ thread, chat: model.chat, opening, openingAfter: model.openingAfter }, now(), dayOf);
  // A tap is a message too: there is nothing to tap before the client agrees.
  const isOwed = owed(model) !== null;
  const firstSeq = thread.messages[0]?.seq ?? 0;
  const lastSeq = thread.messages.at(-1)?.seq ?? 0;
  const written = useWritten(thread.pending.at(-1)?.id ?? null);
  const { atBottom, toBottom, onScroll } = useStick(scroller, content, String(firstSeq), written);
  const fresh = atBottom ? 0 : unread(model);

  useEffect(() => {
    if (open && visible && atBottom && lastSeq > 0) chat.sees(lastSeq);
  }, [chat, open, visible, atBottom, lastSeq]);

  function readOn(): void {
    const box = scroller.current;
    if (open && thread.older && box !== null && box.scrollTop < nearTopPx) chat.older();
  }
  useEffect(readOn, [chat, open, thread.older, firstSeq]);

  function choose(question: string, option: string, label: string): void {
    chat.choose(question, option, label);
    onFocusLost();
  }

  function retry(id: string): void {
    chat.retry(id);
    onFocusLost();
  }

  function discard(id: string): void {
    chat.discard(id);
    onFocusLost();
  }

  function down(): void {
    toBottom(true);
    onFocusLost();
  }

  function scrolled(): void {
    onScroll();
    readOn();
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
                uploads={model.uploads}
                onChoose={choose}
                onRetry={retry}
                onDiscard={discard}
              />
            ),
          )}
        </div>
      </div>
      {atBottom ? null : (
        <button type="button" class={fresh > 0 ? 'pill fresh' : 'pill'} onClick={down}>
          {fresh > 0 ? t(language, 'fresh', { count: fresh }) : <span class="unseen">{t(language, 'toBottom')}</span>}
          <DownIcon size={16} />
        </button>
      )}
    </div>
  );
}

/** How often the reader has written since the thread is on the screen. */
function useWritten(last: string | null): number {
  const known = useRef({ last, count: 0 });
  if (last !== null && last !== known.current.last) known.current = { last, count: known.current.count + 1 };
  return known.current.count;
}
