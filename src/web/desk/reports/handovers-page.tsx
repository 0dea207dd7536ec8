import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { ListPage } from '../kit/list-page.tsx';
import { Segments } from '../kit/segments.tsx';
import { usePages } from '../kit/use-pages.ts';
import { HandoversTable } from './handovers-table.tsx';

const states = ['open', 'done'] as const;

/** Lists clients that move from sales to the client department: whose, when, why, and what it changes (R17, R18). */
export function HandoversPage(): JSX.Element {
  const { state, t, api } = usePage();
  const { query } = state.address;
  // a head has no clients of their own as a rule
  const leads = state.session.type === 'ready' && state.session.me.specialist.role !== 'specialist';
  const views = leads ? (['department', 'mine'] as const) : (['mine', 'department'] as const);
  const view = views.find((each) => each === query['view']) ?? views[0];
  const shown = states.find((each) => each === query['state']) ?? 'open';
  const read = usePages(`handovers ${view} ${shown}`, 'conversations', (cursor) =>
    api('GET /handovers', { query: { view, state: shown, cursor } }),
  );
  return (
    <ListPage
      name="handovers"
      title={t('handovers.title')}
      actions={<Statement view={view} />}
      tools={
        <>
          <Segments label={t('handovers.view')} name="view" chosen={view} all={views.map((each) => [each, t(`handovers.${each}`)])} />
          <Segments label={t('handovers.state')} name="state" chosen={shown} all={states.map((each) => [each, t(`handovers.${each}`)])} />
        </>
      }
      read={read}
      items={(part) => part.handovers}
      empty={{ title: t('handovers.none'), text: t('handovers.none.text') }}
    >
      {(handovers) => <HandoversTable handovers={handovers} changed={read.again} />}
    </ListPage>
  );
}

/** Offers this month's commission as a file; which month it is, the company's calendar says. */
function Statement({ view }: { readonly view: string }): JSX.Element {
  const { t, language } = usePage();
  const href = `/desk/api/commission.csv?${new URLSearchParams({ view, language })}`;
  return (
    <a class="button" data-testid="statement" download href={href}>
      {t('handovers.statement')}
    </a>
  );
}
