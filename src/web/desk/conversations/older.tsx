import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../frame/page.ts';
import type { Thread } from './thread.ts';

/** Stands at the top of the thread: earlier messages come when it is scrolled into sight, or by the button. */
export function Older({ thread }: { readonly thread: Thread }): JSX.Element {
  const { t, desk } = usePage();
  const top = useRef<HTMLDivElement>(null);
  const first = thread.messages[0]?.seq;
  useEffect(() => {
    if (top.current === null || !thread.more) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void desk.older();
    });
    observer.observe(top.current);
    return () => observer.disconnect();
  }, [thread.more, first, desk]);
  return (
    <div class="older" ref={top}>
      {thread.more ? (
        <button type="button" class="link-button" disabled={thread.loadingOlder} onClick={() => void desk.older()}>
          {t(thread.loadingOlder ? 'thread.older.loading' : 'thread.older')}
        </button>
      ) : (
        <span class="muted">{t('thread.start')}</span>
      )}
    </div>
  );
}
