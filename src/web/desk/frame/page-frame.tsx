import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Empty } from '../kit/empty.tsx';
import type { Read } from '../kit/use-read.ts';
import { MeMenu } from './me-menu.tsx';
import { usePage } from './page.ts';
import { SectionTabs } from './section-tabs.tsx';

export interface PageFrameProps {
  readonly title: string;
  readonly name: string;
  /** beside the title: what can be done here */
  readonly actions?: ComponentChildren;
  /** between the title and the content, behind the ways to the other pages of the stop: filters */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Frames a page that is not the inbox: its title, what can be done, its content. Whoever comes has the focus on the title. */
export function PageFrame({ title, name, actions, tools, children }: PageFrameProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.closest('.rail')) heading.current?.focus();
  }, [name]);
  return (
    <main class="page" id="thread" tabIndex={-1} data-testid={`page-${name}`}>
      <header class="page-header">
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h1>
        <div class="page-actions">{actions}</div>
        <MeMenu />
      </header>
      <div class="page-tools">
        <SectionTabs />
        {tools}
      </div>
      <div
        class="page-body"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label={title}
      >
        {children}
      </div>
    </main>
  );
}

/** Shows what was read, or what stands in its place: bones while it comes, a way to try again when it does not. */
export function Loaded<T>({ read, children }: { readonly read: Read<T>; readonly children: (value: T) => ComponentChildren }): JSX.Element {
  const { state, t } = usePage();
  // what a page keeps in the browser is its person's: it has to be known whose page this is, whichever answer comes first
  if (read.value !== null && state.session.type === 'ready') return <>{children(read.value)}</>;
  if (read.phase === 'failed') {
    return (
      <Empty text={read.problem?.status === 403 ? t('problem.forbidden') : t('page.failed')}>
        <button type="button" class="button" onClick={read.again}>
          {t('list.retry')}
        </button>
      </Empty>
    );
  }
  return (
    <div class="page-bones">
      <p class="visually-hidden" role="status">
        {t('page.loading')}
      </p>
      {['a', 'b', 'c', 'd', 'e'].map((each) => (
        <span key={each} class="bone bone-row" aria-hidden="true" />
      ))}
    </div>
  );
}
