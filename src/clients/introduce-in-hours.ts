import { dueIntroductions, type IntroductionRow, keepIntroduction, takeIntroduction } from '../db/clients/introductions.ts';
import { ownerIn } from '../db/clients/ownerships.ts';
import { codeOf } from '../db/lost.ts';
import type { Company } from '../engine/company.ts';
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
  const opens = department?.workingTime.nextOpening(ctx.now) ?? null;
  if (department === undefined || opens === null || opens <= ctx.now) return introduce(ctx, company, between);
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

/** Whose the client is by now counts: whoever lost it meanwhile is not introduced, nor whoever had it all along. */
async function make(
  ctx: ClientTx,
  company: Company,
  { id, client: clientId, department, departmentId, at }: IntroductionRow,
): Promise<Hint[]> {
  const client = await lockForOwner(ctx, { id: clientId });
  const taken = await takeIntroduction(ctx.tx, id, ctx.now);
  if (client === null || taken === null) return [];
  const { from, to } = taken;
  if (from === to || (await ownerIn(ctx.tx, client.id, departmentId)) !== to) return [];
  return introduce(ctx, company, { from, to, client, departments: { from: department, to: department } }, at);
}
