import type { JSX } from 'preact';
import type { Now } from '../../../http/desk/now/live-contract.ts';
import { usePage } from '../frame/page.ts';
import { useNow } from '../kit/now.ts';
import { TableHead } from '../kit/table-head.tsx';
import { stamp } from '../kit/time.ts';
import { To } from '../kit/to-conversation.tsx';
import { LoadBar } from '../people/load-bar.tsx';

type PersonNow = Now['people'][number];
type Loaded = PersonNow & { readonly load: NonNullable<PersonNow['load']> };

const columns = ['name', 'presence', 'conversations', 'portfolio', 'open', 'waiting', 'late', 'places'] as const;

/** Lists who works, whether they are there, and what they have to do against both budgets. */
export function People({ people }: { readonly people: readonly PersonNow[] }): JSX.Element {
  const { t } = usePage();
  const loaded = people.filter((each): each is Loaded => each.load !== null && (each.serves || each.load.open > 0));
  const departments = new Set(loaded.map(({ department }) => department.key));
  if (loaded.length === 0) return <p class="muted">{t('now.people.none')}</p>;
  return (
    <div class="table-scroll">
      <table class="table now-people" data-testid="now-people">
        <TableHead titles={columns.map((each) => t(`now.column.${each}`))} />
        <tbody>
          {loaded.toSorted(byNeed).map((each) => (
            <Row key={`${each.department.key} ${each.id}`} person={each} withDepartment={departments.size > 1} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whoever is late, then whoever has most to do. */
function byNeed(a: Loaded, b: Loaded): number {
  return b.load.late - a.load.late || b.load.conversations - a.load.conversations || a.name.localeCompare(b.name);
}

function Row({ person, withDepartment }: { readonly person: Loaded; readonly withDepartment: boolean }): JSX.Element {
  const { t } = usePage();
  const { id, name, department, load } = person;
  const inbox = { page: 'desk', view: 'all', filters: { person: id } } as const;
  return (
    <tr data-testid="now-person">
      <th scope="row">
        <To to={inbox} class="plain-link" name="now-person-open">
          {name}
        </To>
        {withDepartment ? <span class="muted block">{department.name}</span> : null}
      </th>
      <td>
        <PresenceNow person={person} />
      </td>
      <td>
        <LoadBar name={t('now.column.conversations')} share={load.conversations} />
      </td>
      <td>
        <LoadBar name={t('now.column.portfolio')} share={load.portfolio} />
      </td>
      <td class="number" data-label={t('now.column.open')}>
        <To to={inbox} class="plain-link" name="now-person-conversations">
          {load.open}
        </To>
      </td>
      <td class="number" data-label={t('now.column.waiting')}>
        <To to={{ ...inbox, filters: { ...inbox.filters, waiting: 'yes' } }} class="plain-link" name="now-person-waiting">
          {load.waiting}
        </To>
      </td>
      <td class={load.late > 0 ? 'number bad' : 'number'} data-label={t('now.column.late')}>
        {load.late}
      </td>
      <td class="number" data-label={t('now.column.places')}>
        {load.placesLeft}
      </td>
    </tr>
  );
}

/** Says whether somebody is there, and until when they are not, where that is known. */
export function PresenceNow({ person: { presence, backAt } }: { readonly person: PersonNow }): JSX.Element {
  const { t, language } = usePage();
  const now = useNow(60_000);
  return (
    <span class={`presence-now presence-now-${presence}`}>
      {t(`presence.${presence}`)}
      {backAt === null ? null : <span class="muted"> {t('now.back', { time: stamp(t, language, new Date(backAt), now) })}</span>}
    </span>
  );
}

/** Lists colleagues and whether they are there; no more of them is anybody's to see. */
export function Colleagues({ people }: { readonly people: readonly PersonNow[] }): JSX.Element {
  const { t } = usePage();
  const others = people.filter(({ load }) => load === null);
  if (others.length === 0) return <p class="muted">{t('now.colleagues.none')}</p>;
  return (
    <ul class="now-colleagues" data-testid="now-colleagues">
      {others.map((each) => (
        <li key={each.id}>
          <span dir="auto">{each.name}</span> <PresenceNow person={each} />
        </li>
      ))}
    </ul>
  );
}
