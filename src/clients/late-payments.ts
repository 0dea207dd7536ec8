import { announce } from '../db/endpoints/announce.ts';
import { addTask } from '../db/work/add-task.ts';
import { closeLatePayment, noteLatePayment, openLatePayments, trainedOwner } from '../db/work/late-payments.ts';
import type { SettledPayment } from '../domain/payment-match.ts';
import { financeDepartment } from '../domain/track.ts';
import type { Hint } from '../live/live.ts';
import { moneyText } from '../texts/money.ts';
import type { PortfolioDeps } from './deps.ts';
import { expectedOfAll } from './expected-payments.ts';

/**
 * A payment that is late becomes a task of whoever collects (R9, R32): of the finance department; where the client department does, of the
 * client's owner if they are trained for debts, else of the department. Once for each; its task ends by itself when the money comes.
 * Returns how many tasks were made.
 */
export async function noteLatePayments(deps: PortfolioDeps): Promise<number> {
  const { db, now, company } = deps;
  const at = now();
  const open = new Set((await openLatePayments(db)).map(({ schedule, due }) => keyOf(schedule, due)));
  let made = 0;
  for await (const clients of expectedOfAll(db, company(), at)) {
    for (const { client, expected } of clients) {
      for (const each of expected) {
        if (each.state === 'late' && (await addLate(deps, client, each, at))) made += 1;
        if (each.state === 'paid' && open.has(keyOf(each.schedule, each.due))) await closeLatePayment(db, each.schedule, each.due, at);
      }
    }
  }
  return made;
}

const keyOf = (schedule: string, due: string): string => `${schedule}/${due}`;

async function addLate({ db, newId, company, live }: PortfolioDeps, client: string, late: SettledPayment, now: Date): Promise<boolean> {
  const { policy, people, profile } = company();
  const department = financeDepartment(policy.data.receivables);
  const specialist = policy.data.receivables === 'client' ? await trainedOwner(db, client, department) : null;
  const id: string = newId();
  const theirs = [...people.values()].find((each) => each.department === department)?.language;
  const language = profile.language ?? theirs ?? 'en';
  const sum = moneyText(language, late.amount - late.paid, late.currency);
  const isNew = await db.transaction(async (tx) => {
    if (!(await noteLatePayment(tx, { schedule: late.schedule, due: late.due, task: id, now }))) return false;
    const { schedule, due, productLine, amount, paid, currency } = late;
    const data = { schedule, due, productLine, amount, paid, currency, task: id, department, specialist };
    await announce(tx, { id: newId(), type: 'payment.late', at: now, object: { client }, data }, client);
    const text = `${late.productLine}, ${late.due}: ${sum}`;
    return addTask(tx, { id, kind: 'payment-late', client, department, specialist, text, dueAt: now, now, by: null });
  });
  if (isNew) live.publish([topicOf(department, specialist)]);
  return isNew;
}

function topicOf(department: string, specialist: string | null): Hint {
  return specialist === null ? { topic: `department:${department}` } : { topic: `specialist:${specialist}` };
}
