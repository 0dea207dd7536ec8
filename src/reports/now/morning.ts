import { lostSince, uncoveredOwners, untouchedSince } from '../../db/reports/now/clients.ts';
import { dealsAfterMeetings, type MeetingNow, meetingsBetween } from '../../db/reports/now/meetings.ts';
import { type PromiseRow, promisesDue } from '../../db/reports/now/promises.ts';
import type { Part } from '../../db/reports/now/sight.ts';
import { type Day, daysAfter } from '../../domain/day.ts';
import type { NowDeps } from './live.ts';
import { type MoneyList, moneyLists, moneyNow } from './money.ts';
import type { Owed } from './owed.ts';
import { revenueOf } from './revenue.ts';

/** What is asked each morning: lists, whose lengths are the numbers. */
export const morningLists = [
  'promises-today',
  'promises-kept',
  'promises-broken',
  ...moneyLists,
  'meetings-today',
  'meetings-set',
  'meetings-held',
  'meetings-not-held',
  'meetings-unsaid',
  'meetings-deals',
  'handed-over',
  'lost',
  'uncovered',
] as const;

export type MorningList = (typeof morningLists)[number];

/** Minor units of a currency. */
export interface Money {
  readonly currency: string;
  readonly amount: number;
}

/** One of what a number of the morning counts. */
export interface MorningRow {
  readonly at: Date | null;
  readonly due: Day | null;
  readonly conversation: string | null;
  readonly client: string | null;
  /** null: what the conversation is called */
  readonly title: string | null;
  readonly proven: boolean;
  readonly department: string | null;
  readonly specialist: string | null;
  readonly money: readonly Money[];
  /** what became of it, or why, in a code */
  readonly state: string | null;
  /** what somebody wrote about it */
  readonly note: string | null;
  /** how many of something are in it: payments of a client, clients of somebody away */
  readonly count: number | null;
}

export type Morning = Readonly<Record<MorningList, readonly MorningRow[]>>;

export const blankRow: MorningRow = {
  at: null,
  due: null,
  conversation: null,
  client: null,
  title: null,
  proven: true,
  department: null,
  specialist: null,
  money: [],
  state: null,
  note: null,
  count: null,
};

/** A client who was handed over so long ago and is known to nobody new is a matter of its own by then. */
const handedDays = 90;
/** Clients and what they brought are looked back at for so long. */
const lostDays = 30;
/** A deal so long after a meeting is counted as what came of it. */
const dealDays = 90;

/** Reads what is asked each morning, of a part; days are the company's. */
export async function morningNow(deps: NowDeps, part: Part, owed: Owed): Promise<Morning> {
  const { db, company, now } = deps;
  const { calendar } = company;
  const today = calendar.dayOf(now);
  const [thisDay, dayBefore] = [calendar.spanOfDays(today, today), calendar.spanOfDays(daysAfter(today, -1), daysAfter(today, -1))];
  const since = (days: number): Date => calendar.spanOf(daysAfter(today, -days)).from;
  const [promises, broken, money, meetings, held, deals, handed, lost, uncovered] = await Promise.all([
    promisesDue(db, part, thisDay),
    promisesDue(db, part, dayBefore),
    moneyNow(deps, { part, owed }),
    meetingsBetween(db, part, thisDay),
    meetingsBetween(db, part, dayBefore),
    dealsAfterMeetings(db, part, { ...dayBefore, days: dealDays }),
    untouchedSince(db, part, since(handedDays)),
    lostSince(db, part, since(lostDays)),
    uncoveredOwners(db, part, now),
  ]);
  const revenue = await revenueOf(db, lost);
  const began = held.filter(({ startsAt }) => startsAt >= dayBefore.from && startsAt < dayBefore.until);
  const ended = (result: MeetingNow['result']) => began.filter((each) => each.result === result).map(meetingRow);
  return {
    'promises-today': promises.filter(({ state }) => state !== 'moved').map(promiseRow),
    'promises-kept': broken.filter(({ state }) => state === 'kept').map(promiseRow),
    'promises-broken': broken.filter(({ state }) => state === 'broken').map(promiseRow),
    ...moneyRows(money),
    'meetings-today': meetings.filter(({ startsAt }) => startsAt >= thisDay.from && startsAt < thisDay.until).map(meetingRow),
    'meetings-set': held.filter(({ createdAt }) => createdAt >= dayBefore.from && createdAt < dayBefore.until).map(meetingRow),
    'meetings-held': ended('held'),
    'meetings-not-held': [...ended('not-held'), ...ended('cancelled')],
    'meetings-unsaid': began.filter(({ doneAt }) => doneAt === null).map(meetingRow),
    'meetings-deals': deals.map(({ id: _, specialistName: __, amount, currency, ...each }) => ({
      ...blankRow,
      ...each,
      money: [{ amount, currency }],
    })),
    'handed-over': handed.map(({ specialistName: _, ...each }) => ({ ...blankRow, ...each })),
    lost: lost.map(({ specialistName: _, reason, ...each }) => ({
      ...blankRow,
      ...each,
      state: reason,
      money: revenue.get(each.client) ?? [],
    })),
    uncovered: uncovered.map(({ specialist, department, until, clients }) => ({
      ...blankRow,
      specialist,
      department,
      at: until,
      count: clients,
    })),
  };
}

/** The share of yesterday's promises that was kept, 0 to 1; null: nothing was promised for it. */
export function keptShare(morning: Morning): number | null {
  const [kept, broken] = [morning['promises-kept'].length, morning['promises-broken'].length];
  return kept + broken === 0 ? null : kept / (kept + broken);
}

/** Adds up the money of rows, by currency. */
export function moneyOf(rows: readonly Pick<MorningRow, 'money'>[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of rows.flatMap(({ money }) => money)) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount })).toSorted((a, b) => b.amount - a.amount);
}

function promiseRow({ due, state, conversation, department, specialist }: PromiseRow): MorningRow {
  return { ...blankRow, at: due, state, conversation, department, specialist };
}

function meetingRow({ startsAt, conversation, client, title, proven, department, specialist, result, outcome }: MeetingNow): MorningRow {
  return { ...blankRow, at: startsAt, conversation, client, title, proven, department, specialist, state: result, note: outcome };
}

/** A row a client and currency: the oldest that is due, how many payments, how much in all. */
function moneyRows(money: Awaited<ReturnType<typeof moneyNow>>): Record<MoneyList, MorningRow[]> {
  const rowsOf = (list: MoneyList): MorningRow[] =>
    [...Map.groupBy(money[list], ({ client, currency }) => `${client} ${currency}`).values()].flatMap((all) => {
      const [first] = all;
      if (first === undefined) return [];
      const { client, title, department, specialist, currency, at, due } = first;
      const amount = all.reduce((sum, each) => sum + each.amount, 0);
      return [{ ...blankRow, at, due, client, title, department, specialist, money: [{ currency, amount }], count: all.length }];
    });
  return Object.fromEntries(moneyLists.map((list) => [list, rowsOf(list)])) as Record<MoneyList, MorningRow[]>;
}
