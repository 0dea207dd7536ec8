import { schedulesNamed } from '../db/clients/schedules.ts';
import type { Recurrence } from '../domain/payment-schedule.ts';
import { clientsOf, type FactBase, FactRefused, factColumns, type Kept, keepFacts, type Named } from './facts.ts';
import type { ClientTx } from './recorded.ts';

export interface NewSchedule extends FactBase {
  readonly client: Named;
  readonly productLine: string;
  readonly kind: string | null;
  readonly recurrence: Recurrence;
  /** minor units of each payment; 0: nothing is expected any more */
  readonly amount: number;
  readonly currency: string;
  readonly from: string;
  readonly until: string | null;
  /** the company's own id of the schedule whose place it takes, from `from` on */
  readonly replaces: string | null;
}

/** Records when a client's payments are expected (R32). A schedule is never changed: a further one takes its place. Throws `FactRefused`. */
export async function recordSchedules(ctx: ClientTx, schedules: readonly NewSchedule[]): Promise<readonly Kept[]> {
  const clients = await clientsOf(
    ctx,
    schedules.map(({ client }) => client),
  );
  const named = schedules.flatMap(({ replaces }) => replaces ?? []);
  const known = await schedulesNamed(ctx.tx, named);
  const rows = await Promise.all(
    schedules.map(async ({ client: _, replaces, externalId, at, ...schedule }, index) => {
      const clientId = clients[index] ?? '';
      const former = replaces === null ? undefined : known.find((each) => each.externalId === replaces);
      if (replaces !== null && former?.clientId !== clientId) throw new FactRefused('schedule-not-found', index);
      const what = { clientId, ...schedule, replacesId: former?.root ?? null };
      return { ...(await factColumns(ctx, { externalId, at }, what)), ...what };
    }),
  );
  return (await keepFacts(ctx, 'schedule', rows)).kept;
}
