import type { FactRows } from '../db/clients/facts.ts';
import { schedulesOf } from '../db/clients/schedules.ts';
import type { Recurrence } from '../domain/payment-schedule.ts';
import { clientsOf, type FactBase, FactRefused, factColumns, invoicedAs, type Kept, keepFacts, type Named } from './facts.ts';
import type { ClientTx } from './recorded.ts';

export interface NewSchedule extends FactBase {
  readonly client: Named;
  readonly productLine: string;
  /** null: any payment covers it; undefined: the kind of what it takes the place of */
  readonly kind: string | null | undefined;
  readonly recurrence: Recurrence;
  /** minor units of each payment; 0: nothing is expected any more */
  readonly amount: number;
  readonly currency: string;
  readonly from: string;
  readonly until: string | null;
  /** number of the invoice that its payments are of; absent: that of what it takes the place of */
  readonly invoice?: string | null | undefined;
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
  const known = await knownChains(ctx, schedules, clients);
  const rows: FactRows['schedule'][] = [];
  for (const [index, { client: _, replaces, externalId, at, ...schedule }] of schedules.entries()) {
    const clientId = clients[index] ?? '';
    const former = replaces === null ? null : formerOf(known, replaces, { clientId, externalId, index });
    const { kind = former?.kind ?? null, invoice = former?.invoice ?? null } = schedule;
    const replacesId = former?.root ?? null;
    const { invoice: _said, ...said } = schedule;
    const what = { clientId, ...said, kind, replacesId };
    const columns = await factColumns(ctx, { externalId, at }, invoicedAs(what, invoice));
    rows.push({ ...columns, ...what, invoice });
    // One that is told along with it may take its place.
    const isNew = externalId !== null && !known.some((each) => each.externalId === externalId);
    if (isNew) known.push({ id: columns.id, externalId, clientId, kind, invoice, root: replacesId ?? columns.id });
  }
  return (await keepFacts(ctx, 'schedule', rows)).kept;
}

type Known = Pick<Awaited<ReturnType<typeof schedulesOf>>[number], 'id' | 'externalId' | 'clientId' | 'root' | 'kind' | 'invoice'>;

/** Reads, under the locks of the clients, the schedules whose place may be taken, in the order they were told. */
async function knownChains({ tx }: ClientTx, schedules: readonly NewSchedule[], clients: readonly string[]): Promise<Known[]> {
  const changed = schedules.flatMap(({ replaces }, index) => (replaces === null ? [] : [clients[index] ?? '']));
  return changed.length === 0 ? [] : schedulesOf(tx, [...new Set(changed)]);
}

interface Telling {
  readonly clientId: string;
  readonly externalId: string | null;
  readonly index: number;
}

/** Finds what a schedule takes the place of, or, told again, itself; throws `FactRefused`. */
function formerOf(known: readonly Known[], replaced: Replaced, { clientId, externalId, index }: Telling): Known {
  const own = known.filter((each) => each.clientId === clientId);
  if ('externalId' in replaced) {
    const former = own.find((each) => each.externalId === replaced.externalId);
    if (former === undefined) throw new FactRefused('schedule-not-found', index);
    return former;
  }
  const chain = own.filter((each) => each.root === replaced.root);
  const newest = chain.at(-1);
  if (newest === undefined) throw new FactRefused('schedule-not-found', index);
  // The same change again stands there already, and is compared with what it says.
  const itself = chain.find((each) => each.externalId !== null && each.externalId === externalId);
  if (newest.id !== replaced.newest && itself === undefined) throw new FactRefused('changed-meanwhile', index);
  return itself ?? newest;
}
