import type { JSX } from 'preact';
import type { CoverageItem } from '../../../http/desk/reports/coverage.ts';
import { usePage } from '../frame/page.ts';
import { clientName } from '../kit/client-name.ts';
import { ListPage } from '../kit/list-page.tsx';
import { TableHead } from '../kit/table-head.tsx';
import { clientAddress, To } from '../kit/to-conversation.tsx';
import { usePages } from '../kit/use-pages.ts';

/** Lists clients too few of us know, with one tap to mend it (R19). */
export function CoveragePage(): JSX.Element {
  const { t, api } = usePage();
  const read = usePages('coverage', 'conversations', (cursor) => api('GET /coverage', { query: { cursor } }));
  return (
    <ListPage
      name="coverage"
      title={t('coverage.title')}
      read={read}
      items={(part) => part.clients}
      empty={{ title: t('coverage.none'), text: t('coverage.none.text') }}
    >
      {(clients) => (
        <table class="table table-said coverage" data-testid="coverage-table">
          <TableHead titles={(['client', 'known', 'missing'] as const).map((each) => t(`coverage.column.${each}`))} />
          <tbody>
            {clients.map((each) => (
              <Row key={each.client.id} item={each} changed={read.again} />
            ))}
          </tbody>
        </table>
      )}
    </ListPage>
  );
}

function Row({ item, changed }: { readonly item: CoverageItem; readonly changed: () => void }): JSX.Element {
  const { t, api, desk } = usePage();
  const { client, size, known, missing, task } = item;
  const mend = async (): Promise<void> => {
    const answer = await api('POST /coverage/:id/task', { params: { id: client.id } });
    if (desk.noteAnswer(answer).ok) changed();
  };
  return (
    <tr data-testid="coverage-client">
      <th scope="row">
        <To to={clientAddress(client.id)} class="plain-link" name="coverage-open">
          {clientName(t, client)}
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
