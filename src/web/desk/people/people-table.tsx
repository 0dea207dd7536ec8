import type { JSX } from 'preact';
import type { StaffMember } from '../../../http/desk/people/staff-member.ts';
import { writeAddress } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { followed } from '../kit/followed.ts';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../kit/now.ts';
import { date } from '../kit/time.ts';
import type { Translate } from '../kit/words.ts';
import { columns, readOrder, reordered, writeOrder } from './staff.ts';

export interface PeopleTableProps {
  readonly staff: readonly StaffMember[];
  readonly chosen: string | null;
  readonly open: (person: string) => void;
}

/** Shows people as a table that any column sorts; on a phone every row becomes a card. */
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

interface RowProps {
  readonly person: StaffMember;
  readonly chosen: boolean;
  readonly open: (id: string) => void;
}

function Row({ person, chosen, open }: RowProps): JSX.Element {
  const { state, t, language } = usePage();
  const address = { ...state.address, query: { ...state.address.query, person: person.id } };
  const isHere = person.leftAt === null;
  return (
    <tr data-testid="person-row" data-person={person.id} aria-current={chosen ? 'true' : undefined} class={isHere ? '' : 'gone'}>
      <th scope="row" class="column-name">
        <a href={writeAddress(address)} dir="auto" onClick={followed(() => open(person.id))}>
          {person.name}
        </a>
        <span class="muted ellipsis">{person.email}</span>
      </th>
      <td class="column-department">{person.department?.name ?? <span class="muted">{t('people.above')}</span>}</td>
      <td class="column-role">{t(`role.${person.role}`)}</td>
      <td class="column-presence">
        <PresenceWords person={person} />
      </td>
      <td class="column-conversations number">
        {person.conversations}
        {person.load !== null && isHere ? <span class="muted block">{placesWords(t, person.load.placesLeft)}</span> : null}
      </td>
      <td class="column-portfolio number">{person.load !== null && isHere ? <PortfolioShare share={person.load.portfolio} /> : null}</td>
      <td class="column-capacity number">{new Intl.NumberFormat(language).format(person.capacity)}</td>
      <td class="column-absence">
        <AbsenceWords person={person} />
      </td>
    </tr>
  );
}

const placesWords = (t: Translate, left: number): string => (left > 0 ? t('people.places', { count: left }) : t('people.full'));

/** Shows a share 0..1 of what somebody's capacity holds. */
function PortfolioShare({ share }: { readonly share: number }): JSX.Element {
  const { language } = usePage();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  return <span class={share >= 1 ? 'load-over' : ''}>{percent.format(share)}</span>;
}

function PresenceWords({ person }: { readonly person: StaffMember }): JSX.Element {
  const { t, language } = usePage();
  if (person.leftAt !== null) return <span class="muted">{t('people.left-at', { date: date(language, new Date(person.leftAt)) })}</span>;
  return (
    <span class="presence-words">
      <span class={`dot dot-${person.serves ? person.presence : 'off'}`} aria-hidden="true" />
      {person.serves ? t(`presence.${person.presence}`) : <span class="muted">{t('people.no-serve')}</span>}
    </span>
  );
}

function AbsenceWords({ person }: { readonly person: StaffMember }): JSX.Element | null {
  const { t, language } = usePage();
  const now = useNow(60_000);
  if (person.absence === null) return null;
  const isOn = Date.parse(person.absence.from) <= now.getTime();
  const words = isOn
    ? t('absence.now', { date: date(language, new Date(person.absence.until)) })
    : t('absence.next', { date: date(language, new Date(person.absence.from)) });
  return <span class="muted">{words}</span>;
}
