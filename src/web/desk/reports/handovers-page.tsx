import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { More } from '../kit/more.tsx';
import { Segments } from '../kit/segments.tsx';
import { usePages } from '../kit/use-pages.ts';
import { WorkTabs } from '../work/work-tabs.tsx';
import { HandoversTable } from './handovers-table.tsx';

const states = ['open', 'done'] as const;

/** Clients that move from sales to the client department: whose, when, why, and what it changes (R17, R18). */
export function HandoversPage(): JSX.Element {
  const { state, t, api, now, language } = usePage();
  // a head has no clients of their own as a rule
  const leads = state.session.type === 'ready' && state.session.me.specialist.role !== 'specialist';
  const views = leads ? (['department', 'mine'] as const) : (['mine', 'department'] as const);
  const view = views.find((each) => each === state.address.query['view']) ?? views[0];
  const shown = states.find((each) => each === state.address.query['state']) ?? 'open';
  const read = usePages(`handovers ${view} ${shown}`, 'conversations', (cursor) => api.handovers({ view, state: shown, cursor }));
  const month = now().toISOString().slice(0, 7);
  return (
    <PageFrame
      name="handovers"
      title={t('handovers.title')}
      actions={
        <a
          class="button"
          data-testid="statement"
          download
          href={`/desk/api/commission.csv?${new URLSearchParams({ month, view, language })}`}
        >
          {t('handovers.statement')}
        </a>
      }
      tools={
        <>
          <WorkTabs here="handovers" />
          <Segments label={t('handovers.view')} name="view" chosen={view} all={views.map((each) => [each, t(`handovers.${each}`)])} />
          <Segments label={t('handovers.state')} name="state" chosen={shown} all={states.map((each) => [each, t(`handovers.${each}`)])} />
        </>
      }
    >
      <Loaded read={read}>
        {(first) => {
          const handovers = [first, ...read.further].flatMap((each) => each.handovers);
          if (handovers.length === 0) return <Empty title={t('handovers.none')} text={t('handovers.none.text')} />;
          return (
            <>
              <HandoversTable handovers={handovers} changed={read.again} />
              <More more={read.more} />
            </>
          );
        }}
      </Loaded>
    </PageFrame>
  );
}
