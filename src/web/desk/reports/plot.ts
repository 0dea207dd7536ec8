import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/*
 * The only file that knows the library charts are drawn by. It draws on a canvas, so colours are read from the page's variables and
 * the whole is drawn again when they change: in the dark, and on paper.
 */

export interface Series {
  /** null: nothing is known at this point, and the line has a gap */
  readonly values: readonly (number | null)[];
  readonly look: 'line' | 'dashed' | 'bars' | 'bars-behind';
}

export interface PlotSpec {
  /** what stands below each point */
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  /** unit of the axis, in words */
  readonly axis: string;
  /** what a height is called, in that unit */
  readonly heightWords: (value: number) => string;
  /** possible distances of the lines behind, the smallest first */
  readonly steps: readonly number[];
  /** the top of the scale, where it is given */
  readonly top: number | null;
}

export interface PlotListener {
  /** the point under the pointer; null: none */
  pointed(index: number | null): void;
  chosen(index: number): void;
}

const colours = ['--chart-first', '--chart-second'] as const;
const labelWidth = 60;

/** Draws a chart into a box of a given height, as wide as the box; returns what takes it away. */
export function drawPlot(box: HTMLElement, spec: PlotSpec, listener: PlotListener): () => void {
  const plot = new uPlot(optionsFor(box, spec, listener), dataOf(spec), box);
  const chosen = (): void => {
    const { idx } = plot.cursor;
    if (idx !== null && idx !== undefined) listener.chosen(idx);
  };
  plot.over.addEventListener('click', chosen);
  plot.root.setAttribute('aria-hidden', 'true');
  return () => plot.destroy();
}

function dataOf({ labels, series }: PlotSpec): uPlot.AlignedData {
  return [labels.map((_, index) => index), ...series.map(({ values }) => [...values])];
}

function optionsFor(box: HTMLElement, spec: PlotSpec, listener: PlotListener): uPlot.Options {
  const style = getComputedStyle(box);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const [ink, line, font] = [colour('--ink-muted'), colour('--line'), `11px ${style.fontFamily}`];
  const { clientWidth: width, clientHeight: height } = box;
  const count = spec.labels.length;
  return {
    width,
    height,
    padding: [10, 10, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 8 } },
    hooks: { setCursor: [({ cursor }) => listener.pointed(cursor.idx ?? null)] },
    scales: {
      x: { time: false, range: () => [-0.5, count - 0.5] },
      y: { range: (_, __, max) => [0, spec.top ?? Math.max(max * 1.06, spec.steps[0] ?? 1)] },
    },
    axes: [
      {
        stroke: ink,
        font,
        size: 28,
        grid: { show: false },
        ticks: { show: false },
        splits: () => shownLabels(count, width),
        values: (_, all) => all.map((index) => spec.labels[index] ?? ''),
      },
      {
        stroke: ink,
        font,
        size: 52,
        gap: 4,
        label: spec.axis,
        labelFont: font,
        labelSize: 18,
        grid: { stroke: line, width: 1 },
        ticks: { show: false },
        incrs: [...spec.steps],
        space: 34,
        values: (_, all) => all.map(spec.heightWords),
      },
    ],
    series: [{}, ...spec.series.map((each, index) => seriesFor(each, colour(colours[index] ?? colours[0]), count))],
  };
}

function seriesFor({ look }: Series, colour: string, points: number): uPlot.Series {
  if (look === 'bars' || look === 'bars-behind') {
    const size = look === 'bars' ? ([0.62, 36] as const) : ([0.28, 16] as const);
    const paths = uPlot.paths.bars?.({ size: [size[0], size[1]], radius: 0.12 });
    return { fill: colour, width: 0, points: { show: false }, ...(paths === undefined ? {} : { paths }) };
  }
  return {
    stroke: colour,
    width: 2,
    points: { show: points <= 62, size: 5, fill: colour, stroke: colour },
    ...(look === 'dashed' ? { dash: [6, 4] } : {}),
  };
}

/** Which points have their label below: as many as have room, at equal distances. */
function shownLabels(count: number, width: number): number[] {
  const each = Math.max(1, Math.ceil(count / Math.max(1, Math.floor((width - labelWidth) / labelWidth))));
  return Array.from({ length: Math.ceil(count / each) }, (_, index) => index * each);
}
