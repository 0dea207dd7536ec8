import type { Db, Queries } from '../../db/db.ts';
import { insertActuals, insertPlan, type PlanRow, plansOf } from '../../db/plans/plans.ts';
import { addAudit } from '../../db/reports/audit.ts';
import { canonical } from '../../domain/canonical.ts';
import type { Period } from '../../domain/day.ts';
import type { NewId } from '../../domain/ids.ts';
import { type PlanMistake, planMistakes } from '../../domain/plan/mistakes.ts';
import { isMeasure, type PlanData, planDays, type Target } from '../../domain/plan/target.ts';
import type { Company, Department } from '../../engine/company.ts';
import type { Live } from '../../live/live.ts';
import { collects } from './collected.ts';

export interface PlanDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly company: () => Company;
  readonly live: Live;
}

/** Whoever sets a plan. */
export interface PlanActor {
  readonly kind: 'specialist' | 'api-key';
  readonly id: string;
}

export interface PlanWish {
  /** the version it was made from, 0: none; null: whichever there is */
  readonly base: number | null;
  readonly data: PlanData;
  readonly note: string | null;
}

export type PlanSet =
  | { readonly type: 'set'; readonly version: number }
  /** it is what counts already */
  | { readonly type: 'unchanged'; readonly version: number }
  | { readonly type: 'changed-meanwhile' }
  /** the period is over: its plan stays as it was */
  | { readonly type: 'frozen' }
  | { readonly type: 'mistakes'; readonly mistakes: readonly PlanMistake[] };

/**
 * Sets what a department is to reach in a period (R27), as a further version: who was faster is not overwritten, and the plan of a period that is
 * over is frozen. The period is one that `planDays` knows.
 */
export async function setPlan(deps: PlanDeps, by: PlanActor, { id, key }: Department, period: Period, wish: PlanWish): Promise<PlanSet> {
  const company = deps.company();
  const at = deps.now();
  if ((planDays(period)?.last ?? '') < company.calendar.dayOf(at)) return { type: 'frozen' };
  const done = await deps.db.transaction(async (tx): Promise<PlanSet> => {
    const [known] = await plansOf(tx, [id], [period]);
    const version = known?.version ?? 0;
    if (known !== undefined && canonical(known.data) === canonical(wish.data)) return { type: 'unchanged', version };
    if (wish.base !== null && wish.base !== version) return { type: 'changed-meanwhile' };
    const mistakes = planMistakes(wish.data, { people: peopleOf(company, key, known), collects: collects(company, key) });
    if (mistakes.length > 0) return { type: 'mistakes', mistakes };
    const row = { departmentId: id, period, version: version + 1, data: wish.data, at, byKind: by.kind, byId: by.id, note: wish.note };
    if (!(await insertPlan(tx, row))) return { type: 'changed-meanwhile' };
    await record(tx, deps, by, 'plan.set', id, { period, version: version + 1 });
    return { type: 'set', version: version + 1 };
  });
  if (done.type === 'set') deps.live.publish([{ topic: `department:${key}` }]);
  return done;
}

/** Whoever works there now, and whoever had targets in the version before: a leaver's stay. */
function peopleOf({ people }: Company, department: string, known: PlanRow | undefined): ReadonlySet<string> {
  const here = [...people.values()].filter((each) => each.department === department && !each.hasLeft).map(({ id }) => id as string);
  return new Set([...here, ...(known?.data.people.map(({ specialist }) => specialist) ?? [])]);
}

export interface ActualWish {
  readonly key: string;
  /** null: the department's */
  readonly specialist: string | null;
  readonly value: number;
}

export type ActualTold =
  | { readonly type: 'told' }
  /** there is no such target of a company's own in the plan, or of this person */
  | { readonly type: 'no-such-target' }
  /** a share beyond 1, part of a count or of a minor unit, less than nothing */
  | { readonly type: 'value' };

/** Notes what was reached of a target that Okno cannot count. Of a period that is over, too: what came of it is often known only then. */
export async function tellActual(
  deps: PlanDeps,
  by: PlanActor,
  { id, key }: Department,
  period: Period,
  wish: ActualWish,
): Promise<ActualTold> {
  const told = await deps.db.transaction(async (tx): Promise<ActualTold> => {
    const [known] = await plansOf(tx, [id], [period]);
    const target = known === undefined ? undefined : targetOf(known.data, wish);
    if (target === undefined) return { type: 'no-such-target' };
    if (!isValueOf(target, wish.value)) return { type: 'value' };
    const row = { id: deps.newId(), departmentId: id, period, key: wish.key, specialistId: wish.specialist, value: wish.value };
    await insertActuals(tx, [{ ...row, at: deps.now(), byKind: by.kind, byId: by.id }]);
    await record(tx, deps, by, 'plan.actual-told', id, { period, key: wish.key, specialist: wish.specialist });
    return { type: 'told' };
  });
  if (told.type === 'told') deps.live.publish([{ topic: `department:${key}` }]);
  return told;
}

function targetOf({ targets, people }: PlanData, { key, specialist }: ActualWish): Target | undefined {
  if (isMeasure(key)) return undefined;
  const own = specialist === null ? targets : (people.find((each) => each.specialist === specialist)?.targets ?? []);
  return own.find((each) => each.key === key);
}

function isValueOf({ unit }: Target, value: number): boolean {
  if (!Number.isFinite(value) || value < 0) return false;
  return unit === 'share' ? value <= 1 : Number.isSafeInteger(value);
}

async function record(
  tx: Queries,
  { newId, now }: PlanDeps,
  by: PlanActor,
  action: 'plan.set' | 'plan.actual-told',
  department: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const actor = { actorKind: by.kind, actorId: by.id };
  await addAudit(tx, { id: newId(), at: now(), ...actor, action, objectKind: 'department', objectId: department, data });
}
