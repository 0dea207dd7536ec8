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

/** Counts those who wait on me, those I stand in for, or everybody in the queue. Zero is not shown. */
function Count({ view }: { readonly view: View }): JSX.Element | null {
  const { state, t } = usePage();
  const { waiting, queue, standIn = 0 } = state.list.counts;
  const count = { mine: waiting, 'stand-in': standIn, queue, all: 0 }[view];
  if (count === 0 || view === 'all') return null;
  const words = view === 'mine' ? t('view.mine.count', { waiting: count }) : t(`view.${view}.count`, { count });
  return (
    <span class={`count count-${view}`} title={words}>
      <span aria-hidden="true">{count}</span>
      <span class="visually-hidden">, {words}</span>
    </span>
  );
}
