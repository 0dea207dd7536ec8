import type { JSX } from 'preact';
import type { ExpectedRow, PaymentList, UnmatchedRow } from '../../../http/desk/reports/payments.ts';
import { moneyText } from '../../../texts/money.ts';
import { dayText } from '../clients/expected-line.tsx';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { clientName } from '../kit/client-name.ts';
import { Empty } from '../kit/empty.tsx';
import { Segments } from '../kit/segments.tsx';
import { TableHead } from '../kit/table-head.tsx';
import { clientAddress, To } from '../kit/to-conversation.tsx';
import { useRead } from '../kit/use-read.ts';

const lists = ['late', 'ahead', 'paid', 'unmatched'] as const;

/** Shows who has paid, who is late and by how much, what is ahead, and money that covers nothing (R32). */
export function PaymentsPage(): JSX.Element {
  const { t, api, state } = usePage();
  const list = lists.find((each) => each === state.address.query['list']) ?? 'late';
  const read = useRead(`payments ${list}`, 'conversations', () => api('GET /payments', { query: { list, limit: '100' } }));
  const counts = read.value?.counts ?? null;
  const tools = (
    <Segments
      label={t('payments.list')}
      name="list"
      all={lists.map((each) => [each, t(`payments.${each}`, { n: counts?.[each] ?? '…' })] as const)}
      chosen={list}
    />
  );
  return (
    <PageFrame name="payments" title={t('payments.title')} tools={tools}>
      <Loaded read={read}>{(found) => <Listed found={found} list={list} />}</Loaded>
    </PageFrame>
  );
}

function Listed({ found, list }: { readonly found: PaymentList; readonly list: (typeof lists)[number] }): JSX.Element {
  const { t } = usePage();
  if (found.expected.length + found.unmatched.length === 0)
    return <Empty title={t(`payments.none.${list}`)} text={t('payments.none.text')} />;
  return (
    <>
      {found.collects === null ? null : <p class="muted">{t('payments.collects', { department: found.collects.name })}</p>}
      {list === 'unmatched' ? <Unmatched rows={found.unmatched} /> : <Expected rows={found.expected} />}
    </>
  );
}

function Expected({ rows }: { readonly rows: readonly ExpectedRow[] }): JSX.Element {
  const { t } = usePage();
  const titles = ['client', 'due', 'amount', 'state', 'documents', 'owner'] as const;
  return (
    <table class="table table-said payments" data-testid="payments-table">
      <TableHead titles={titles.map((each) => t(`payments.${each}`))} />
      <tbody>
        {rows.map((each) => (
          <ExpectedLine key={`${each.schedule}/${each.due}`} row={each} />
        ))}
      </tbody>
    </table>
  );
}

function ExpectedLine({ row }: { readonly row: ExpectedRow }): JSX.Element {
  const { t, language } = usePage();
  const { due, amount, paid, currency, state, paidOn, daysLate, invoice, documentsAt, productLine } = row;
  const money = (minor: number): string => moneyText(language, minor, currency);
  const part = paid > 0 && paid < amount ? t('payments.partly', { paid: money(paid), amount: money(amount) }) : null;
  return (
    <tr data-testid="payment-expected" data-state={state}>
      <Client row={row} />
      <td data-label={t('payments.due')}>
        {dayText(language, due)} <span class="muted block">{productLine}</span>
      </td>
      <td data-label={t('payments.amount')} class="number">
        {money(amount)}
      </td>
      <td data-label={t('payments.state')}>
        {state === 'late' ? (
          <span class="trouble">{t('payments.days', { n: daysLate })}</span>
        ) : state === 'paid' ? (
          <span class="good">{t('payments.paid.on', { day: dayText(language, paidOn ?? due) })}</span>
        ) : (
          t('payments.waiting')
        )}
        {part === null ? null : <span class="muted block">{part}</span>}
      </td>
      <td data-label={t('payments.documents')}>
        {documentsAt === null ? <span class="none">{t('expected.documents.none')}</span> : <Arrived at={documentsAt} />}
        {invoice === null ? null : <span class="muted block">{t('expected.invoice.said', { number: invoice })}</span>}
      </td>
      <td data-label={t('payments.owner')} dir="auto">
        {row.person?.name ?? row.department ?? ''}
      </td>
    </tr>
  );
}

function Arrived({ at }: { readonly at: string }): JSX.Element {
  const { t, language } = usePage();
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(at));
  return <>{t('expected.documents.arrived', { day })}</>;
}

function Client({ row }: { readonly row: Pick<ExpectedRow, 'client' | 'department'> }): JSX.Element {
  const { t } = usePage();
  return (
    <th scope="row">
      <To to={clientAddress(row.client.id)} class="plain-link" name="payment-client">
        {clientName(t, row.client)}
      </To>
      {row.department === null ? null : <span class="muted block">{row.department}</span>}
    </th>
  );
}

const reasons = ['other-line', 'other-currency', 'other-kind', 'too-early', 'over'] as const;

function Unmatched({ rows }: { readonly rows: readonly UnmatchedRow[] }): JSX.Element {
  const { t, language } = usePage();
  return (
    <table class="table table-said payments" data-testid="payments-unmatched">
      <TableHead titles={(['client', 'came', 'amount', 'left', 'why', 'owner'] as const).map((each) => t(`payments.${each}`))} />
      <tbody>
        {rows.map((each) => (
          <tr key={each.payment}>
            <Client row={each} />
            <td data-label={t('payments.came')}>{dayText(language, each.day)}</td>
            <td data-label={t('payments.amount')} class="number">
              {moneyText(language, each.amount, each.currency)}
            </td>
            <td data-label={t('payments.left')} class="number">
              {moneyText(language, each.left, each.currency)}
            </td>
            <td data-label={t('payments.why')}>{t(`payments.reason.${reasons.find((reason) => reason === each.reason) ?? 'none'}`)}</td>
            <td data-label={t('payments.owner')} dir="auto">
              {each.person?.name ?? ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
