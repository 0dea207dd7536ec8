import type { JSX } from 'preact';
import { usePage } from '../frame/page.ts';
import { ChoiceField, Input } from '../kit/field.tsx';
import { Choice } from '../kit/form-field.tsx';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { useNames } from './names.ts';
import { periodNames } from './period.ts';
import type { ReportPlan } from './plan.ts';
import type { Question } from './question.ts';
import { useWords } from './words.ts';

export interface ToolsProps {
  readonly plan: ReportPlan;
  readonly question: Question;
  readonly sees: 'own' | 'others';
}

/** Goes to the same page with something else asked; each is a step of its own, so that the back button undoes it. */
export function useAsking(): (change: Readonly<Record<string, string>>) => void {
  const { state, desk } = usePage();
  return (change) => desk.go({ query: { ...state.address.query, metric: '', at: '', past: '', ...change } });
}

/** Chooses the days, what they are compared with, and what the numbers are narrowed to. */
export function Tools({ plan, question, sees }: ToolsProps): JSX.Element {
  const { say } = useWords();
  const ask = useAsking();
  const { period, compare } = question;
  return (
    <div class="filters-row report-tools">
      <Choice
        name="report-period"
        label={say('period')}
        value={period.name}
        all={periodNames.map((each) => [each, say(`period.${each}`)] as const)}
        choose={(name) =>
          ask(
            name === 'own'
              ? { period: name, from: period.from, until: period.until }
              : { period: name === '28' ? '' : name, from: '', until: '' },
          )
        }
      />
      {period.name === 'own' ? <OwnDays question={question} /> : null}
      <Choice
        name="report-compare"
        label={say('compare')}
        value={compare ?? 'none'}
        all={(['none', 'previous', 'year'] as const).map((each) => [each, say(`compare.${each}`)] as const)}
        choose={(chosen) => ask({ compare: chosen === 'none' ? '' : chosen })}
      />
      <Narrowing plan={plan} question={question} sees={sees} />
    </div>
  );
}

function OwnDays({ question: { period } }: { readonly question: Question }): JSX.Element {
  const { say } = useWords();
  const ask = useAsking();
  return (
    <span class="date-span">
      {(['from', 'until'] as const).map((name) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the field is among the children
        <label key={name} class="date-field">
          <span>{say(`period.${name}`)}</span>
          <Input type="date" name={`report-${name}`} value={period[name]} set={(day) => (day === '' ? undefined : ask({ [name]: day }))} />
        </label>
      ))}
    </span>
  );
}

/** Narrows the numbers: each filter that is set is a chip that takes it off, and a button opens the rest. */
function Narrowing({ plan, question, sees }: ToolsProps): JSX.Element {
  const { t } = usePage();
  const { say } = useWords();
  const ask = useAsking();
  const names = useNames([]);
  const offered = plan.filters.filter((each) => sees === 'others' || (each !== 'department' && each !== 'specialist'));
  const set = (Object.keys(question.filter) as (keyof typeof question.filter)[]).filter((each) => question.filter[each] !== undefined);
  return (
    <span class="filters report-filters" role="group" aria-label={t('filters.label')}>
      <Popover
        name="report-filters"
        label={t('filters.add')}
        faceClass="filter-face"
        face={
          <>
            <Icon name="plus" />
            {t('filters.add')}
          </>
        }
      >
        {() => (
          <div class="form filters-form">
            {offered.map((name) => (
              <ChoiceField
                key={name}
                label={say(`by.${name}`)}
                name={`report-filter-${name}`}
                value={question.filter[name] ?? ''}
                all={[
                  ['', t('filter.any')] as const,
                  ...names.choices(name),
                  ...none(name).map((each) => [each, names.nameOf(name, null)] as const),
                ]}
                set={(value) => ask({ [name]: value })}
              />
            ))}
          </div>
        )}
      </Popover>
      {set.map((name) => {
        const words = names.nameOf(name, question.filter[name] ?? null);
        return (
          <button
            key={name}
            type="button"
            class="filter-chip"
            aria-label={t('filters.remove', { name: words })}
            data-testid={`report-chip-${name}`}
            onClick={() => ask({ [name]: '' })}
          >
            <span class="ellipsis">{words}</span>
            <Icon name="close" />
          </button>
        );
      })}
    </span>
  );
}

/** Of these there may be none: nobody in charge, no client, no topic yet. */
const none = (name: string): readonly string[] => (['specialist', 'size', 'topic'].includes(name) ? ['none'] : []);
