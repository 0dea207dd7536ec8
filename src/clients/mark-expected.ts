import { expectedMarksOf, insertExpectedMarks } from '../db/clients/expected-marks.ts';
import { lockClientRows } from '../db/clients/facts.ts';
import { schedulesOf } from '../db/clients/schedules.ts';
import type { Day } from '../domain/day.ts';
import { expectedUntil } from '../domain/payment-schedule.ts';
import { type ClientTx, onRecord } from './recorded.ts';

/** One payment that is expected of a client: the first of its schedule's chain, and the day it is due. */
export interface ExpectedName {
  readonly schedule: string;
  readonly due: Day;
}

/** What is known of it; absent: as it was. */
export interface ExpectedWish {
  /** number of its invoice; null: none of its own */
  readonly invoice?: string | null;
  /** since when invoice and documents are with the client; null: they are not */
  readonly documentsAt?: Date | null;
}

/**
 * Notes that an expected payment has an invoice of this number, or that invoice and documents are with the client (R32). What was said
 * before stays on record. Returns false where no such payment is expected of the client.
 */
export async function markExpected(ctx: ClientTx, client: string, { schedule, due }: ExpectedName, wish: ExpectedWish): Promise<boolean> {
  await lockClientRows(ctx.tx, [client]);
  const [schedules, marks] = await Promise.all([schedulesOf(ctx.tx, [client]), expectedMarksOf(ctx.tx, [client])]);
  if (!expectedUntil(schedules, due).some((each) => each.schedule === schedule && each.due === due)) return false;
  const known = marks.find((each) => each.schedule === schedule && each.due === due) ?? { invoice: null, documentsAt: null };
  const { invoice = known.invoice, documentsAt = known.documentsAt } = wish;
  if (invoice === known.invoice && documentsAt?.getTime() === known.documentsAt?.getTime()) return true;
  const by = { byKind: ctx.actor.kind, byId: ctx.actor.id };
  const id: string = ctx.newId();
  await insertExpectedMarks(ctx.tx, [{ id, scheduleId: schedule, due, invoice, documentsAt, createdAt: ctx.now, ...by }]);
  await onRecord(ctx, 'expected.marked', { kind: 'client', id: client }, { mark: id, schedule, due });
  return true;
}
