import type { JSX } from 'preact';
import { sizeClasses } from '../../../domain/client.ts';
import { filterNames } from '../frame/address.ts';
import { usePage } from '../frame/page.ts';
import { channelWords } from '../kit/chips.tsx';
import { CheckField, ChoiceField } from '../kit/field.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useRead } from '../kit/use-read.ts';

const channels = ['webchat', 'telegram', 'slack', 'call', 'visit'] as const;
type Name = (typeof filterNames)[number];
type Choices = Readonly<Record<Name, readonly (readonly [string, string])[]>>;

interface NarrowingProps {
  readonly choices: Choices;
  /** to a value of the filter; an empty one takes it off */
  readonly narrow: (name: Name, value: string) => void;
}

/** Returns what each filter can be, in words. */
function useChoices(): Choices {
  const { t, api } = usePage();
  const departments = useRead('colleagues', 'company', () => api('GET /people')).value?.departments ?? [];
  const topics = useRead('topics', 'company', () => api('GET /topics')).value?.topics ?? [];
  return {
    department: departments.map((each) => [each.key, each.name]),
    person: [
      ['none', t('filter.person.none')],
      ...departments.flatMap((each) => each.specialists.map(({ id, name }) => [id, name] as const)),
    ],
    channel: channels.map((each) => [each, channelWords(t, each)]),
    size: sizeClasses.map((each) => [each, t(`size.${each}`)]),
    topic: [['none', t('filter.topic.none')], ...topics.map((each) => [each.key, each.name] as const)],
    waiting: [['yes', t('filter.waiting')]],
  };
}

/** Narrows the list: each filter that is set is a chip that takes it off, and a button opens the rest. */
export function Filters(): JSX.Element {
  const { state, t, desk } = usePage();
  const choices = useChoices();
  const { filters } = state.address;
  const narrow = (name: Name, value: string): void => {
    const { [name]: _, ...others } = filters;
    desk.go({ filters: value === '' ? others : { ...others, [name]: value } });
  };
  const face = (
    <>
      <Icon name="plus" />
      {t('filters.add')}
    </>
  );
  return (
    <div class="filters" role="group" aria-label={t('filters.label')}>
      <Popover name="filters" label={t('filters.add')} faceClass="filter-face" face={face}>
        {() => <FilterForm choices={choices} narrow={narrow} />}
      </Popover>
      <Chips choices={choices} narrow={narrow} />
    </div>
  );
}

function FilterForm({ choices, narrow }: NarrowingProps): JSX.Element {
  const { state, t } = usePage();
  const { filters } = state.address;
  return (
    <div class="form filters-form">
      {filterNames.map((name) =>
        name === 'waiting' ? (
          <CheckField
            key={name}
            label={t('filter.waiting')}
            name="filter-waiting"
            value={filters.waiting === 'yes'}
            set={(isSet) => narrow(name, isSet ? 'yes' : '')}
          />
        ) : (
          <ChoiceField
            key={name}
            label={t(`filter.${name}`)}
            name={`filter-${name}`}
            value={filters[name] ?? ''}
            all={[['', t('filter.any')] as const, ...choices[name]]}
            set={(value) => narrow(name, value)}
          />
        ),
      )}
    </div>
  );
}

function Chips({ choices, narrow }: NarrowingProps): JSX.Element {
  const { state, t, desk } = usePage();
  const { filters } = state.address;
  const set = filterNames.filter((name) => filters[name] !== undefined && filters[name] !== '');
  const wordsOf = (name: Name): string => choices[name].find(([value]) => value === filters[name])?.[1] ?? t(`filter.${name}`);
  return (
    <>
      {set.map((name) => (
        <button
          key={name}
          type="button"
          class="filter-chip"
          aria-label={t('filters.remove', { name: wordsOf(name) })}
          data-testid={`chip-${name}`}
          onClick={() => narrow(name, '')}
        >
          <span class="ellipsis">{wordsOf(name)}</span>
          <Icon name="close" />
        </button>
      ))}
      {set.length > 1 ? (
        <button type="button" class="link-button" onClick={() => desk.go({ filters: {} })}>
          {t('filters.clear')}
        </button>
      ) : null}
    </>
  );
}
