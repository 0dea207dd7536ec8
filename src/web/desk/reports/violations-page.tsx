import type { JSX } from 'preact';
import { CompanyTabs } from '../frame/company-tabs.tsx';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { dayStart } from '../kit/day.ts';
import { Empty } from '../kit/empty.tsx';
import { Choice } from '../kit/form-field.tsx';
import { More } from '../kit/more.tsx';
import { usePages } from '../kit/use-pages.ts';
import { useRead } from '../kit/use-read.ts';
import { ViolationsTable } from './violations-table.tsx';

const kinds = ['first', 'later', 'promise'] as const;

/** Answers that came late: one's own, those of one's people, everybody's. */
export function ViolationsPage(): JSX.Element {
  const { state, t, api, desk } = usePage();
  const { person = '', department = '', kind = '', excused = '', from, until } = state.address.query;
  const query = { person, department, kind, excused, from: dayStart(from, 0), until: dayStart(until, 1), limit: '50' };
  const read = usePages(`violations ${JSON.stringify(query)}`, 'conversations', (cursor) => api.violations({ ...query, cursor }));
  const changed = (): void => {
    read.again();
    desk.refreshList('now');
  };
  return (
    <PageFrame
      name="violations"
      title={t('violations.title')}
      tools={
        <>
          <CompanyTabs here="violations" />
          <Tools />
        </>
      }
    >
      <Loaded read={read}>
        {(first) => {
          const violations = [first, ...read.further].flatMap((each) => each.violations);
          if (violations.length === 0) return <Empty title={t('violations.none')} text={t('violations.none.text')} />;
          return (
            <>
              <ViolationsTable violations={violations} changed={changed} />
              <More more={read.more} />
            </>
          );
        }}
      </Loaded>
    </PageFrame>
  );
}

/** A specialist sees their own only: there is nobody to choose. */
function Tools(): JSX.Element {
  const { state, t, api, desk } = usePage();
  const { query } = state.address;
  const mayChoose = state.session.type === 'ready' && state.session.me.specialist.role !== 'specialist';
  const departments = useRead('colleagues', 'company', api.people).value?.departments ?? [];
  const narrow = (change: Readonly<Record<string, string>>): void => desk.go({ query: { ...query, ...change } }, 'over');
  const people = departments.flatMap((each) => each.specialists.map(({ id, name }) => [id, name] as const));
  const day = (name: 'from' | 'until'): JSX.Element => (
    <label class="date-field">
      <span>{t(`violations.${name}`)}</span>
      <input
        class="input"
        type="date"
        data-testid={`violations-${name}`}
        value={query[name] ?? ''}
        onInput={(event) => narrow({ [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <div class="filters-row">
      {mayChoose ? (
        <>
          <Choice
            name="violations-person"
            label={t('violations.person')}
            value={query['person'] ?? ''}
            all={[['', t('violations.anyone')] as const, ...people]}
            choose={(person) => narrow({ person })}
          />
          <Choice
            name="violations-department"
            label={t('violations.department')}
            value={query['department'] ?? ''}
            all={[['', t('violations.any-department')] as const, ...departments.map((each) => [each.key, each.name] as const)]}
            choose={(department) => narrow({ department })}
          />
        </>
      ) : null}
      <Choice
        name="violations-kind"
        label={t('violations.kind')}
        value={query['kind'] ?? ''}
        all={[['', t('violations.any-kind')] as const, ...kinds.map((each) => [each, t(`violations.kind.${each}`)] as const)]}
        choose={(kind) => narrow({ kind })}
      />
      <Choice
        name="violations-excused"
        label={t('violations.excused')}
        value={query['excused'] ?? ''}
        all={[
          ['', t('violations.any-excuse')],
          ['no', t('violations.excused.no')],
          ['yes', t('violations.excused.yes')],
        ]}
        choose={(excused) => narrow({ excused })}
      />
      <span class="date-span">
        {day('from')}
        {day('until')}
      </span>
    </div>
  );
}
