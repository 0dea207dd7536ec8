import type { JSX } from 'preact';
import type { CoverageItem } from '../../../http/desk/reports/coverage.ts';
import { startAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { More } from '../kit/more.tsx';
import { To } from '../kit/to-conversation.tsx';
import { usePages } from '../kit/use-pages.ts';
import { WorkTabs } from '../work/work-tabs.tsx';

/** Clients too few of us know, and one tap to mend it (R19). */
export function CoveragePage(): JSX.Element {
  const { t, api } = usePage();
  const read = usePages('coverage', 'conversations', api.coverage);
  return (
    <PageFrame name="coverage" title={t('coverage.title')} tools={<WorkTabs here="coverage" />}>
      <Loaded read={read}>
        {(first) => {
          const clients = [first, ...read.further].flatMap((each) => each.clients);
          if (clients.length === 0) return <Empty title={t('coverage.none')} text={t('coverage.none.text')} />;
          return (
            <>
              <table class="table table-said coverage" data-testid="coverage-table">
                <thead>
                  <tr>
                    {(['client', 'known', 'missing'] as const).map((each) => (
                      <th key={each} scope="col">
                        <span class="column-title">{t(`coverage.column.${each}`)}</span>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {clients.map((each) => (
                    <Row key={each.client.id} item={each} changed={read.again} />
                  ))}
                </tbody>
              </table>
              <More more={read.more} />
            </>
          );
        }}
      </Loaded>
    </PageFrame>
  );
}

function Row({ item, changed }: { readonly item: CoverageItem; readonly changed: () => void }): JSX.Element {
  const { t, api, desk } = usePage();
  const { client, size, known, missing, task } = item;
  const mend = async (): Promise<void> => {
    if (desk.noteAnswer(await api.acquaint(client.id)).ok) changed();
  };
  return (
    <tr data-testid="coverage-client">
      <th scope="row">
        <To to={{ ...startAddress, page: 'client', query: { id: client.id } }} class="plain-link" name="coverage-open">
          {client.name}
        </To>
        <span class="muted block">{t(`size.${size}`)}</span>
      </th>
      <td dir="auto">{known.length === 0 ? <span class="none">{t('coverage.nobody')}</span> : known.join(', ')}</td>
      <td>
        {missing.map(({ role, who }) => (
          <span key={role} class="block" dir="auto">
            {who?.name ?? <span class="none">{t('coverage.vacant')}</span>} <span class="muted">({t(`coverage.role.${role}`)})</span>
          </span>
        ))}
        {task ? (
          <span class="good">{t('coverage.mended')}</span>
        ) : (
          <button type="button" class="link-button" data-testid="coverage-mend" onClick={() => void mend()}>
            {t('coverage.mend')}
          </button>
        )}
      </td>
    </tr>
  );
}
