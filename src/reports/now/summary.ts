import { origins } from '../../domain/origin.ts';
import type { SummaryFacts } from '../../domain/summary.ts';
import type { Days } from '../../domain/summary-time.ts';
import type { Sight } from '../report.ts';
import { response } from '../response.ts';
import { violations } from '../violations.ts';
import { liveNow, type NowDeps } from './live.ts';
import { morningNow } from './morning.ts';
import type { Owed } from './owed.ts';
import { partOfSight } from './part.ts';

/** The few numbers of a period. `within`: share 0..1 of first answers in time, null where there was none. */
export interface SummaryNumbers {
  readonly answered: number;
  readonly within: number | null;
  readonly unanswered: number;
  readonly violations: number;
}

/** Reads what may need somebody now, in what they see. */
export async function summaryFacts(deps: NowDeps, sight: Sight, owed: Owed): Promise<SummaryFacts> {
  const part = partOfSight(sight);
  const [live, morning] = await Promise.all([liveNow(deps, part, 1), morningNow(deps, part, owed)]);
  return {
    late: live.total.late,
    people: live.people.map(({ name, presence, backAt, load }) => ({ name, presence, backAt, waiting: load?.waiting ?? 0 })),
    queues: live.departments.map(({ key, tally }) => ({ department: key, count: tally.queued })),
    channels: live.channels.flatMap(({ channel, downSince }) => (downSince === null ? [] : [{ channel, since: downSince }])),
    uncovered: morning.uncovered.flatMap(({ specialist, at, count }) => {
      const name = [...deps.company.people.values()].find(({ id }) => id === specialist)?.name;
      return name === undefined || at === null ? [] : [{ name, until: at, clients: count ?? 0 }];
    }),
    promisesBroken: morning['promises-broken'].length,
    promisesToday: morning['promises-today'].filter(({ state }) => state === 'open').length,
    overdueLong: morning['overdue-longer'].length,
    handedOver: morning['handed-over'].length,
    meetingsUnsaid: morning['meetings-unsaid'].length,
  };
}

/** Reads the few numbers of a period, of what somebody sees; the same as the reports show. */
export async function summaryNumbers({ db, company, now }: NowDeps, sight: Sight, { from, until }: Days): Promise<SummaryNumbers> {
  const deps = { db, company, calendar: company.calendar, now };
  const question = { from, until, filter: {}, by: [], origins, sight };
  const [answers, late] = await Promise.all([response.answer(deps, question), violations.answer(deps, question)]);
  return {
    answered: answers.total['firstResponse.n'] ?? 0,
    within: answers.total['firstResponse.within'] ?? null,
    unanswered: answers.total['firstResponse.unanswered'] ?? 0,
    violations: late.total['violations.n'] ?? 0,
  };
}
