import type { JSX } from 'preact';
import { roles } from '../../../domain/specialist.ts';
import type { Staff } from '../../../http/desk/people/staff.ts';
import { usePage } from '../frame/page.ts';
import { Loaded, PageFrame } from '../frame/page-frame.tsx';
import { Empty } from '../kit/empty.tsx';
import { CheckField, SearchField } from '../kit/field.tsx';
import { ChoiceFilter, useNarrowing } from '../kit/filters.tsx';
import { Icon } from '../kit/icon.tsx';
import { useRead } from '../kit/use-read.ts';
import { NewPerson } from './new-person.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonPanel } from './person-panel.tsx';
import { readOrder, shownStaff } from './staff.ts';

/** Shows who works here, what they do now, and what may be changed about them. */
export function PeoplePage(): JSX.Element {
  const { state, t, api, desk } = usePage();
  const { query } = state.address;
  const left = query['left'] === '1';
  const read = useRead(`staff ${left}`, 'company', () => api('GET /staff', { query: { left: left ? 'true' : 'false' } }));
  const open = (person: string): void => desk.go({ query: { ...query, person } });
  return (
    <PageFrame
      name="people"
      title={t('people.title')}
      actions={
        read.value?.may.create === true ? (
          <button type="button" class="button primary" data-testid="person-add" onClick={() => open('new')}>
            <Icon name="plus" />
            <span class="button-words">{t('people.add')}</span>
          </button>
        ) : null
      }
      tools={<Tools read={read.value} />}
    >
      <Loaded read={read}>{(staff) => <Content staff={staff} open={open} again={read.again} />}</Loaded>
    </PageFrame>
  );
}

interface ContentProps {
  readonly staff: Staff;
  readonly open: (person: string) => void;
  readonly again: () => void;
}

function Content({ staff, open, again }: ContentProps): JSX.Element {
  const { state, t, language } = usePage();
  const { query } = state.address;
  const shown = shownStaff(
    staff.staff,
    { q: query['q'] ?? '', department: query['department'] ?? '', role: query['role'] ?? '', order: readOrder(query['sort']) },
    language,
  );
  const person = staff.staff.find((each) => each.id === query['person']);
  return (
    <>
      <p class="visually-hidden" role="status">
        {t('people.count', { count: shown.length })}
      </p>
      {shown.length === 0 ? (
        <Empty title={t('people.none')} text={t('people.none.text')} />
      ) : (
        <PeopleTable staff={shown} open={open} chosen={person?.id ?? null} />
      )}
      {person === undefined ? null : <PersonPanel key={person.id} person={person} staff={staff.staff} again={again} />}
      {query['person'] === 'new' && staff.may.create ? <NewPerson staff={staff.staff} again={again} /> : null}
    </>
  );
}

function Tools({ read }: { readonly read: Staff | null }): JSX.Element {
  const { t } = usePage();
  const { query, narrow } = useNarrowing();
  const departments = new Map(
    read?.staff.flatMap((each) => (each.department === null ? [] : [[each.department.key, each.department.name]])),
  );
  return (
    <div class="filters-row">
      <SearchField label={t('people.find')} name="people-find" value={query['q'] ?? ''} set={(q) => narrow({ q })} />
      <ChoiceFilter
        page="people"
        name="department"
        label={t('person.department')}
        any={t('people.any-department')}
        all={[...departments]}
      />
      <ChoiceFilter
        page="people"
        name="role"
        label={t('person.role')}
        any={t('people.any-role')}
        all={roles.map((each) => [each, t(`role.${each}`)])}
      />
      <CheckField label={t('people.left')} value={query['left'] === '1'} set={(left) => narrow({ left: left ? '1' : '' })} />
    </div>
  );
}
