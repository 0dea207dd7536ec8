import type { JSX } from 'preact';
import type { MorningNow } from '../../../http/desk/now/morning-contract.ts';
import { moneyText } from '../../../texts/money.ts';
import { usePage } from '../frame/page.ts';
import { useNarrowing } from '../kit/filters.tsx';

type List = keyof MorningNow['numbers'];

/** What a manager asks each morning, in the order they ask it. */
const groups: readonly { readonly name: 'promises' | 'money' | 'meetings' | 'clients'; readonly lists: readonly List[] }[] = [
  { name: 'promises', lists: ['promises-today', 'promises-broken', 'promises-kept'] },
  { name: 'money', lists: ['paid-yesterday', 'due-today', 'overdue-week', 'overdue-month', 'overdue-longer'] },
  {
    name: 'meetings',
    lists: ['meetings-today', 'meetings-set', 'meetings-held', 'meetings-not-held', 'meetings-unsaid', 'meetings-deals'],
  },
  { name: 'clients', lists: ['handed-over', 'uncovered', 'lost'] },
];

/** Tells whether an address names one of these numbers. */
export const isMorningList = (of: string): of is List => groups.some(({ lists }) => lists.some((each) => each === of));

/** What is bad news as soon as there is one of it. */
const troubles: readonly List[] = [
  'promises-broken',
  'overdue-month',
  'overdue-longer',
  'meetings-unsaid',
  'handed-over',
  'lost',
  'uncovered',
];

/** Shows the numbers of the morning in groups; each opens what it counts. */
export function Morning({ morning }: { readonly morning: MorningNow }): JSX.Element {
  const { t } = usePage();
  return (
    <div class="morning" data-testid="morning">
      {groups.map(({ name, lists }) => (
        <section key={name} class="morning-group">
          <h3>{t(`morning.${name}`)}</h3>
          <ul>
            {lists.map((list) => (
              <Line key={list} list={list} morning={morning} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Line({ list, morning }: { readonly list: List; readonly morning: MorningNow }): JSX.Element {
  const { t, language } = usePage();
  const { narrow } = useNarrowing();
  const { n, money } = morning.numbers[list];
  const share = list === 'promises-kept' ? morning.keptShare : null;
  const note = [
    ...money.map(({ currency, amount }) => moneyText(language, amount, currency)),
    ...(share === null ? [] : [t('morning.kept-share', { share })]),
  ].join(', ');
  const inside = (
    <>
      <span class="morning-name">{t(`morning.${list}`)}</span>
      {note === '' ? null : <span class="muted morning-note">{note}</span>}
      <strong class={n > 0 && troubles.includes(list) ? 'number bad' : 'number'}>{n}</strong>
    </>
  );
  return (
    <li title={t(`morning.${list}.means`)} data-testid={`morning-${list}`}>
      {n === 0 ? (
        <span class="morning-line muted">{inside}</span>
      ) : (
        <button type="button" class="morning-line" onClick={() => narrow({ of: list })}>
          {inside}
        </button>
      )}
    </li>
  );
}
