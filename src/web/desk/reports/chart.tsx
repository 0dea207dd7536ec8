import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Unit } from '../../../reports/report.ts';
import { axisFor } from './axis.ts';
import { drawPlot, type Series } from './plot.ts';
import { valueWords } from './value-words.ts';
import { useWords } from './words.ts';

export interface ChartLine {
  readonly key: string;
  readonly name: string;
  readonly values: Series['values'];
  /** a number in the table behind; absent: in plain words */
  readonly shown?: (index: number) => JSX.Element;
}

export interface ChartProps {
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  readonly look: 'lines' | 'bars';
  /** of what the points are: `Day` */
  readonly of: string;
  /** short, below the points */
  readonly labels: readonly string[];
  /** whole, in the table */
  readonly titles: readonly string[];
  readonly lines: readonly ChartLine[];
  /** opens what is behind a point */
  readonly choose?: (index: number) => void;
}

/** Draws numbers over time, at most two lines; the table behind it says the same to whoever cannot see it. */
export function Chart(props: ChartProps): JSX.Element {
  const { name, title, lines, titles, unit } = props;
  const wording = useWords();
  const { say } = wording;
  const [isTable, setIsTable] = useState(false);
  const [pointed, setPointed] = useState<number | null>(null);
  const index = pointed !== null && pointed < titles.length ? pointed : null;
  return (
    <figure class="chart" data-testid={`chart-${name}`} aria-label={title}>
      <figcaption>
        <h3>{title}</h3>
        <p class="chart-now muted" aria-hidden="true">
          {index === null ? say('chart.point') : titles[index]}
        </p>
      </figcaption>
      <ul class="chart-legend" aria-label={say('chart.lines')}>
        {lines.map((line, n) => (
          <li key={line.key}>
            <Swatch look={lookOf(props.look, n)} n={n} />
            {line.name}
            {index === null ? null : <strong aria-hidden="true">{valueWords(wording, unit, line.values[index] ?? null)}</strong>}
          </li>
        ))}
      </ul>
      <Plot {...props} point={setPointed} />
      <button
        type="button"
        class="link-button chart-toggle"
        aria-expanded={isTable}
        data-testid={`chart-table-${name}`}
        onClick={() => setIsTable(!isTable)}
      >
        {say(isTable ? 'chart.hide-table' : 'chart.show-table')}
        <span class="visually-hidden">: {title}</span>
      </button>
      {isTable ? <Behind {...props} /> : null}
    </figure>
  );
}

const lookOf = (look: ChartProps['look'], n: number): Series['look'] =>
  look === 'lines' ? (n === 0 ? 'line' : 'dashed') : n === 0 ? 'bars' : 'bars-behind';

function Swatch({ look, n }: { readonly look: Series['look']; readonly n: number }): JSX.Element {
  return (
    <svg class={`swatch swatch-${n}`} viewBox="0 0 20 10" width="20" height="10" aria-hidden="true" focusable="false">
      {look === 'line' || look === 'dashed' ? (
        <path d="M1 5h18" stroke-dasharray={look === 'dashed' ? '5 3' : undefined} />
      ) : (
        <rect x="4" width="12" height="10" rx="2" />
      )}
    </svg>
  );
}

/** Draws again whenever what it shows, the room it has, or the colours change. */
function Plot({
  title,
  unit,
  look,
  labels,
  lines,
  choose,
  point,
}: ChartProps & { readonly point: (index: number | null) => void }): JSX.Element {
  const wording = useWords();
  const { say } = wording;
  const box = useRef<HTMLDivElement>(null);
  const drawn = useDrawn(box);
  const most = Math.max(0, ...lines.flatMap(({ values }) => values.map((each) => each ?? 0)));
  const axis = axisFor(wording, unit, most);
  const choosing = useRef(choose);
  choosing.current = choose;
  const data = JSON.stringify([labels, lines.map(({ values }) => values), axis.name]);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null || current.clientWidth === 0) return;
    const spec = {
      labels,
      axis: axis.name,
      heightWords: axis.heightWords,
      steps: axis.steps,
      top: axis.top,
      series: lines.map(({ values }, n) => ({ values, look: lookOf(look, n) })),
    };
    return drawPlot(current, spec, { pointed: point, chosen: (index) => choosing.current?.(index) });
    // the data says all there is to draw
  }, [data, drawn]);
  return (
    <div
      class={`chart-box${choose === undefined ? '' : ' chart-choice'}`}
      ref={box}
      role="img"
      aria-label={say('chart.summary', { title, axis: axis.name, points: labels.length })}
    />
  );
}

/** Counts what makes a drawing old: another width, another scheme of colours, paper. */
function useDrawn(box: { readonly current: HTMLElement | null }): string {
  const [drawn, setDrawn] = useState('');
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const print = matchMedia('print');
    const note = (): void => setDrawn(`${box.current?.clientWidth ?? 0} ${dark.matches} ${print.matches}`);
    const sizes = new ResizeObserver(note);
    if (box.current !== null) sizes.observe(box.current);
    dark.addEventListener('change', note);
    print.addEventListener('change', note);
    return () => {
      sizes.disconnect();
      dark.removeEventListener('change', note);
      print.removeEventListener('change', note);
    };
  }, []);
  return drawn;
}

function Behind({ title, of, titles, lines, unit }: ChartProps): JSX.Element {
  const wording = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class="table-scroll chart-table" tabIndex={0} role="region" aria-label={title}>
      <table class="numbers">
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {lines.map((each) => (
              <th key={each.key} scope="col">
                {each.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {titles.map((each, index) => (
            <tr key={each}>
              <th scope="row">{each}</th>
              {lines.map((line) => (
                <td key={line.key}>{line.shown?.(index) ?? valueWords(wording, unit, line.values[index] ?? null)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
