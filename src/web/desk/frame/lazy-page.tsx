import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Empty } from '../kit/empty.tsx';
import { usePage } from './page.ts';
import { SectionTabs } from './section-tabs.tsx';

/**
 * Makes a page of one whose code comes when it is first shown. Code that does not come may be of a version that is gone: the whole page is
 * loaded anew then.
 */
export function lazyPage<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => JSX.Element {
  let loaded: ComponentType<Props> | null = null;
  return function LazyPage(props: Props): JSX.Element {
    const [phase, setPhase] = useState<'loading' | 'ready' | 'failed'>(loaded === null ? 'loading' : 'ready');
    const isKnown = usePage().state.session.type === 'ready';
    useEffect(() => {
      load().then(
        (page) => {
          loaded = page;
          setPhase('ready');
        },
        () => setPhase('failed'),
      );
    }, []);
    const Page = loaded;
    return Page === null || !isKnown ? <Waiting failed={phase === 'failed'} /> : <Page {...props} />;
  };
}

function Waiting({ failed }: { readonly failed: boolean }): JSX.Element {
  const { t } = usePage();
  return (
    <main class="page" id="thread" tabIndex={-1}>
      <header class="page-header" />
      <div class="page-tools">
        <SectionTabs />
      </div>
      <div class="page-body">
        {failed ? (
          <Empty text={t('page.failed')}>
            <button type="button" class="button" onClick={() => location.reload()}>
              {t('list.retry')}
            </button>
          </Empty>
        ) : (
          <div class="page-bones">
            <p class="visually-hidden" role="status">
              {t('page.loading')}
            </p>
            {['a', 'b', 'c'].map((each) => (
              <span key={each} class="bone bone-row" aria-hidden="true" />
            ))}
          </div>
        )}
      </div>
    </main>
  );
}
