import { type Piece, type WorkingTime, workingTime } from './hours.ts';

/** A hold as it was first reckoned. `byClock`: a time promised to the client, or one where there is no working time, runs by the clock. */
export interface Term {
  readonly from: Date;
  readonly due: Date;
  readonly byClock: boolean;
  /** working time that lay in it by the hours of then, ms; absent: there was none to reckon with, or it is older than this being kept */
  readonly given?: number | undefined;
}

/** How a deadline was moved last, as it is stored with the hold: of what, by what was lost, in which working time (by its hash). */
export interface Moved {
  readonly from: number;
  readonly due: number;
  readonly byClock: boolean;
  readonly given?: number | undefined;
  readonly lost: readonly Piece[];
  readonly schedule: string;
}

const minute = 60_000;
const clock = workingTime({ timeZone: 'UTC', hours: null, holidays: [] });

/**
 * Says when a hold comes due once lost time is passed over (R16): whoever holds it has as much time as they were given, all of it time
 * in which they could have answered. Nothing is lost that lay before it began, or after it was over. `working` is as it is now: where days
 * or hours that lay in it were taken off since, they were lost too, also of a time promised to the client; where hours came on, it stays.
 */
export function dueWithout({ from, due, byClock, given = 0 }: Term, lost: readonly Piece[], working: WorkingTime): Date {
  if (!byClock) return spent({ from, due }, given, lost, working) ?? dueWithout({ from, due, byClock: true }, lost, working);
  const promised = spent({ from, due }, 0, lost, clock) ?? due;
  const worked = given > 0 ? spent({ from, due }, given, lost, working) : null;
  return worked === null || worked < promised ? promised : worked;
}

/** When this much of a time was had, at least as much as lay in the hold by it; null where there will be none for a year. */
function spent({ from, due }: Pick<Term, 'from' | 'due'>, given: number, lost: readonly Piece[], time: WorkingTime): Date | null {
  let left = Math.max(given, lengthOf(time.spansBetween(from, due)));
  let at = from.getTime();
  for (const [begin, end] of lost.toSorted((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    const had = lengthOf(time.spansBetween(new Date(at), new Date(Math.max(at, begin))));
    if (had >= left) break;
    left -= had;
    at = end;
  }
  return time.addMinutes(new Date(at), left / minute);
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
