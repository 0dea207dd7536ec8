import { type Piece, type WorkingTime, workingTime } from './hours.ts';

/** A hold as it was first reckoned. `byClock`: a time promised to the client, or one where there is no working time, runs by the clock. */
export interface Term {
  readonly from: Date;
  readonly due: Date;
  readonly byClock: boolean;
}

/** How a deadline was moved last, as it is stored with the hold: of what, by what was lost, in which working time (by its hash). */
export interface Moved {
  readonly from: number;
  readonly due: number;
  readonly byClock: boolean;
  readonly lost: readonly Piece[];
  readonly schedule: string;
}

const minute = 60_000;
const clock = workingTime({ timeZone: 'UTC', hours: null, holidays: [] });

/**
 * Says when a hold comes due once lost time is passed over (R16): whoever holds it has as much time as they were given, all of it time
 * in which they could have answered. Nothing is lost that lay before it began, or after it was over.
 */
export function dueWithout({ from, due, byClock }: Term, lost: readonly Piece[], working: WorkingTime): Date {
  const time = byClock ? clock : working;
  let left = lengthOf(time.spansBetween(from, due));
  let at = from.getTime();
  for (const [begin, end] of lost.toSorted((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    const had = lengthOf(time.spansBetween(new Date(at), new Date(Math.max(at, begin))));
    if (had >= left) break;
    left -= had;
    at = end;
  }
  return time.addMinutes(new Date(at), left / minute) ?? dueWithout({ from, due, byClock: true }, lost, working);
}

/** What is left of some stretches of time outside of others. */
export function outside(stretches: readonly Piece[], others: readonly Piece[]): readonly Piece[] {
  return others.reduce<readonly Piece[]>(
    (left, [begin, end]) =>
      left.flatMap(([from, until]): Piece[] => {
        if (end <= from || begin >= until) return [[from, until]];
        return [[from, begin] as const, [end, until] as const].filter(([a, b]) => a < b);
      }),
    stretches,
  );
}

function lengthOf(stretches: readonly Piece[]): number {
  return stretches.reduce((sum, [begin, end]) => sum + end - begin, 0);
}
