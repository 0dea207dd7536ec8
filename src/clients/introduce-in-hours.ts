import {
  dueIntroductions,
  type IntroductionRow,
  keepIntroduction,
  putOffIntroduction,
  takeIntroduction,
} from '../db/clients/introductions.ts';
import { ownerIn } from '../db/clients/ownerships.ts';
import { codeOf } from '../db/lost.ts';
import type { Company, Department } from '../engine/company.ts';
import type { Hint } from '../live/live.ts';
import { type PortfolioDeps, systemTx } from './deps.ts';
import { type Between, introduce } from './introduce.ts';
import type { ClientTx } from './recorded.ts';
import { lockForOwner } from './set-owner.ts';

/**
 * Introduces whoever looks after a client from now on, in the department's working time: what is decided at night is said when it opens, and
 * wakes nobody (R14, R17). The client is locked. Returns whom to notify.
 */
export async function introduceInHours(
  ctx: ClientTx,
  company: Company,
  between: Pick<Between, 'from' | 'to' | 'client' | 'departments'>,
): Promise<Hint[]> {
  const { from, to, client, departments } = between;
  const department = company.departments.find(({ key }) => key === departments.to);
  const opens = department === undefined ? null : opensLater(department, ctx.now);
  if (department === undefined || opens === null) return introduce(ctx, company, between);
  const { tx, newId, now } = ctx;
  await keepIntroduction(tx, {
    id: newId<'introduction'>(),
    clientId: client.id,
    departmentId: department.id,
    fromId: from,
    toId: to,
    at: now,
    dueAt: opens,
  });
  return [];
}

/** When the department opens, where it is closed and will open; null: it is said at once. */
function opensLater({ workingTime }: Department, now: Date): Date | null {
  const opens = workingTime.nextOpening(now);
  return opens !== null && opens > now ? opens : null;
}

/** Makes the introductions whose department has opened. Returns how many there were. */
export async function makeIntroductions(deps: PortfolioDeps, limit: number): Promise<number> {
  const due = await dueIntroductions(deps.db, deps.now(), limit);
  for (const each of due) {
    try {
      deps.live.publish(await deps.db.transaction((tx) => make(systemTx(deps, tx), deps.company(), each)));
    } catch (error) {
      deps.log.warn(
        { introduction: each.id, code: codeOf(error), err: error instanceof Error ? error.name : 'unknown' },
        'an introduction was not made',
      );
    }
  }
  return due.length;
}

/**
 * Whose the client is by now counts: whoever lost it meanwhile is not introduced, nor whoever had it all along. Where the department is closed
 * after all, for no server ran while it was open or its hours are others now, it waits for the next opening.
 */
async function make(
  ctx: ClientTx,
  company: Company,
  { id, client: clientId, department, departmentId, at }: IntroductionRow,
): Promise<Hint[]> {
  const client = await lockForOwner(ctx, { id: clientId });
  const place = company.departments.find(({ key }) => key === department);
  const opens = place === undefined ? null : opensLater(place, ctx.now);
  if (opens !== null) {
    await putOffIntroduction(ctx.tx, id, opens);
    return [];
  }
  const taken = await takeIntroduction(ctx.tx, id, ctx.now);
  if (client === null || taken === null) return [];
  const { from, to } = taken;
  if (from === to || (await ownerIn(ctx.tx, client.id, departmentId)) !== to) return [];
  return introduce(ctx, company, { from, to, client, departments: { from: department, to: department } }, at);
}
