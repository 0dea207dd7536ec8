import {
  dueIntroductions,
  type IntroductionDue,
  keepIntroduction,
  putOffIntroductions,
  takeIntroductions,
} from '../db/clients/introductions.ts';
import { shareIn } from '../db/clients/ownerships.ts';
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
  { from, to, client, departments }: Pick<Between, 'from' | 'to' | 'client' | 'departments'>,
): Promise<Hint[]> {
  const { tx, newId, now } = ctx;
  const department = company.departments.find(({ key }) => key === departments.to);
  const step = { from, to, at: now };
  if (department === undefined) return introduce(ctx, company, { client, department: departments.to, steps: [step] });
  const departmentId = department.id;
  const opens = opensLater(department, now);
  if (opens === null) {
    // What was still to be told of the night is told with it.
    const waiting = await takeIntroductions(tx, { client: client.id, departmentId }, now);
    return introduce(ctx, company, { client, department: department.key, steps: [...waiting, step] });
  }
  const id = newId<'introduction'>();
  await keepIntroduction(tx, { id, clientId: client.id, departmentId, fromId: from, toId: to, at: now, dueAt: opens });
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
        { client: each.client, code: codeOf(error), err: error instanceof Error ? error.name : 'unknown' },
        'an introduction was not made',
      );
    }
  }
  return due.length;
}

/**
 * Whose the client is by now counts, however they came to be: a client who was given to several in one night hears of the last, and nobody does of
 * whoever lost it meanwhile, or had it all along. Where the department is closed after all, for no server ran while it was open or its hours
 * are others now, it waits for the next opening.
 */
async function make(ctx: ClientTx, company: Company, { client: clientId, department, departmentId }: IntroductionDue): Promise<Hint[]> {
  const client = await lockForOwner(ctx, { id: clientId });
  const place = company.departments.find(({ key }) => key === department);
  const opens = place === undefined ? null : opensLater(place, ctx.now);
  if (opens !== null) {
    await putOffIntroductions(ctx.tx, { client: clientId, departmentId }, opens);
    return [];
  }
  const steps = await takeIntroductions(ctx.tx, { client: clientId, departmentId }, ctx.now);
  const last = steps.at(-1);
  if (client === null || last === undefined) return [];
  const owned = await shareIn(ctx.tx, client.id, departmentId);
  if (owned === null) return [];
  const since = last.to === owned.specialist ? [] : [{ from: last.to, to: owned.specialist, at: owned.since }];
  return introduce(ctx, company, { client, department, steps: [...steps, ...since] });
}
