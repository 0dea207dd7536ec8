import { followOwners } from '../db/clients/follow-owners.ts';
import type { ClientRow } from '../db/clients/listed.ts';
import { insertOwnerChange } from '../db/clients/owner-changes.ts';
import { endOwnershipsIn, ownerIn } from '../db/clients/ownerships.ts';
import { weigh } from '../db/clients/weigh.ts';
import { languagesOf } from '../db/people/known.ts';
import { addTask } from '../db/work/add-task.ts';
import { portfolioUnits } from '../domain/capacity.ts';
import { type DepartmentKey, ownsClients } from '../domain/department.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { isKnowingly, type Objected, objectionsTo } from '../domain/objection.ts';
import type { BookRow } from '../engine/batch/draft.ts';
import { candidateOf, find, lockBook } from '../engine/batch/load-book.ts';
import type { Company, Department } from '../engine/company.ts';
import { backAgainAt } from '../engine/verbs/by-hand.ts';
import { handoverWords } from '../texts/handover.ts';
import { translator } from '../texts/translate.ts';
import { keepTaskDeadline } from './keep-deadline.ts';
import { type ClientTx, onRecord } from './recorded.ts';
import { setOwner } from './set-owner.ts';

const t = translator(handoverWords);

/** Who is to own a client, and why. */
export interface OwnerWish {
  readonly department: DepartmentKey;
  readonly specialist: SpecialistId;
  /** the department whose ownership ends with it, for the client moves over; null: none does */
  readonly instead: DepartmentKey | null;
  readonly reason: string;
  /** what was said to speak against them, and is known */
  readonly knowingly: readonly string[];
}

export type OwnerRefusal = 'unknown-department' | 'unknown-specialist' | 'owns-no-clients' | 'not-owned-there';

export type Given =
  | { readonly type: 'given'; readonly change: string; readonly before: SpecialistId | null }
  | { readonly type: 'unchanged' }
  | { readonly type: 'refused'; readonly code: OwnerRefusal }
  | { readonly type: 'objected'; readonly details: Objected };

/** What a change of owner comes to: what speaks against it, and the portfolios before and after. */
export interface OwnerPreview {
  readonly against: Objected | null;
  readonly loads: readonly {
    readonly specialist: SpecialistId;
    readonly capacity: number;
    readonly before: number;
    readonly after: number;
  }[];
}

/**
 * Gives one client another owner (R12): in a department, or from one to another. Dated, on record, undoable; whoever is full or not there
 * for longer gets it knowingly. Conversations that are open stay with whoever has them. The client comes from `lockForOwner`.
 */
export async function giveClient(
  ctx: ClientTx,
  company: Company,
  client: ClientRow,
  wish: OwnerWish,
  proposal: string | null = null,
): Promise<Given> {
  const { tx, now, newId, actor } = ctx;
  const { department, specialist, reason, knowingly } = wish;
  const places = placesOf(company, wish);
  if (typeof places === 'string') return { type: 'refused', code: places };
  const { to, instead } = places;
  const before = await ownerIn(tx, client.id, to.id);
  const ending = instead === null ? null : await ownerIn(tx, client.id, instead.id);
  if (instead !== null && ending === null) return { type: 'refused', code: 'not-owned-there' };
  if (before === specialist && instead === null) {
    // Nobody else gets it, but somebody's word makes firm what would have lapsed.
    const said = await setOwner(ctx, client, { department, specialist, reason });
    return said.type === 'refused' ? said : { type: 'unchanged' };
  }
  const preview = await previewOf(ctx, company, client, wish, { before, ending });
  if (preview === null) return { type: 'refused', code: 'unknown-specialist' };
  const { against } = preview;
  if (against !== null && !isKnowingly(against.why, knowingly)) return { type: 'objected', details: against };
  const set = await setOwner(ctx, client, { department, specialist, reason });
  if (set.type === 'refused') return set;
  if (instead !== null && ending !== null) await endIn(ctx, client, instead, ending);
  const change = newId<'owner-change'>();
  await insertOwnerChange(tx, [
    {
      id: change,
      clientId: client.id,
      departmentId: to.id,
      fromId: before,
      toId: specialist,
      insteadId: instead?.id ?? null,
      insteadOf: ending,
      proposalId: proposal,
      reason,
      byKind: actor.kind,
      byId: actor.id,
      at: now,
      undoneAt: null,
      undoneBy: null,
    },
  ]);
  await notifyNewOwner(ctx, company, client, wish);
  return { type: 'given', change, before };
}

/** Shows what a change of owner would come to; nothing is changed. Null: the person does not work there. */
export async function previewGiving(
  ctx: ClientTx,
  company: Company,
  client: ClientRow,
  wish: OwnerWish,
): Promise<OwnerPreview | OwnerRefusal> {
  const places = placesOf(company, wish);
  if (typeof places === 'string') return places;
  const { to, instead } = places;
  const before = await ownerIn(ctx.tx, client.id, to.id);
  const ending = instead === null ? null : await ownerIn(ctx.tx, client.id, instead.id);
  if (instead !== null && ending === null) return 'not-owned-there';
  return (await previewOf(ctx, company, client, wish, { before, ending })) ?? 'unknown-specialist';
}

function placesOf(
  { departments, people }: Company,
  { department, instead, specialist }: OwnerWish,
): { readonly to: Department; readonly instead: Department | null } | OwnerRefusal {
  const to = departments.find((each) => each.key === department);
  const from = instead === null ? null : departments.find((each) => each.key === instead);
  if (to === undefined || from === undefined || from?.id === to.id) return 'unknown-department';
  if (!ownsClients(department)) return 'owns-no-clients';
  return people.get(specialist)?.department === department ? { to, instead: from } : 'unknown-specialist';
}

interface Owners {
  readonly before: SpecialistId | null;
  readonly ending: SpecialistId | null;
}

async function previewOf(
  { tx, now, policy }: ClientTx,
  company: Company,
  client: ClientRow,
  { department, specialist, instead }: OwnerWish,
  { before, ending }: Owners,
): Promise<OwnerPreview | null> {
  const others = [before, ending].flatMap((each) => each ?? []);
  const book = await lockBook(tx, { departments: new Set([department]), specialists: new Set([specialist, ...others]) }, now, company);
  const row = find(book, specialist, department);
  if (row?.here !== true) return null;
  const units = before === specialist ? 0 : portfolioUnits(policy, department, client);
  const shift = (id: SpecialistId | null, key: DepartmentKey, by: number) => {
    const load = id === null ? undefined : find(book, id, key);
    return load === undefined
      ? []
      : [{ specialist: load.specialist, capacity: load.capacity, before: load.portfolio, after: Math.max(0, load.portfolio + by) }];
  };
  return {
    against: objectedOf(company, row, units, now),
    loads: [
      ...shift(specialist, department, units),
      ...(before === specialist ? [] : shift(before, department, -units)),
      ...(instead === null ? [] : shift(ending, instead, -portfolioUnits(policy, instead, client))),
    ],
  };
}

/** A client stays for long: only who is away for longer, or full, is no owner for it without a second look. */
function objectedOf(company: Company, row: BookRow, units: number, now: Date): Objected | null {
  const why = objectionsTo(candidateOf(row), { caseUnits: 0, portfolioUnits: units }).filter((each) =>
    ['off', 'absent', 'portfolio-full'].includes(each),
  );
  if (why.length === 0) return null;
  const backAt = backAgainAt(company, row, now);
  const name = company.people.get(row.specialist)?.name ?? '';
  return { specialist: row.specialist, name, why, backAt: backAt?.toISOString() ?? null, open: 0, limit: 0, may: true };
}

async function endIn(ctx: ClientTx, client: ClientRow, department: Department, owner: SpecialistId): Promise<void> {
  const { size, dedicated, stage } = client;
  await weigh(ctx.tx, [{ specialist: owner, department: department.key, size, dedicated, stage, sign: -1 }]);
  await endOwnershipsIn(ctx.tx, [client.id], department.id, ctx.now);
  await followOwners(ctx.tx, [client.id], ctx.now);
  await onRecord(ctx, 'owner.moved-over', { kind: 'client', id: client.id }, { department: department.key, specialist: owner });
}

/** The new owner finds on their list whose client it was made, and why; the client hears of them with the next conversation (R14). */
async function notifyNewOwner(
  ctx: ClientTx,
  company: Company,
  client: ClientRow,
  { department, specialist, reason }: OwnerWish,
): Promise<void> {
  const { tx, now, newId, actor } = ctx;
  if (actor.id === specialist) return;
  const language = (await languagesOf(tx, [specialist])).get(specialist) ?? 'ru';
  const id = newId<'task'>();
  const dueAt = await keepTaskDeadline(ctx, company, { task: id, kind: 'given', department });
  const text = t(language, 'task.given', { client: client.name, reason });
  const by = actor.kind === 'specialist' ? actor.id : null;
  await addTask(tx, { id, kind: 'given', client: client.id, contact: null, department, specialist, text, dueAt, now, by });
}
