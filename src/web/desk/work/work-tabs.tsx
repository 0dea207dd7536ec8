import type { JSX } from 'preact';
import { type PageName, startAddress, writeAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { followed } from '../kit/followed.ts';

const tabs = ['tasks', 'handovers', 'coverage'] as const satisfies readonly PageName[];

/** Links the pages about what is to be done for clients. */
export function WorkTabs({ here }: { readonly here: (typeof tabs)[number] }): JSX.Element {
  const { t, desk } = usePage();
  return (
    <nav class="segments" aria-label={t('work.label')}>
      {tabs.map((each) => (
        <a
          key={each}
          href={writeAddress({ ...startAddress, page: each })}
          aria-current={each === here ? 'page' : undefined}
          data-testid={`work-${each}`}
          onClick={followed(() => desk.go({ page: each, query: {} }))}
        >
          {t(`work.${each}`)}
        </a>
      ))}
    </nav>
  );
}
