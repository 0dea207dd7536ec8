import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { dayOr } from '../kit/day.ts';
import { ChoiceFilter, DayFilter } from '../kit/filters.tsx';
import { ListPage } from '../kit/list-page.tsx';
import { oneOf } from '../kit/one-of.ts';
import { usePages } from '../kit/use-pages.ts';
import { useRead } from '../kit/use-read.ts';
import { ViolationsTable } from './violations-table.tsx';

const kinds = ['first', 'later', 'promise'] as const;
const excuses = ['no', 'yes'] as const;

/** Lists answers that came late: one's own, those of one's people, everybody's. */
export function ViolationsPage(): JSX.Element {
  const { state, t, api, desk } = usePage();
  const { person = '', department = '', from, until, ...given } = state.address.query;
  const kind = oneOf(kinds, given['kind']);
  const excused = oneOf(excuses, given['excused']);
  const query = { person, department, kind, excused, from: dayOr(from), until: dayOr(until), limit: '50' };
  const read = usePages(`violations ${JSON.stringify(query)}`, 'conversations', (cursor) =>
    api('GET /violations', { query: { ...query, cursor } }),
  );
  const changed = (): void => {
    read.again();
    desk.refreshList('now');
  };
  return (
    <ListPage
      name="violations"
      title={t('violations.title')}
      tools={<Filters />}
      read={read}
      items={(part) => part.violations}
      empty={{ title: t('violations.none'), text: t('violations.none.text') }}
    >
      {(violations) => <ViolationsTable violations={violations} changed={changed} />}
    </ListPage>
  );
}

function Filters(): JSX.Element {
  const { state, t } = usePage();
  const leads = state.session.type === 'ready' && state.session.me.specialist.role !== 'specialist';
  return (
    <div class="filters-row">
      {leads ? <PeopleFilters /> : null}
      <ChoiceFilter
        page="violations"
        name="kind"
        label={t('violations.kind')}
        any={t('violations.any-kind')}
        all={kinds.map((each) => [each, t(`violations.kind.${each}`)])}
      />
      <ChoiceFilter
        page="violations"
        name="excused"
        label={t('violations.excused')}
        any={t('violations.any-excuse')}
        all={excuses.map((each) => [each, t(`violations.excused.${each}`)])}
      />
      <span class="date-span">
        <DayFilter page="violations" name="from" label={t('violations.from')} />
        <DayFilter page="violations" name="until" label={t('violations.until')} />
      </span>
    </div>
  );
}

/** Asks whose; a specialist sees their own only, and there is nobody to choose. */
function PeopleFilters(): JSX.Element {
  const { t, api } = usePage();
  const departments = useRead('colleagues', 'company', () => api('GET /people')).value?.departments ?? [];
  return (
    <>
      <ChoiceFilter
        page="violations"
        name="person"
        label={t('violations.person')}
        any={t('violations.anyone')}
        all={departments.flatMap((each) => each.specialists.map(({ id, name }) => [id, name] as const))}
      />
      <ChoiceFilter
        page="violations"
        name="department"
        label={t('violations.department')}
        any={t('violations.any-department')}
        all={departments.map((each) => [each.key, each.name])}
      />
    </>
  );
}
