import { queuedWithRoom, type Room } from '../../db/turns/due.ts';
import { caseUnits } from '../../domain/capacity.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Company } from '../company.ts';
import type { Retry } from '../submissions/submission.ts';
import { type LookDeps, worthSearching } from './look.ts';

interface QueueDeps extends LookDeps {
  /** submits them, and resolves when each has been tried */
  readonly retry: (retries: readonly Retry[]) => Promise<unknown>;
}

/** conversations of a department that are looked at at a time */
const page = 64;

/** Lets those who wait look for a person again. */
export interface Queue {
  retry(): Promise<void>;
}

/**
 * The most urgent and the oldest come first, every time. Some of them nobody can have although there is room, such as strangers for whom every portfolio
 * is full: they are looked at, and left in peace. So a second page follows, a later one each time, that they do not stand before those behind them for ever.
 */
export function createQueue({ retry, ...deps }: QueueDeps): Queue {
  const { db, now, company } = deps;
  let skip = 0;

  /** Returns how many there were. */
  const retryFrom = async (place: number): Promise<number> => {
    const queued = await queuedWithRoom(db, now(), roomOf(company(), now()), { skip: place, limit: page });
    const worth = await worthSearching(
      deps,
      queued.map((each) => each.conversation),
    );
    await retry(worth.map((conversation) => ({ type: 'retry', conversation })));
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
