import { lockClientRows } from '../db/clients/facts.ts';
import { lockContactsOf } from '../db/clients/lock-contacts.ts';
import { movedItems } from '../db/clients/moved-items.ts';
import { endOwnershipsIn, insertOwnerships, ownersIn } from '../db/clients/ownerships.ts';
import { insertMove, lockMove, type MovedItem, markUndone, type OwnedClient, portfolioOf } from '../db/clients/portfolio.ts';
import { weigh } from '../db/clients/weigh.ts';
import { placeIn } from '../db/people/department-by-key.ts';
import { closeLeavingTask } from '../db/people/leavings.ts';
import { endNewOwnersTasks } from '../db/work/add-task.ts';
import { portfolioUnits } from '../domain/capacity.ts';
import type { ClientWeight, OwnershipBasis } from '../domain/client.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { type SpreadBasis, type SpreadFacts, spreadPortfolio, takersOf } from '../domain/spread.ts';
import { candidateOf, lockBook } from '../engine/batch/load-book.ts';
import type { Company } from '../engine/company.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface Mover {
  readonly specialist: SpecialistId;
  /** key */
  readonly department: string;
}

export interface MovePlan {
  readonly items: readonly (MovedItem & ClientWeight & Pick<OwnedClient, 'name' | 'restsOn' | 'conversations'>)[];
  /** conversations of clients that are not theirs: these look for a person as any transfer does */
  readonly loose: readonly string[];
  /** what the colleagues' portfolios come to, in units */
  readonly loads: readonly {
    readonly specialist: SpecialistId;
    readonly capacity: number;
    readonly before: number;
    readonly after: number;
  }[];
  readonly basis: SpreadBasis;
}

export type Moved =
  | { readonly type: 'moved'; readonly id: string; readonly plan: MovePlan }
  | { readonly type: 'refused'; readonly code: 'unknown-specialist' };

/** Plans where somebody's whole portfolio would go, spread by capacity over colleagues who are here to stay. Null when there is nobody. */
export async function planMove(ctx: ClientTx, company: Company, { specialist, department }: Mover): Promise<MovePlan | null> {
  const { tx, now, policy } = ctx;
  const book = await lockBook(tx, { departments: new Set([department]), specialists: new Set([specialist]) }, now, company);
  const { clients, loose } = await portfolioOf(tx, specialist, department);
  const facts: SpreadFacts = {
    department,
    specialist,
    clients: clients.map(({ client, size, stage, dedicated, language }) => ({ client, size, stage, dedicated, language })),
    people: book.rows.filter((each) => each.department === department).map(candidateOf),
  };
  const given = spreadPortfolio(policy, facts);
  if (given === null) return null;
  const of = new Map<string, (typeof clients)[number]>(clients.map((each) => [each.client, each]));
  const items = given.flatMap((each) => {
    const known = of.get(each.client);
    if (known === undefined) return [];
    const { name, size, stage, dedicated, restsOn, conversations } = known;
    return [{ ...each, name, size, stage, dedicated, restsOn, conversations }];
  });
  const gained = (id: string) =>
    items.reduce((sum, { to, ...weight }) => sum + (to === id ? portfolioUnits(policy, department, weight) : 0), 0);
  const loads = takersOf(facts).map(({ specialist: id, capacity, portfolio }) => ({
    specialist: id,
    capacity,
    before: portfolio,
    after: portfolio + gained(id),
  }));
  return { items, loose, loads, basis: { facts, policyVersion: ctx.policyVersion } };
}

/** Moves a leaver's or a sick colleague's whole portfolio in one transaction: dated ownerships, undoable on record (R12). */
export async function movePortfolio(ctx: ClientTx, company: Company, mover: Mover, reason: string): Promise<Moved> {
  const { tx, now, newId, actor } = ctx;
  const { specialist, department } = mover;
  await lockClientsOf(ctx, await ownedBy(ctx, mover));
  const plan = await planMove(ctx, company, mover);
  if (plan === null) return { type: 'refused', code: 'unknown-specialist' };
  const departmentId = company.departments.find(({ key }) => key === department)?.id ?? '';
  await change(
    ctx,
    department,
    departmentId,
    plan.items.map(({ client, to, size, stage, dedicated, restsOn }) => ({
      client,
      from: specialist,
      to,
      size,
      stage,
      dedicated,
      restsOn,
    })),
    `moved: ${reason}`,
  );
  const id = newId<'move'>();
  const items = plan.items.map(({ client, to, overload }): MovedItem => ({ client, to, overload }));
  await insertMove(tx, [
    {
      id,
      specialistId: specialist,
      departmentId,
      reason,
      items,
      by: actor.id ?? specialist,
      at: now,
      undoneAt: null,
      undoneBy: null,
      basis: plan.basis,
    },
  ]);
  const overloads = items.filter(({ overload }) => overload).length;
  await onRecord(
    ctx,
    'portfolio.moved',
    { kind: 'specialist', id: specialist },
    { move: id, department, clients: items.length, overloads },
  );
  await closeLeavingTask(tx, specialist, now, actor.id);
  return { type: 'moved', id, plan };
}

export type Undone =
  /** `from`: who had them meanwhile */
  | { readonly type: 'undone'; readonly back: readonly { readonly client: string; readonly from: string }[] }
  | { readonly type: 'refused'; readonly code: 'unknown-move' | 'already-undone' | 'has-left' };

/** Takes a move back: clients that are still where it put them go back. Conversations stay with whoever has them. */
export async function undoMove(ctx: ClientTx, company: Company, id: string, specialist: SpecialistId): Promise<Undone> {
  const { tx, now, actor } = ctx;
  const seen = await movedItems(tx, id);
  await lockClientsOf(
    ctx,
    seen.map(({ client }) => client),
  );
  const move = await lockMove(tx, id);
  if (move === null || move.specialistId !== specialist || actor.id === null) return { type: 'refused', code: 'unknown-move' };
  if (move.undoneAt !== null) return { type: 'refused', code: 'already-undone' };
  // As stored now, whatever this server has read of people so far.
  if ((await placeIn(tx, move.department, specialist))?.works !== true) return { type: 'refused', code: 'has-left' };
  const departmentId = company.departments.find(({ key }) => key === move.department)?.id ?? '';
  const current = await ownersIn(
    tx,
    departmentId,
    move.items.map(({ client }) => client),
  );
  const back = move.items.flatMap(({ client, to }) => {
    const owner = current.get(client);
    if (owner?.specialist !== to) return [];
    const { size, stage, dedicated, restsOn } = owner;
    return [{ client, from: to, to: specialist, size, stage, dedicated, restsOn }];
  });
  await change(ctx, move.department, departmentId, back, 'move undone');
  await endNewOwnersTasks(tx, { told: move.at, specialists: [...new Set(move.items.map(({ to }) => to))], by: actor.id, at: now });
  await markUndone(tx, id, actor.id, now);
  await onRecord(ctx, 'portfolio.move-undone', { kind: 'specialist', id: specialist }, { move: id, clients: back.length });
  return { type: 'undone', back };
}

interface Change extends ClientWeight {
  readonly client: string;
  readonly from: string;
  readonly to: string;
  /** goes along: whoever has them next owns them no more firmly */
  readonly restsOn: OwnershipBasis;
}

async function change({ tx, now, newId }: ClientTx, department: string, departmentId: string, changes: readonly Change[], reason: string) {
  await weigh(
    tx,
    changes.flatMap(({ from, to, size, stage, dedicated }) => [
      { specialist: from, department, size, stage, dedicated, sign: -1 as const },
      { specialist: to, department, size, stage, dedicated, sign: 1 as const },
    ]),
  );
  await endOwnershipsIn(
    tx,
    changes.map(({ client }) => client),
    departmentId,
    now,
  );
  await insertOwnerships(
    tx,
    changes.map(({ client, to, restsOn }) => ({
      id: newId<'ownership'>(),
      clientId: client,
      departmentId,
      specialistId: to,
      from: now,
      until: null,
      reason,
      restsOn,
    })),
  );
}

async function ownedBy({ tx }: ClientTx, { specialist, department }: Mover): Promise<string[]> {
  return (await portfolioOf(tx, specialist, department)).clients.map(({ client }) => client);
}

/** Locks contacts and their windows, then the clients. */
async function lockClientsOf({ tx }: ClientTx, clients: readonly string[]): Promise<void> {
  await lockContactsOf(tx, clients);
  await lockClientRows(tx, clients);
}
