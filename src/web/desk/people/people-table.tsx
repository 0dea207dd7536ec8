import type { JSX } from 'preact';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { followed } from '../conversations/followed.ts';
import { writeAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { date } from '../kit/time.ts';
import { columns, readOrder, reordered, writeOrder } from './staff.ts';

export interface PeopleTableProps {
  readonly staff: readonly StaffMember[];
  readonly chosen: string | null;
  readonly open: (person: string) => void;
}

/** People as a table that any column sorts; on a phone every row becomes a card. */
export function PeopleTable({ staff, chosen, open }: PeopleTableProps): JSX.Element {
  const { state, t, desk } = usePage();
  const order = readOrder(state.address.query['sort']);
  return (
    <table class="table" data-testid="people-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              class={`column-${column}`}
              aria-sort={order.column === column ? (order.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                title={t('people.sorted', { column: t(`people.column.${column}`) })}
                data-testid={`sort-${column}`}
                onClick={() => desk.go({ query: { ...state.address.query, sort: writeOrder(reordered(order, column)) } }, 'over')}
              >
                {t(`people.column.${column}`)}
                {order.column === column ? <Icon name={order.descending ? 'chevron' : 'chevron-up'} /> : null}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {staff.map((each) => (
          <Row key={each.id} person={each} chosen={each.id === chosen} open={open} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  person,
  chosen,
  open,
}: {
  readonly person: StaffMember;
  readonly chosen: boolean;
  readonly open: (id: string) => void;
}): JSX.Element {
  const { state, t, language } = usePage();
  const address = { ...state.address, query: { ...state.address.query, person: person.id } };
  const gone = person.leftAt !== null;
  return (
    <tr data-testid="person-row" data-person={person.id} aria-current={chosen ? 'true' : undefined} class={gone ? 'gone' : ''}>
      <th scope="row" class="column-name">
        <a href={writeAddress(address)} dir="auto" onClick={followed(() => open(person.id))}>
          {person.name}
        </a>
        <span class="muted ellipsis">{person.email}</span>
      </th>
      <td class="column-department">{person.department?.name ?? <span class="muted">{t('people.above')}</span>}</td>
      <td class="column-role">{t(`role.${person.role}`)}</td>
      <td class="column-presence">
        {person.leftAt !== null ? (
          <span class="muted">{t('people.left-at', { date: date(language, new Date(person.leftAt)) })}</span>
        ) : (
          <span class="presence-words">
            <span class={`dot dot-${person.serves ? person.presence : 'off'}`} aria-hidden="true" />
            {person.serves ? t(`presence.${person.presence}`) : <span class="muted">{t('people.no-serve')}</span>}
          </span>
        )}
      </td>
      <td class="column-conversations number">
        {person.conversations}
        {person.load === null || gone ? null : (
          <span class="muted block">
            {person.load.placesLeft > 0 ? t('people.places', { count: person.load.placesLeft }) : t('people.full')}
          </span>
        )}
      </td>
      <td class="column-portfolio number">
        {person.load === null || gone ? null : (
          <span class={person.load.portfolio >= 1 ? 'load-over' : ''}>
            {new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(person.load.portfolio)}
          </span>
        )}
      </td>
      <td class="column-capacity number">{new Intl.NumberFormat(language).format(person.capacity)}</td>
      <td class="column-absence">
        <AbsenceWords person={person} />
      </td>
    </tr>
  );
}

export function AbsenceWords({ person }: { readonly person: StaffMember }): JSX.Element | null {
  const { t, language } = usePage();
  const now = useNow(60_000);
  if (person.absence === null) return null;
  const isOn = Date.parse(person.absence.from) <= now.getTime();
  const words = isOn
    ? t('absence.now', { date: date(language, new Date(person.absence.until)) })
    : t('absence.next', { date: date(language, new Date(person.absence.from)) });
  return <span class="muted">{words}</span>;
}
