import { schedulesNamed, schedulesOf } from '../db/clients/schedules.ts';
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
  /** the schedule whose place it takes, from `from` on */
  readonly replaces: Replaced | null;
}

/**
 * Named by the company's own id of it; or, by somebody who sees them, by the first of its chain and the newest, so that of two who change it at
 * once the second reads what the first has made of it.
 */
export type Replaced = { readonly externalId: string } | { readonly root: string; readonly newest: string };

/** Records when a client's payments are expected (R32). A schedule is never changed: a further one takes its place. Throws `FactRefused`. */
export async function recordSchedules(ctx: ClientTx, schedules: readonly NewSchedule[]): Promise<readonly Kept[]> {
  const clients = await clientsOf(
    ctx,
    schedules.map(({ client }) => client),
  );
  const rootOf = await chains(ctx, schedules, clients);
  const rows = await Promise.all(
    schedules.map(async ({ client: _, replaces, externalId, at, ...schedule }, index) => {
      const clientId = clients[index] ?? '';
      const what = { clientId, ...schedule, replacesId: replaces === null ? null : rootOf(replaces, clientId, externalId, index) };
      return { ...(await factColumns(ctx, { externalId, at }, what)), ...what };
    }),
  );
  return (await keepFacts(ctx, 'schedule', rows)).kept;
}

/** Reads, under the locks of the clients, what further schedules may take the place of; finds the first of a chain, or throws `FactRefused`. */
async function chains(ctx: ClientTx, schedules: readonly NewSchedule[], clients: readonly string[]) {
  const named = schedules.flatMap(({ replaces }) => (replaces !== null && 'externalId' in replaces ? [replaces.externalId] : []));
  const seen = schedules.flatMap(({ replaces }, index) => (replaces !== null && 'root' in replaces ? [clients[index] ?? ''] : []));
  const known = await schedulesNamed(ctx.tx, named);
  const ofClients = seen.length === 0 ? [] : await schedulesOf(ctx.tx, seen);
  return (replaced: Replaced, clientId: string, externalId: string | null, index: number): string => {
    if ('externalId' in replaced) {
      const former = known.find((each) => each.externalId === replaced.externalId);
      if (former?.clientId !== clientId) throw new FactRefused('schedule-not-found', index);
      return former.root;
    }
    const chain = ofClients.filter((each) => each.root === replaced.root && each.clientId === clientId);
    const newest = chain.at(-1);
    if (newest === undefined) throw new FactRefused('schedule-not-found', index);
    // The same change again stands there already, and is compared with what it says.
    const isRepeat = chain.some((each) => each.externalId !== null && each.externalId === externalId);
    if (newest.id !== replaced.newest && !isRepeat) throw new FactRefused('changed-meanwhile', index);
    return replaced.root;
  };
}
