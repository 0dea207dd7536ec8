import type { Db } from '../../db/db.ts';
import { queuedWithRoom, type Room } from '../../db/turns/due.ts';
import { caseUnits } from '../../domain/capacity.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Company } from '../company.ts';
import type { Retry } from '../submissions/submission.ts';

interface QueueDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly company: () => Company;
  /** submits them, and resolves when each has been tried */
  readonly retry: (retries: readonly Retry[]) => Promise<unknown>;
}

/** conversations of a department that look for a person again at a time */
const page = 64;

/** Lets those who wait look for a person again. */
export interface Queue {
  retry(): Promise<void>;
}

/**
 * The most urgent and the oldest come first, every time. Some of them nobody can have although there is room, such as strangers for whom every portfolio
 * is full: so a second page follows, a later one each time, that they do not stand before those behind them for ever.
 */
export function createQueue({ db, now, company, retry }: QueueDeps): Queue {
  let skip = 0;

  /** Returns how many there were. */
  const retryFrom = async (place: number): Promise<number> => {
    const queued = await queuedWithRoom(db, now(), roomOf(company(), now()), { skip: place, limit: page });
    await retry(queued.map(({ conversation }) => ({ type: 'retry', conversation })));
    return queued.length;
  };

  return {
    async retry() {
      const isMore = (await retryFrom(0)) >= page;
      skip = isMore ? skip + page : 0;
      if (isMore && (await retryFrom(skip)) === 0) skip = 0;
    },
  };
}

function roomOf(company: Company, now: Date): Room {
  const { departments, policy } = company;
  return {
    departments: departments.map(({ id, key }) => ({ id, caseUnits: caseUnits(policy.data, key) })),
    onShift: onShiftAt(company, now),
  };
}

/** Everybody whose shift it is, of those who work in a department. */
export function onShiftAt({ people }: Company, now: Date): SpecialistId[] {
  return [...people.values()].filter((each) => each.department !== null && each.shifts.isOpen(now)).map((each) => each.id);
}
