import type { JSX } from 'preact';
import { followed } from '../kit/followed.ts';
import { SavedViews } from '../views/saved-views.tsx';
import { startAddress, writeAddress } from './address.ts';
import { usePage } from './page.ts';
import { isAt, stopOf, stopsFor } from './places.ts';

/** Leads between the pages of one stop, as far as one may see them; the server has the last word. */
export function SectionTabs(): JSX.Element | null {
  const { state, t, desk } = usePage();
  const stop = stopOf(stopsFor(state.session.type === 'ready' ? state.session.me.reach : null), state.address.page);
  if (stop === undefined || stop.tabs.length < 2) return null;
  const tabs = (
    <nav class="segments section-tabs" aria-label={t(`nav.${stop.name}`)} data-testid="section-tabs">
      {stop.tabs.map((tab) => {
        const address = { ...startAddress, page: tab.page, query: tab.query ?? {} };
        return (
          <a
            key={tab.name}
            href={writeAddress(address)}
            aria-current={isAt(tab, state.address) ? 'page' : undefined}
            data-testid={`tab-${tab.name}`}
            onClick={followed(() => desk.go(address))}
          >
            {t(tab.words)}
          </a>
        );
      })}
    </nav>
  );
  if (stop.name !== 'reports') return tabs;
  return (
    <>
      {tabs}
      <SavedViews />
    </>
  );
}
