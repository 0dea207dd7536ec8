import type { Queries } from '../../db/db.ts';
import { staff } from '../../db/people/colleagues.ts';
import { outagesNow, sendingTroubles } from '../../db/reports/now/channels.ts';
import type { Part } from '../../db/reports/now/sight.ts';
import { listWaiting, tallyOpen, type WaitingRow } from '../../db/reports/now/waiting.ts';
import type { Company } from '../../engine/company.ts';
import { type ChannelNow, channelsNow, sendingSpan } from './channels.ts';
import { type DepartmentNow, departmentsNow } from './departments.ts';
import { type PersonNow, peopleNow } from './people.ts';
import { added, type Tally } from './tally.ts';

export interface NowDeps {
  readonly db: Queries;
  readonly company: Company;
  readonly now: Date;
}

export interface LiveNow {
  readonly total: Tally;
  readonly waiting: readonly WaitingRow[];
  readonly deadlines: readonly WaitingRow[];
  readonly queue: readonly WaitingRow[];
  readonly departments: readonly DepartmentNow[];
  readonly people: readonly PersonNow[];
  readonly channels: readonly ChannelNow[];
}

/** Reads what goes on at this moment, from what is stored now and not from what reports made of it; of each list so many. */
export async function liveNow({ db, company, now }: NowDeps, part: Part, limit: number): Promise<LiveNow> {
  const [tallies, waiting, deadlines, queue, all, outages, troubles] = await Promise.all([
    tallyOpen(db, part, now),
    listWaiting(db, 'waiting', part, { limit }),
    listWaiting(db, 'deadlines', part, { limit }),
    listWaiting(db, 'queue', part, { limit }),
    staff(db, now),
    outagesNow(db),
    sendingTroubles(db, part, sendingSpan(now)),
  ]);
  const people = peopleNow(company, all, tallies, part, now);
  return {
    total: added(tallies),
    waiting,
    deadlines,
    queue,
    people,
    departments: departmentsNow(company, all, tallies, part, now),
    channels: channelsNow(company, outages, troubles),
  };
}
