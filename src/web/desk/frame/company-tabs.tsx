import type { JSX } from 'preact';
import { followed } from '../kit/followed.ts';
import { type PageName, startAddress, writeAddress } from './address.ts';
import { usePage } from './page.ts';

type Tab = Extract<PageName, 'people' | 'violations' | 'cover' | 'company' | 'policy' | 'tree' | 'audit' | 'keys'>;

/** Leads to the pages about people and access, as far as one's role goes; the server has the last word. */
export function CompanyTabs({ here }: { readonly here: Tab }): JSX.Element | null {
  const { state, t, desk } = usePage();
  const role = state.session.type === 'ready' ? state.session.me.specialist.role : 'specialist';
  const tabs: readonly Tab[] =
    role === 'specialist'
      ? ['people', 'violations']
      : role === 'head'
        ? ['people', 'violations', 'cover', 'company', 'policy', 'tree', 'audit']
        : ['people', 'violations', 'cover', 'company', 'policy', 'tree', 'audit', 'keys'];
  return (
    <nav class="segments" aria-label={t('company.label')}>
      {tabs.map((each) => {
        const address = { ...startAddress, page: each };
        return (
          <a
            key={each}
            href={writeAddress(address)}
            aria-current={each === here ? 'page' : undefined}
            data-testid={`company-${each}`}
            onClick={followed(() => desk.go({ page: each, query: {} }))}
          >
            {t(`company.${each}`)}
          </a>
        );
      })}
    </nav>
  );
}
