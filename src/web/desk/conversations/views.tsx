import type { JSX } from 'preact';
import { type View, views, writeAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { followed } from '../kit/followed.ts';

export function Views(): JSX.Element {
  const { state, t, desk } = usePage();
  return (
    <nav class="views" aria-label={t('views.label')}>
      {views.map((view) => {
        const address = { ...state.address, view, status: 'open' } as const;
        return (
          <a
            key={view}
            class="view"
            href={writeAddress(address)}
            aria-current={state.address.view === view ? 'page' : undefined}
            data-testid={`view-${view}`}
            onClick={followed(() => desk.go(address))}
          >
            {t(`view.${view}`)}
            <Count view={view} />
          </a>
        );
      })}
    </nav>
  );
}

/** Counts those who wait on me, or everybody in the queue. Zero is not shown. */
function Count({ view }: { readonly view: View }): JSX.Element | null {
  const { state, t } = usePage();
  const { waiting, queue } = state.list.counts;
  const count = view === 'mine' ? waiting : view === 'queue' ? queue : 0;
  if (count === 0) return null;
  const words = view === 'mine' ? t('view.mine.count', { waiting: count }) : t('view.queue.count', { count });
  return (
    <span class={`count count-${view}`} title={words}>
      <span aria-hidden="true">{count}</span>
      <span class="visually-hidden">, {words}</span>
    </span>
  );
}
