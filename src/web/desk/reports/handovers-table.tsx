import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { HandoverShown } from '../../../http/desk/reports/handovers.ts';
import { kindInWords } from '../clients/fact-line.tsx';
import { usePage } from '../frame/page.ts';
import { clientName } from '../kit/client-name.ts';
import { TableHead } from '../kit/table-head.tsx';
import { date } from '../kit/time.ts';
import { clientAddress, To } from '../kit/to-conversation.tsx';
import { HandoverForm } from './handover-form.tsx';

interface Changing {
  readonly changed: () => void;
}

/** Shows handovers as a table; on a phone every row becomes a card. */
export function HandoversTable({ handovers, changed }: Changing & { readonly handovers: readonly HandoverShown[] }): JSX.Element {
  const { t } = usePage();
  return (
    <table class="table table-said handovers" data-testid="handovers-table">
      <TableHead titles={(['client', 'when', 'people', 'rates', 'words'] as const).map((each) => t(`handovers.column.${each}`))} />
      <tbody>
        {handovers.map((each) => (
          <Row key={each.id} handover={each} changed={changed} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ handover, changed }: Changing & { readonly handover: HandoverShown }): JSX.Element {
  const { t } = usePage();
  const { client, productLine, departments, from, to, rates, waitsFor } = handover;
  return (
    <tr data-testid="handover" data-status={handover.status}>
      <th scope="row">
        <To to={clientAddress(client.id)} class="plain-link" name="handover-client">
          {clientName(t, client)}
        </To>
        {productLine === null ? null : <span class="muted block">{productLine}</span>}
        <span class="muted block">{t('handovers.between', { from: departments.from.name, to: departments.to.name })}</span>
      </th>
      <td>
        <Status handover={handover} />
        {waitsFor === null ? null : <span class="muted block">{t(`handovers.waits.${waitsFor}`)}</span>}
      </td>
      <td dir="auto">{[from?.name, to?.name].filter((each) => each !== undefined).join(' → ')}</td>
      <td>{rates === null ? t('handovers.no-rates') : t('handovers.rates', rates)}</td>
      <td>
        <Words handover={handover} changed={changed} />
      </td>
    </tr>
  );
}

function Status({ handover }: { readonly handover: HandoverShown }): JSX.Element {
  const { t, language } = usePage();
  const { status, productLine, rule, expectedAt, putOffUntil, doneAt } = handover;
  const day = (at: string | null): string => (at === null ? '' : date(language, new Date(at)));
  const why =
    productLine === null
      ? t('handovers.rule.segment')
      : rule.deal !== undefined
        ? t('handovers.rule.deal', { n: rule.deal })
        : rule.payment !== undefined
          ? t('handovers.rule.payment', { kind: kindInWords(t, rule.payment.kind), n: rule.payment.nth })
          : t('handovers.rule.months', { n: rule.months ?? 0, date: day(expectedAt) });
  return (
    <>
      {t(`handovers.status.${status}`, { date: day(status === 'done' ? doneAt : putOffUntil) })}
      <span class="muted block">{why}</span>
    </>
  );
}

/** Shows what was decided of it and why, and what may be decided now. */
function Words({ handover, changed }: Changing & { readonly handover: HandoverShown }): JSX.Element {
  const { t } = usePage();
  const [verb, setVerb] = useState<HandoverShown['may'][number] | null>(null);
  return (
    <>
      {handover.words.map((each) => (
        <p key={each.at} dir="auto">
          <span class="muted">
            {t(`handovers.said.${each.kind}`)}, {each.by}:{' '}
          </span>
          {each.reason}
        </p>
      ))}
      {verb === null ? (
        <div class="row-actions">
          {handover.may.map((each) => (
            <button key={each} type="button" class="link-button" data-testid={`handover-${each}`} onClick={() => setVerb(each)}>
              {t(`handovers.verb.${each}`)}
            </button>
          ))}
        </div>
      ) : (
        <HandoverForm
          id={handover.id}
          verb={verb}
          close={() => setVerb(null)}
          done={() => {
            setVerb(null);
            changed();
          }}
        />
      )}
    </>
  );
}
