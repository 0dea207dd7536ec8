import type { JSX } from 'preact';
import { followed } from '../conversations/followed.ts';
import { type View, views, writePlace } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';

export function Views(): JSX.Element {
  const { state, say, desk } = usePage();
  return (
    <nav class="views" aria-label={say('views.label')}>
      {views.map((view) => {
        const place = { ...state.place, view, status: 'open' } as const;
        return (
          <a
            key={view}
            class="view"
            href={writePlace(place)}
            aria-current={state.place.view === view ? 'page' : undefined}
            data-testid={`view-${view}`}
            onClick={followed(() => desk.go(place))}
          >
            {say(`view.${view}`)}
            <Count view={view} />
          </a>
        );
      })}
    </nav>
  );
}

/** Mine counts those who wait on me, the queue everybody in it. Zero is silence. */
function Count({ view }: { readonly view: View }): JSX.Element | null {
  const { state, say } = usePage();
  const { waiting, queue } = state.list.counts;
  const count = view === 'mine' ? waiting : view === 'queue' ? queue : 0;
  if (count === 0) return null;
  const words = view === 'mine' ? say('view.mine.count', { waiting: count }) : say('view.queue.count', { count });
  return (
    <span class={`count count-${view}`} title={words}>
      <span aria-hidden="true">{count}</span>
      <span class="visually-hidden">, {words}</span>
    </span>
  );
}
