import { ownedAmong } from '../../db/reports/now/clients.ts';
import { paidBetween } from '../../db/reports/now/paid.ts';
import type { Part } from '../../db/reports/now/sight.ts';
import { type Day, daysAfter } from '../../domain/day.ts';
import { financeDepartment } from '../../domain/track.ts';
import type { NowDeps } from './live.ts';
import type { Owed } from './owed.ts';

/** Money that came or is owed: of a client, with whoever owns them. */
export interface MoneyRow {
  readonly at: Date | null;
  readonly due: Day | null;
  readonly client: string;
  readonly title: string | null;
  readonly department: string | null;
  readonly specialist: string | null;
  readonly productLine: string | null;
  readonly amount: number;
  readonly currency: string;
}

export const moneyLists = ['paid-yesterday', 'due-today', 'overdue-week', 'overdue-month', 'overdue-longer'] as const;

/** Paid yesterday; due today, or within its days of grace; overdue for 1 to 7 days, for 8 to 30, for longer. */
export type MoneyList = (typeof moneyLists)[number];

export type MoneyNow = Readonly<Record<MoneyList, readonly MoneyRow[]>>;

const weekDays = 7;
const monthDays = 30;

/** Says which list a payment belongs to that is owed by today. */
export function listOf({ due, isLate }: { readonly due: Day; readonly isLate: boolean }, today: Day): MoneyList {
  if (!isLate) return 'due-today';
  if (due >= daysAfter(today, -weekDays)) return 'overdue-week';
  return due >= daysAfter(today, -monthDays) ? 'overdue-month' : 'overdue-longer';
}

/** Reads what came yesterday and what is owed, of the clients of a part; whoever collects sees all of it (R9). */
export async function moneyNow(
  { db, company, now }: NowDeps,
  { part, owed }: { readonly part: Part; readonly owed: Owed },
): Promise<MoneyNow> {
  const { calendar } = company;
  const yesterday = daysAfter(calendar.dayOf(now), -1);
  const paid = await paidBetween(db, calendar.spanOfDays(yesterday, yesterday));
  const clients = [...new Set([...paid, ...owed.payments].map(({ client }) => client))];
  const of = new Map((await ownedAmong(db, collecting(company, part), clients)).map((each) => [each.client as string, each]));
  const rowsOf = <Each extends { readonly client: string; readonly amount: number; readonly currency: string }>(
    all: readonly Each[],
    rest: (each: Each) => Pick<MoneyRow, 'at' | 'due' | 'productLine'>,
  ): MoneyRow[] =>
    all.flatMap((each) => {
      const owner = of.get(each.client);
      if (owner === undefined) return [];
      const { client, title, department, specialist } = owner;
      return [{ client, title, department, specialist, amount: each.amount, currency: each.currency, ...rest(each) }];
    });
  const lists = Map.groupBy(owed.payments, (each) => listOf(each, owed.today));
  const owedOf = (list: MoneyList) =>
    rowsOf(lists.get(list) ?? [], ({ due, productLine }) => ({ at: null, due, productLine })).toSorted(byDue);
  return {
    'paid-yesterday': rowsOf(paid, ({ at }) => ({ at, due: null, productLine: null })),
    'due-today': owedOf('due-today'),
    'overdue-week': owedOf('overdue-week'),
    'overdue-month': owedOf('overdue-month'),
    'overdue-longer': owedOf('overdue-longer'),
  };
}

function byDue(a: MoneyRow, b: MoneyRow): number {
  return (a.due ?? '').localeCompare(b.due ?? '') || b.amount - a.amount;
}

/** The head of the department that collects answers for what every client owes. */
function collecting({ policy }: NowDeps['company'], part: Part): Part {
  return part.departments?.includes(financeDepartment(policy.data.receivables)) === true ? { person: null, departments: null } : part;
}
