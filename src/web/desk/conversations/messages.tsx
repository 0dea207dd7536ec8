import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { writeAddress } from '../frame/address.ts';
import { Announcer } from '../frame/announcer.tsx';
import { usePage } from '../frame/page.ts';
import { followed } from '../kit/followed.ts';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { dayTitle } from '../kit/time.ts';
import { Message } from './message.tsx';
import { Older } from './older.tsx';
import type { Outgoing } from './outgoing.ts';
import { OutgoingMessage } from './outgoing-message.tsx';
import type { Thread } from './thread.ts';
import { type Item, threadItems } from './thread-items.ts';

/** Still "at the bottom" this far from it, px. */
const nearPx = 80;

/**
 * The scroller runs bottom-up (column-reverse in the stylesheet): its zero is the newest message, so new ones stay in sight
 * and earlier ones grow upwards without moving what is being read.
 */
export function Messages({ id, thread }: { readonly id: string; readonly thread: Thread }): JSX.Element {
  const { state, t } = usePage();
  const outgoing = state.outgoing.filter((each) => each.conversation === id);
  const { scroller, scrolled, hasNews, toEnd } = useEnd(thread.messages.at(-1)?.seq ?? 0, outgoing.at(-1)?.key ?? '');
  return (
    <div class="messages-frame">
      <div
        class="messages"
        ref={scroller}
        onScroll={scrolled}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label={t('thread.messages')}
        aria-busy={thread.phase === 'loading'}
      >
        <div class="messages-inner">
          {thread.phase === 'loading' ? <Skeleton /> : <Items id={id} thread={thread} outgoing={outgoing} />}
        </div>
      </div>
      {hasNews ? (
        <button type="button" class="button newer" onClick={toEnd}>
          <Icon name="down" />
          {t('thread.newer')}
        </button>
      ) : null}
      <Announcer messages={thread.messages} ready={thread.phase === 'ready'} />
    </div>
  );
}

/** Watches the scroller's end: whoever writes goes there, whoever reads further up is shown that something new came. */
function useEnd(newest: number, lastWritten: string) {
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const [hasNews, setHasNews] = useState(false);

  function toEnd(): void {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
    setHasNews(false);
  }

  function scrolled(): void {
    const far = Math.abs(scroller.current?.scrollTop ?? 0) > nearPx;
    setAway(far);
    if (!far) setHasNews(false);
  }

  useEffect(toEnd, [lastWritten]);
  useEffect(() => {
    if (away) setHasNews(true);
  }, [newest]);
  return { scroller, scrolled, hasNews, toEnd };
}

interface ItemsProps {
  readonly id: string;
  readonly thread: Thread;
  readonly outgoing: readonly Outgoing[];
}

function Items({ id, thread, outgoing }: ItemsProps): JSX.Element {
  const { t } = usePage();
  return (
    <>
      <Older thread={thread} />
      <ol>
        {threadItems(thread.messages, id).map((item) => (
          <ItemView key={item.key} item={item} />
        ))}
        {outgoing.map((each) => (
          <OutgoingMessage key={each.key} outgoing={each} />
        ))}
      </ol>
      {thread.messages.length === 0 && outgoing.length === 0 ? <p class="muted centred">{t('thread.empty')}</p> : null}
    </>
  );
}

function ItemView({ item }: { readonly item: Item }): JSX.Element {
  const { state, t, language, desk } = usePage();
  const now = useNow(60_000);
  if (item.type === 'message') return <Message message={item.message} continues={item.continues} />;
  if (item.type === 'day') {
    return (
      <li class="separator separator-day">
        <span>{dayTitle(t, language, item.at, now)}</span>
      </li>
    );
  }
  const address = { ...state.address, conversation: item.conversation, panel: null };
  return (
    <li class="separator separator-conversation">
      <span>
        {t(item.current ? 'thread.this-conversation' : 'thread.other-conversation')}
        {item.current ? null : (
          <>
            {' · '}
            <a href={writeAddress(address)} onClick={followed(() => desk.go(address))}>
              {t('thread.open-other')}
            </a>
          </>
        )}
      </span>
    </li>
  );
}

function Skeleton(): JSX.Element {
  const { t } = usePage();
  return (
    <div class="skeleton-thread">
      <p class="visually-hidden" role="status">
        {t('thread.loading')}
      </p>
      <span class="bone bone-message" />
      <span class="bone bone-message bone-own" />
      <span class="bone bone-message" />
    </div>
  );
}
