import { type Day, daysAfter, monthsAfterDay } from '../day.ts';
import { type Cube, cubes, type FactDimension, type Grain } from './cube.ts';

/** What an answer has to tell apart: of time, and besides. */
export interface Needs {
  readonly by: ReadonlySet<FactDimension>;
  /** weeks are told apart by days */
  readonly isByDay: boolean;
  readonly isByMonth: boolean;
  readonly isByWeekday: boolean;
  readonly isByHour: boolean;
}

/** Cells of a cube that begin within these days, both included. */
export interface Piece {
  readonly cube: Cube;
  readonly from: Day;
  readonly until: Day;
}

/**
 * Says which cells answer for a span of days: whole months by their own cells, unless they are stale or days have to be told apart, the
 * rest by days. Null: no cube tells all of it apart, so the facts themselves have to be added up.
 */
export function planCells(needs: Needs, from: Day, until: Day, isMonthStale: (first: Day) => boolean): readonly Piece[] | null {
  const daily = cubeFor(needs, needs.isByHour ? ['day-hour'] : ['day']);
  if (daily === null) return null;
  const monthly = needs.isByDay ? null : cubeFor(needs, needs.isByHour || needs.isByWeekday ? ['month-hour'] : ['month']);
  if (monthly === null) return [{ cube: daily, from, until }];
  const pieces: Piece[] = [];
  let start = from;
  while (start <= until) {
    const next = `${monthsAfterDay(`${start.slice(0, 7)}-01`, 1)}`;
    const last = daysAfter(next, -1);
    const isWhole = start.endsWith('-01') && last <= until && !isMonthStale(start);
    const end = last < until ? last : until;
    const before = pieces.at(-1);
    const cube = isWhole ? monthly : daily;
    if (before?.cube === cube) pieces[pieces.length - 1] = { ...before, until: end };
    else pieces.push({ cube, from: start, until: end });
    start = next;
  }
  return pieces;
}

/** Weekdays are told apart by a day, or by cells of their own. */
function cubeFor({ by }: Needs, grains: readonly Grain[]): Cube | null {
  return (cubes as readonly Cube[]).find((cube) => grains.includes(cube.grain) && [...by].every((each) => cube.by.includes(each))) ?? null;
}
