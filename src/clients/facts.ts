import { clientsNamed, type FactKind, type FactRows, factsByOwnId, insertFacts, lockClientRows } from '../db/clients/facts.ts';
import { lockContactsOf } from '../db/clients/lock-contacts.ts';
import { sha256 } from '../domain/sha256.ts';
import type { ClientTx } from './recorded.ts';

/** How a client is named: by our id, or the company's own. */
export type Named = { readonly id: string } | { readonly externalId: string };

/** What every fact says: the company's own id of it (none for one recorded by hand), and when it happened. */
export interface FactBase {
  readonly externalId: string | null;
  readonly at: Date;
}

export type FactRefusal =
  | 'client-not-found'
  | 'contact-not-found'
  | 'unknown-specialist'
  | 'deal-not-found'
  | 'payment-not-found'
  | 'schedule-not-found'
  | 'currency-differs'
  | 'nobody-named'
  | 'not-sales'
  | 'unknown-detail'
  | 'outreach-not-found'
  | 'outreach-corrected'
  | 'changed-meanwhile'
  | 'fact-differs';

/** Says what became of a fact. `isNew`: false when it had been recorded before. */
export interface Kept {
  readonly id: string;
  readonly externalId: string | null;
  readonly isNew: boolean;
}

/** Thrown inside the transaction, so that nothing of the rest stays. */
export class FactRefused extends Error {
  override readonly name = 'FactRefused';
  readonly code: FactRefusal;
  readonly index: number;
  constructor(code: FactRefusal, index: number) {
    super(code);
    this.code = code;
    this.index = index;
  }
}

/**
 * Locks the rows of the clients named; returns our ids of them, in their order. `weighs`: their size or stage may change with it, so their
 * windows are locked too, and nobody becomes their owner meanwhile by what they weighed before (R12). Throws `FactRefused`.
 */
export async function clientsOf(ctx: ClientTx, named: readonly Named[], weighs = false): Promise<string[]> {
  const ids = named.flatMap((each) => ('id' in each ? [each.id] : []));
  const own = named.flatMap((each) => ('externalId' in each ? [each.externalId] : []));
  const found = await clientsNamed(ctx.tx, ids, own);
  const byOwn = new Map(found.flatMap((each) => (each.externalId === null ? [] : [[each.externalId, each.id] as const])));
  const known = new Set<string>(found.map(({ id }) => id));
  const clients = named.map((each, index) => {
    const id = 'id' in each ? (known.has(each.id) ? each.id : undefined) : byOwn.get(each.externalId);
    if (id === undefined) throw new FactRefused('client-not-found', index);
    return id;
  });
  if (weighs) await lockContactsOf(ctx.tx, clients);
  await lockClientRows(ctx.tx, clients);
  return clients;
}

/** Makes the columns every fact has; the same facts have the same hash. */
export async function factColumns(ctx: ClientTx, { externalId, at }: FactBase, rest: object) {
  return {
    id: ctx.newId<'fact'>() as string,
    externalId,
    hash: await sha256(JSON.stringify({ at: at.toISOString(), ...rest })),
    at,
    createdAt: ctx.now,
    byKind: ctx.actor.kind,
    byId: ctx.actor.id,
  };
}

/** What a fact says, for its hash. Facts told before invoices were known of keep the hash they had. */
export function invoicedAs(what: object, invoice: string | null): object {
  return invoice === null ? what : { ...what, invoice };
}

/**
 * Keeps facts: one recorded before is success and changes nothing, another one under the same id is refused. Returns what became of
 * each, in order, and the rows that are new.
 */
export async function keepFacts<Kind extends FactKind>(
  ctx: ClientTx,
  kind: Kind,
  rows: readonly FactRows[Kind][],
): Promise<{ kept: Kept[]; fresh: FactRows[Kind][] }> {
  // Sorted, so that two who record the same facts wait for each other instead of deadlocking.
  const sorted = rows.toSorted((a, b) => ((a.externalId ?? '') < (b.externalId ?? '') ? -1 : 1));
  const added = await insertFacts(ctx.tx, kind, firstOfEach(sorted));
  const own = rows.flatMap(({ externalId }) => externalId ?? []);
  const there = new Map((await factsByOwnId(ctx.tx, kind, own)).map((each) => [each.externalId, each]));
  const kept = rows.map((row, index): Kept => {
    const stored = row.externalId === null ? undefined : there.get(row.externalId);
    if (stored !== undefined && stored.hash !== row.hash) throw new FactRefused('fact-differs', index);
    return { id: stored?.id ?? row.id, externalId: row.externalId, isNew: added.has(row.id) };
  });
  return { kept, fresh: rows.filter(({ id }) => added.has(id)) };
}

/** One statement cannot insert the same id twice: the first counts, the others are compared with it. */
function firstOfEach<Row extends { readonly externalId: string | null }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ externalId }) => {
    if (externalId === null) return true;
    const isFirst = !seen.has(externalId);
    seen.add(externalId);
    return isFirst;
  });
}
