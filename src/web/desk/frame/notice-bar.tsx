import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon, type IconName } from '../kit/icon.tsx';
import { wordsFor } from '../kit/problem.ts';
import { usePage } from './page.ts';

const doneShownMs = 6000;

/** Shows what the last action came to. Good news goes by itself, trouble stays until it is read. */
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
        {notice?.type === 'kept-inside' ? <Lasting name="kept-inside" icon="lock" words={t('reply.kept-inside')} /> : null}
        {notice?.type === 'files-lost' ? (
          <Lasting name="files-lost" icon="warning" words={t('files.lost', { names: notice.names.join(', ') })} />
        ) : null}
        {notice?.type === 'problem' ? <Lasting name="problem" icon="warning" words={wordsFor(t, notice.problem)} /> : null}
      </div>
    </div>
  );
}

interface LastingProps {
  readonly name: string;
  readonly icon: IconName;
  readonly words: string;
}

/** Shows words that stay until they are dismissed. */
function Lasting({ name, icon, words }: LastingProps): JSX.Element {
  const { t, dispatch } = usePage();
  return (
    <p class="notice notice-problem" data-testid={name}>
      <Icon name={icon} />
      <span>{words}</span>
      <button type="button" class="icon-button" aria-label={t('action.dismiss')} onClick={() => dispatch({ type: 'notice', notice: null })}>
        <Icon name="close" />
      </button>
    </p>
  );
}
