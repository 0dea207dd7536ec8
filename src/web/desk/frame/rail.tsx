import type { JSX } from 'preact';
import { followed } from '../kit/followed.ts';
import { Icon, type IconName } from '../kit/icon.tsx';
import { type Address, type PageName, writeAddress } from './address.ts';
import { usePage } from './page.ts';

const stops = [
  ['desk', 'inbox', 'g i', ['desk', 'client']],
  ['search', 'search', 'g s', ['search']],
  ['tasks', 'tasks', 'g t', ['tasks', 'handovers', 'coverage']],
  ['snippets', 'snippets', 'g n', ['snippets']],
  ['people', 'people', 'g p', ['people', 'cover', 'company', 'policy', 'tree', 'violations', 'audit', 'keys']],
] as const satisfies readonly (readonly [PageName, IconName, string, readonly PageName[]])[];

/** Leads from page to page: a narrow rail at the side, on a phone a bar below. */
export function Rail(): JSX.Element {
  const { state, t, desk } = usePage();
  return (
    <nav class="rail" aria-label={t('nav.label')}>
      {stops.map(([page, icon, keys, holds]) => {
        const address: Address = { ...state.address, page, query: {} };
        const isHere = holds.some((each) => each === state.address.page);
        return (
          <a
            key={page}
            class="rail-stop"
            href={writeAddress(address)}
            aria-current={isHere ? 'page' : undefined}
            aria-keyshortcuts={keys}
            data-testid={`nav-${page}`}
            onClick={followed(() => desk.go(address))}
          >
            <span class="rail-sign">
              <Icon name={icon} />
              <Badge page={page} />
            </span>
            <span class="rail-name">{t(`nav.${page}`)}</span>
          </a>
        );
      })}
    </nav>
  );
}

/** Shows how many wait for me there. Nothing is shown for none. */
function Badge({ page }: { readonly page: PageName }): JSX.Element | null {
  const { state, t } = usePage();
  const { waiting, tasks = 0, violations = 0 } = state.list.counts;
  const count = page === 'desk' ? waiting : page === 'tasks' ? tasks : page === 'people' ? violations : 0;
  if (count === 0) return null;
  const words =
    page === 'desk' ? t('view.mine.count', { waiting: count }) : t(page === 'tasks' ? 'nav.tasks.count' : 'violations.mine', { count });
  return (
    <span class={`badge badge-${page}`} title={words}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span class="visually-hidden">{words}</span>
    </span>
  );
}
