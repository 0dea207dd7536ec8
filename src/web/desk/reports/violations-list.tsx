import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { Loaded } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { More } from '../kit/more.tsx';
import { oneOf } from '../kit/one-of.ts';
import { Segments } from '../kit/segments.tsx';
import { usePages } from '../kit/use-pages.ts';
import { useReported } from './reported.ts';
import { ViolationsTable } from './violations-table.tsx';
import { useWords } from './words.ts';

const kinds = ['first', 'later', 'promise'] as const;
const excuses = ['all', 'no', 'yes'] as const;

/** Lists every answer that came late, of what the address asks, with what its person and their head wrote about it. */
export function ViolationsList(): JSX.Element {
  const { state, t, api, desk } = usePage();
  const { say } = useWords();
  const { period, filter } = useReported().question;
  const excused = oneOf(excuses, state.address.query['excused']) ?? 'all';
  const query = {
    person: filter.specialist ?? null,
    department: filter.department ?? null,
    kind: oneOf(kinds, filter.rule),
    excused: excused === 'all' ? null : excused,
    from: period.from,
    until: period.until,
    limit: '20',
  };
  const read = usePages(`violations ${JSON.stringify(query)}`, 'conversations', (cursor) =>
    api('GET /violations', { query: { ...query, cursor } }),
  );
  const changed = (): void => {
    read.again();
    desk.refreshList('now');
  };
  return (
    <section class="report-list">
      <div class="section-head">
        <h2>{say('violations.list')}</h2>
        <Segments
          label={say('excused.choice')}
          name="excused"
          chosen={excused}
          all={excuses.map((each) => [each, say(`excused.${each}`)] as const)}
        />
      </div>
      <p class="muted">{say('violations.purpose')}</p>
      <Loaded read={read}>
        {(first) => {
          const violations = [first, ...read.further].flatMap((part) => part.violations);
          if (violations.length === 0) return <Empty title={t('violations.none')} text={t('violations.none.text')} />;
          return (
            <>
              <ViolationsTable violations={violations} changed={changed} />
              <More more={read.more} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
