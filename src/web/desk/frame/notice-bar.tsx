import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Problem } from '../api.ts';
import { Icon, type IconName } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { objectedOf, objectedWords } from '../kit/objected.ts';
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
        {notice?.type === 'problem' ? <Failed problem={notice.problem} /> : null}
      </div>
    </div>
  );
}

/** Shows why it was not done; what speaks against taking it oneself can be gone over. */
function Failed({ problem }: { readonly problem: Problem }): JSX.Element {
  const { state, t, language, desk } = usePage();
  const now = useNow(60_000);
  const objected = objectedOf(problem);
  const me = state.session.type === 'ready' ? state.session.me.specialist.id : null;
  if (objected === null) return <Lasting name="problem" icon="warning" words={wordsFor(t, problem)} />;
  return (
    <Lasting name="problem" icon="warning" words={objectedWords(t, language, objected, now)}>
      {objected.specialist === me && objected.may ? (
        <button type="button" class="button" data-testid="take-anyway" onClick={() => void desk.take(objected.why)}>
          {t('take.anyway.submit')}
        </button>
      ) : null}
    </Lasting>
  );
}

interface LastingProps {
  readonly name: string;
  readonly icon: IconName;
  readonly words: string;
  readonly children?: ComponentChildren;
}

/** Shows words that stay until they are dismissed. */
function Lasting({ name, icon, words, children }: LastingProps): JSX.Element {
  const { t, dispatch } = usePage();
  return (
    <p class="notice notice-problem" data-testid={name}>
      <Icon name={icon} />
      <span>{words}</span>
      {children}
      <button type="button" class="icon-button" aria-label={t('action.dismiss')} onClick={() => dispatch({ type: 'notice', notice: null })}>
        <Icon name="close" />
      </button>
    </p>
  );
}
