import type { JSX } from 'preact';
import { daysOf } from '../../../domain/day.ts';
import type { Dimension } from '../../../reports/report.ts';
import { usePage } from '../frame/page.ts';
import { Icon } from '../kit/icon.tsx';
import { To } from '../kit/to-conversation.tsx';
import { enough, isOfOnePerson } from './few.ts';
import { BriefChange, Definition, Figure } from './figure.tsx';
import { inOrder, type Order, type Row, readOrder, reordered, writeOrder } from './order.ts';
import { columnOf, isKeptBack, type Reported, useReported } from './reported.ts';
import { shortNameOf } from './short-names.ts';
import { useWords } from './words.ts';

/** Lists the numbers of the group, told apart by what the address says; any column sorts. On a narrow screen it scrolls in itself. */
export function ReportTable(): JSX.Element {
  const { state } = usePage();
  const { say } = useWords();
  const reported = useReported();
  const { question, answer, group, names, sees } = reported;
  const keys = group.columns.filter((key) => columnOf(reported, key) !== undefined);
  const order = readOrder(state.address.query['sort'], keys);
  const ofPeople = isOfOnePerson(question.by, question.filter, sees);
  const nameOf = ({ by }: Row): string => question.by.map((each) => names.nameOf(each, by[each] ?? null)).join(', ');
  const { ranked, unranked } = inOrder(answer.rows, order, { by: question.by, nameOf, ofPeople });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="table-scroll" tabIndex={0} role="region" aria-label={say('table')}>
      <table class="numbers report-table" data-testid="report-table">
        <Head keys={keys} order={order} />
        <tbody>
          {ranked.map((row) => (
            <Line key={JSON.stringify(row.by)} row={row} keys={keys} order={order} />
          ))}
        </tbody>
        {unranked.length === 0 ? null : (
          <tbody data-testid="unranked">
            <tr>
              <th scope="rowgroup" colSpan={keys.length + question.by.length} class="unranked muted">
                {say('unranked', { enough })}
              </th>
            </tr>
            {unranked.map((row) => (
              <Line key={JSON.stringify(row.by)} row={row} keys={keys} order={order} />
            ))}
          </tbody>
        )}
        <tfoot>
          <tr>
            <th scope="row" colSpan={question.by.length || 1}>
              {say('total')}
            </th>
            {keys.map((key) => (
              <td key={key}>
                <Figure metric={key} values={answer.total} />
                <BriefChange metric={key} now={answer.total} before={answer.compared?.total ?? null} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Says why a number is not shown, where there is such. */
export function FewNote(): JSX.Element | null {
  const { say } = useWords();
  const reported = useReported();
  const { question, answer, group } = reported;
  const shown = [
    { by: question.by, values: answer.rows.map(({ values }) => values) },
    { by: [], values: [answer.total] },
  ];
  const isAny = shown.some(({ by, values }) => values.some((each) => group.columns.some((key) => isKeptBack(reported, by, key, each))));
  return isAny ? <p class="table-note muted">{say('few.text', { enough })}</p> : null;
}

function Head({ keys, order }: { readonly keys: readonly string[]; readonly order: Order }): JSX.Element {
  const { language } = usePage();
  const { say } = useWords();
  const reported = useReported();
  const { by } = reported.question;
  return (
    <thead>
      <tr>
        {by.map((dimension, index) => (
          <Title key={dimension} column={index === 0 ? 'by' : null} words={say(`by.${dimension}`)} order={order} />
        ))}
        {keys.map((key) => {
          const column = columnOf(reported, key);
          return column === undefined ? null : (
            <Title key={key} column={key} words={shortNameOf(say, column, language)} order={order}>
              <Definition column={column} />
            </Title>
          );
        })}
      </tr>
    </thead>
  );
}

interface TitleProps {
  /** null: nothing is sorted by it */
  readonly column: string | null;
  readonly words: string;
  readonly order: Order;
  readonly children?: JSX.Element;
}

function Title({ column, words, order, children }: TitleProps): JSX.Element {
  const { state, desk } = usePage();
  const { say } = useWords();
  const { query } = state.address;
  const isSorted = column === order.column;
  return (
    <th scope="col" aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : undefined}>
      <span class="title-row">
        {column === null ? (
          <span class="column-title">{words}</span>
        ) : (
          <button
            type="button"
            title={say('sort', { column: words })}
            data-testid={`sort-${column}`}
            onClick={() => desk.go({ query: { ...query, sort: writeOrder(reordered(order, column)) } }, 'over')}
          >
            {words}
            {isSorted ? <Icon name={order.descending ? 'chevron' : 'chevron-up'} /> : null}
          </button>
        )}
        {children}
      </span>
    </th>
  );
}

interface LineProps {
  readonly row: Row;
  readonly keys: readonly string[];
  readonly order: Order;
}

function Line({ row, keys, order }: LineProps): JSX.Element {
  const { question, answer, names } = useReported();
  const before = answer.compared?.rows.find((each) => question.by.every((name) => each.by[name] === row.by[name]))?.values ?? null;
  const isOfTimes = question.by.some((each) => ['day', 'week', 'month'].includes(each));
  return (
    <tr data-testid="report-row">
      {question.by.map((dimension, index) => {
        const name = names.nameOf(dimension, row.by[dimension] ?? null);
        const drill = index === 0 ? <Drill row={row} dimension={dimension} name={name} /> : name;
        return index === 0 ? (
          <th key={dimension} scope="row" dir="auto">
            {drill}
          </th>
        ) : (
          <td key={dimension} class="words" dir="auto">
            {drill}
          </td>
        );
      })}
      {keys.map((key) => (
        <td key={key} class={key === order.column ? 'sorted' : undefined}>
          <Figure metric={key} values={row.values} place={row.by} />
          {key.endsWith('.load') ? <Meter share={row.values[key] ?? 0} /> : null}
          {isOfTimes ? null : <BriefChange metric={key} now={row.values} before={before} place={row.by} />}
        </td>
      ))}
    </tr>
  );
}

/** Draws a share 0..1 of a budget beside its number; over 1 it is full. */
function Meter({ share }: { readonly share: number }): JSX.Element {
  return (
    <svg
      class={`meter${share > 1 ? ' meter-over' : ''}`}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="meter-track" width="100" height="4" />
      <rect class="meter-fill" width={Math.round(Math.min(1, Math.max(0, share)) * 100)} height="4" />
    </svg>
  );
}

/** What a row is taken apart by next. */
const next: Readonly<Partial<Record<Dimension, Dimension>>> = {
  department: 'specialist',
  specialist: 'week',
  channel: 'department',
  size: 'department',
  topic: 'department',
  rule: 'specialist',
  month: 'week',
  week: 'day',
  day: 'hour',
};

/** Leads into a row: the same report, narrowed to it and told apart by the next thing. */
function Drill({ row, dimension, name }: { readonly row: Row; readonly dimension: Dimension; readonly name: string }): JSX.Element {
  const { state } = usePage();
  const reported = useReported();
  const value = row.by[dimension] ?? 'none';
  const by = next[dimension];
  const query = by === undefined || !reported.answer.by.includes(by) ? null : narrowing(reported, dimension, value, by);
  if (query === null) return <>{name}</>;
  return (
    <To to={{ page: state.address.page, query: { ...state.address.query, ...query, metric: '', at: '' } }} class="plain-link" name="drill">
      {name}
    </To>
  );
}

function narrowing({ plan }: Reported, dimension: Dimension, value: string, by: Dimension): Record<string, string> | null {
  if (dimension === 'day' || dimension === 'week' || dimension === 'month') {
    const days = daysOf(value);
    return days === null ? null : { period: 'own', from: days.first, until: days.last, by };
  }
  return plan.filters.some((each) => each === dimension) ? { [dimension]: value, by } : null;
}
