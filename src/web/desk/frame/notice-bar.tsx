import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../kit/icon.tsx';
import { wordsFor } from '../kit/problem.ts';
import { usePage } from './page.ts';

const doneShownMs = 6000;

/** What the last action came to. Good news goes by itself, trouble stays until it is read. */
export function NoticeBar({ id }: { readonly id: string }): JSX.Element {
  const { state, t, dispatch } = usePage();
  const notice = state.notice?.conversation === id ? state.notice : null;
  useEffect(() => {
    if (notice?.type !== 'done') return;
    const timer = setTimeout(() => dispatch({ type: 'notice', notice: null }), doneShownMs);
    return () => clearTimeout(timer);
  }, [notice, dispatch]);
  return (
    <div class="notices">
      <div role="status">{notice?.type === 'done' ? <p class="notice notice-done">{t(`done.${notice.verb}`)}</p> : null}</div>
      <div role="alert">
        {notice?.type === 'kept-inside' ? (
          <p class="notice notice-problem" data-testid="kept-inside">
            <Icon name="lock" />
            <span>{t('reply.kept-inside')}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={t('action.dismiss')}
              onClick={() => dispatch({ type: 'notice', notice: null })}
            >
              <Icon name="close" />
            </button>
          </p>
        ) : null}
        {notice?.type === 'problem' ? (
          <p class="notice notice-problem" data-testid="problem">
            <Icon name="warning" />
            <span>{wordsFor(t, notice.problem)}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={t('action.dismiss')}
              onClick={() => dispatch({ type: 'notice', notice: null })}
            >
              <Icon name="close" />
            </button>
          </p>
        ) : null}
      </div>
    </div>
  );
}
