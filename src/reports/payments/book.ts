import { type ExpectedShown, expectedOfAll, paymentRules } from '../../clients/expected-payments.ts';
import { clientsInBook } from '../../db/reports/clients-in-book.ts';
import { ownersThen } from '../../db/reports/money.ts';
import type { SizeClass } from '../../domain/client.ts';
import type { Day } from '../../domain/day.ts';
import type { LeftPayment } from '../../domain/payment-match.ts';
import type { DueRules } from '../../domain/reports/due.ts';
import type { ReportDeps } from '../report.ts';

/** Whose something is; null: nobody's. */
export interface Placed {
  readonly client: string;
  readonly name: string;
  readonly proven: boolean;
  readonly size: SizeClass;
  /** key */
  readonly department: string | null;
  readonly specialist: string | null;
}

export type BookedExpected = Placed & { readonly expected: ExpectedShown };

export type BookedLeft = { readonly client: string } & LeftPayment;

/** All payments that are expected, with what came for them, and money of these clients that covers nothing. */
export interface Book {
  readonly expected: readonly BookedExpected[];
  readonly left: readonly BookedLeft[];
  readonly rules: DueRules;
}

const atOnce = 1000;

/** Reads what is expected of everybody until a day, each with whose client it was when it fell due, or is now. */
export async function openBook({ db, company, calendar, now }: ReportDeps, last: Day): Promise<Book> {
  const rules: DueRules = { today: calendar.dayOf(now), graceDays: paymentRules(company.policy.data).graceDays };
  const keys = new Map<string, string>(company.departments.map(({ id, key }) => [id, key]));
  const expected: BookedExpected[] = [];
  const left: BookedLeft[] = [];
  for await (const clients of expectedOfAll(db, company, now, last, atOnce)) {
    const all = clients.flatMap((each) => each.expected.map((one) => ({ client: each.client, expected: one })));
    const at = (due: Day): Date => (due < rules.today ? calendar.spanOf(due).from : now);
    const [owners, known] = await Promise.all([
      ownersThen(
        db,
        all.map((each) => ({ client: each.client, at: at(each.expected.due) })),
      ),
      clientsInBook(
        db,
        clients.map(({ client }) => client),
      ),
    ]);
    const byId = new Map(known.map((each) => [each.id, each]));
    all.forEach(({ client, expected: one }, i) => {
      const { name = '', proven = false, size = 'small' } = byId.get(client) ?? {};
      const { department = null, specialist = null } = owners[i] ?? {};
      const key = department === null ? null : (keys.get(department) ?? null);
      expected.push({ client, name, proven, size, department: key, specialist, expected: one });
    });
    left.push(...clients.flatMap((each) => each.left.map((one) => ({ client: each.client, ...one }))));
  }
  return { expected, left, rules };
}
