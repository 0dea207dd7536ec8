import { expectedOfAll } from '../../clients/expected-payments.ts';
import type { Db } from '../../db/db.ts';
import type { Day } from '../../domain/day.ts';
import type { Company } from '../../engine/company.ts';

/** What a client still owes of one payment that was expected by today. */
export interface OwedPayment {
  readonly client: string;
  readonly schedule: string;
  readonly productLine: string;
  readonly due: Day;
  /** minor units that are missing */
  readonly amount: number;
  readonly currency: string;
  /** later than the days of grace after its day */
  readonly isLate: boolean;
}

export interface Owed {
  /** as of when */
  readonly at: Date;
  readonly today: Day;
  readonly payments: readonly OwedPayment[];
}

interface OwedDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly company: () => Company;
}

/** How old it may be, ms: all clients' payments are matched anew for it. */
const freshMs = 30_000;

/**
 * Makes what says which payments of all clients are owed by today (R32). They are matched anew at most twice a minute, once for all who
 * ask meanwhile; who may see which, whoever asks has to look at each time.
 */
export function createOwed({ db, now, company }: OwedDeps): () => Promise<Owed> {
  let held: Owed | null = null;
  let asked: Promise<Owed> | null = null;
  const read = async (): Promise<Owed> => {
    const at = now();
    const payments: OwedPayment[] = [];
    const today = company().calendar.dayOf(at);
    for await (const clients of expectedOfAll(db, company(), at)) {
      for (const { client, expected } of clients) {
        for (const { schedule, productLine, due, amount, paid, currency, state } of expected) {
          if (state === 'paid' || due > today) continue;
          payments.push({ client, schedule, productLine, due, amount: amount - paid, currency, isLate: state === 'late' });
        }
      }
    }
    held = { at, today, payments };
    return held;
  };
  return async () => {
    const at = now();
    if (held !== null && Math.abs(at.getTime() - held.at.getTime()) < freshMs && held.today === company().calendar.dayOf(at)) return held;
    asked ??= read().finally(() => {
      asked = null;
    });
    return asked;
  };
}
