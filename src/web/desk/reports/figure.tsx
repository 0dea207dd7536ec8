import type { JSX } from 'preact';
import type { Column } from '../../../reports/report.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { Popover } from '../kit/popover.tsx';
import { To } from '../kit/to-conversation.tsx';
import { betterOf, verdict } from './better.ts';
import { writePlace } from './question.ts';
import { columnOf, isKeptBack, useReported, type Values } from './reported.ts';
import { shortNameOf } from './short-names.ts';
import { changeWords, differenceWords, valueWords } from './value-words.ts';
import { useWords } from './words.ts';

/** The values of what a number is told apart by. */
export type Place = Readonly<Record<string, string | null>>;

export interface FigureProps {
  readonly metric: string;
  /** of its row, or of all */
  readonly values: Values;
  readonly place?: Place;
  /** it is of the period that this one is compared with */
  readonly past?: boolean;
  readonly look?: string;
}

/** Shows a number that opens what is behind it. What is nothing, and what is kept back, opens nothing. */
export function Figure({ metric, values, place = {}, past = false, look = '' }: FigureProps): JSX.Element {
  const { state } = usePage();
  const wording = useWords();
  const reported = useReported();
  const column = columnOf(reported, metric);
  const value = values[metric] ?? null;
  const by = Object.keys(place) as typeof reported.question.by;
  if (column === undefined) return <span class={look}>—</span>;
  if (isKeptBack(reported, by, metric, values)) return <span class={`few ${look}`}>{wording.say('few')}</span>;
  const words = valueWords(wording, column.unit, value);
  if (value === null) {
    return (
      <span class={`muted ${look}`}>
        <span aria-hidden="true">{words}</span>
        <span class="visually-hidden">{wording.say('unknown')}</span>
      </span>
    );
  }
  // what has no rule cannot be asked for by one
  if ((value === 0 && column.unit === 'count') || place['rule'] === null) return <span class={look}>{words}</span>;
  const { query, page } = state.address;
  const at = writePlace(place);
  return (
    <To to={{ page, query: { ...query, metric, at, past: past ? '1' : '' } }} class={`figure-link ${look}`} name={`figure-${metric}`}>
      {words}
    </To>
  );
}

export interface ChangeProps {
  readonly metric: string;
  readonly now: Values;
  /** null: there was no such row then */
  readonly before: Values | null;
  readonly place?: Place;
}

/** What two numbers that are compared come to; null: one of them is not known, or not to be shown. */
function useComparison({ metric, now, before, place = {} }: ChangeProps) {
  const wording = useWords();
  const reported = useReported();
  const column = columnOf(reported, metric);
  const [value, was] = [now[metric] ?? null, before?.[metric] ?? null];
  const by = Object.keys(place) as typeof reported.question.by;
  const isHidden = isKeptBack(reported, by, metric, now) || isKeptBack(reported, by, metric, before ?? {});
  if (column === undefined || value === null || was === null || before === null || isHidden) return null;
  return { wording, unit: column.unit, value, was, found: verdict(betterOf(metric), value - was) };
}

/** Says by how much a number differs from the one it is compared with, whether that is good, and what it was. */
export function Change(props: ChangeProps): JSX.Element | null {
  const { say } = useWords();
  const { question } = useReported();
  const compared = useComparison(props);
  if (question.compare === null) return null;
  if (compared === null || props.before === null) return <span class="change muted">{say('change.unknown')}</span>;
  const { wording, unit, value, was, found } = compared;
  return (
    <span class={`change${found === null ? '' : ` change-${found}`}`}>
      <span>
        {value === was ? say('change.none') : changeWords(wording, unit, value, was)}
        {found === null ? null : `, ${say(`change.${found}`)}`}
      </span>
      <span class="muted">
        {say('change.before')} <Figure metric={props.metric} values={props.before} place={props.place ?? {}} past />
      </span>
    </span>
  );
}

/** The same in a cell of a table, where there is room for the difference alone. */
export function BriefChange(props: ChangeProps): JSX.Element | null {
  const { say } = useWords();
  const { question } = useReported();
  const compared = useComparison(props);
  if (question.compare === null || compared === null || compared.value === compared.was) return null;
  const { wording, unit, value, was, found } = compared;
  return (
    <span class={`change change-brief${found === null ? '' : ` change-${found}`}`}>
      <span>
        {differenceWords(wording, unit, value, was)}
        {found === null ? null : `, ${say(`change.${found}`)}`}
      </span>
    </span>
  );
}

/** Opens what a number is, beside its name. */
export function Definition({ column }: { readonly column: Column }): JSX.Element {
  const { language } = usePage();
  const { say } = useWords();
  return (
    <Popover
      name={`what-${column.key.replaceAll('.', '-')}`}
      label={say('definition', { name: column.name[language] })}
      faceClass="what"
      face={<Icon name="info" />}
    >
      {() => (
        <div class="definition">
          <strong>{column.name[language]}</strong>
          <p>{column.definition[language]}</p>
        </div>
      )}
    </Popover>
  );
}

/** Names a number within its group, with what it is behind a button. */
export function NumberName({ metric }: { readonly metric: string }): JSX.Element | null {
  const { language } = usePage();
  const { say } = useWords();
  const column = columnOf(useReported(), metric);
  if (column === undefined) return null;
  return (
    <span class="number-name">
      {shortNameOf(say, column, language)}
      <Definition column={column} />
    </span>
  );
}
