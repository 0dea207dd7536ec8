import { clientTx } from '../clients/deps.ts';
import { keepDeadline } from '../clients/keep-deadline.ts';
import { movePortfolio } from '../clients/move-portfolio.ts';
import type { ClientTx } from '../clients/recorded.ts';
import { tellNewOwners } from '../clients/tell-new-owners.ts';
import { portfolioOf } from '../db/clients/portfolio.ts';
import { codeOf } from '../db/lost.ts';
import { placeIn } from '../db/people/department-by-key.ts';
import { openConversationsOf } from '../db/people/leavers.ts';
import { type LeavingRow, lockLeaving, markSettled, markUndone, noteOutcome, openLeavings, passTasksOn } from '../db/people/leavings.ts';
import { addTask } from '../db/work/add-task.ts';
import type { ConversationId, SpecialistId } from '../domain/ids.ts';
import { departmentId, departmentOf } from '../engine/batch/draft.ts';
import type { Company } from '../engine/company.ts';
import type { Deps } from '../engine/deps.ts';
import { type Loop, startLoop } from '../engine/loop.ts';
import { type OwedAction, oweActions } from '../engine/submissions/owed.ts';
import type { Hint } from '../live/live.ts';
import { handoverWords } from '../texts/handover.ts';
import { desk } from '../texts/posted-desk.ts';
import { translator } from '../texts/translate.ts';
import { missDeputy } from './miss-deputy.ts';
import { settleWishes } from './settle-wishes.ts';

const t = translator(handoverWords);
const tDesk = translator(desk);

type LeavingDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'log' | 'live' | 'company' | 'submit'>;

/**
 * Looks after what those who left, or went to another department, had there; returns how many of them were settled. First their clients get
 * owners, so that each conversation moves once: to the new owner, or to whoever can have it (R11). What breaks off is gone on with.
 */
export async function settleLeavings(deps: LeavingDeps, limit: number): Promise<number> {
  let settled = 0;
  for (const leaving of await openLeavings(deps.db, limit)) {
    try {
      await settle(deps, leaving);
      settled += 1;
    } catch (error) {
      deps.log.warn(
        { leaver: leaving.specialist, code: codeOf(error), err: error instanceof Error ? error.name : 'unknown' },
        'not settled',
      );
    }
  }
  return settled;
}

/** Starts looking after what leavers had, wherever they were let go: at the desk, by the company's file. */
export function startLeavings(deps: LeavingDeps): Loop {
  const batch = 10;
  return startLoop('leavings', 10_000, deps.log, async () => (await settleLeavings(deps, batch)) === batch);
}

async function settle(deps: LeavingDeps, leaving: LeavingRow): Promise<void> {
  const hints = await deps.db.transaction((tx) => giveClients(leavingTx(deps, tx, leaving), deps.company(), leaving));
  if (hints === null) return;
  deps.live.publish(hints);
  await settleWishes(deps, leaving, (tx) => leavingTx(deps, tx, leaving));
  const owed = await passConversationsOn(deps, leaving);
  await deps.db.transaction(async (tx) => {
    await oweActions(tx, deps.now(), owed);
    await markSettled(tx, leaving.id, deps.now());
  });
}

function leavingTx(deps: LeavingDeps, tx: ClientTx['tx'], { by }: LeavingRow): ClientTx {
  return clientTx(deps, by === null ? { kind: 'system', id: null } : { kind: 'specialist', id: by }, tx);
}

/**
 * Their clients go to colleagues at once; where there is nobody to have them, or that was wished, the head is given the task, with a deadline.
 * Null: they are back there before anything was done, and keep what is theirs.
 */
async function giveClients(ctx: ClientTx, company: Company, leaving: LeavingRow): Promise<Hint[] | null> {
  const { specialist, department } = leaving;
  if (department === null || !(await lockLeaving(ctx.tx, leaving.id))) return [];
  if ((await placeIn(ctx.tx, department, specialist))?.works === true) {
    await markUndone(ctx.tx, leaving.id, ctx.now);
    return null;
  }
  const { clients } = await portfolioOf(ctx.tx, specialist, department);
  const hints: Hint[] = [];
  if (clients.length > 0) {
    const moved = leaving.asksHead ? null : await movePortfolio(ctx, company, { specialist, department }, 'left');
    if (moved?.type === 'moved') {
      await noteOutcome(ctx.tx, leaving.id, { move: moved.id });
      hints.push(...(await tellNewOwners(ctx, company, { id: specialist, name: leaving.name, department }, moved.plan.items)));
    } else hints.push(...(await askHead(ctx, company, leaving, department, clients.length)));
  }
  await passTasksOn(ctx.tx, specialist, ctx.now, ctx.actor.id);
  if (leaving.settledAt === null) hints.push(...(await missDeputy(ctx, company, leaving)));
  return hints;
}

async function askHead(ctx: ClientTx, company: Company, leaving: LeavingRow, department: string, count: number): Promise<Hint[]> {
  const { tx, now, newId } = ctx;
  const { headId: head, name } = leaving;
  const language = (head === null ? undefined : company.people.get(head)?.language) ?? 'ru';
  const id = newId<'task'>();
  const dueAt = await keepDeadline(
    ctx,
    id,
    { kind: 'leaver', from: now.getTime() },
    departmentOf(company, departmentId(company, department)),
  );
  await addTask(tx, {
    id,
    kind: 'leaver',
    department,
    specialist: head,
    text: t(language, 'task.leaver', { name, count }),
    dueAt,
    now,
    by: null,
  });
  await noteOutcome(tx, leaving.id, { task: id });
  return head === null ? [{ topic: `department:${department}` }] : [{ topic: `specialist:${head}` }];
}

/** Each conversation goes on like any transfer: to the client's owner, who is another by now, else to whoever can have it. Returns what cannot be done now. */
async function passConversationsOn(
  { db, now, submit, log, company }: LeavingDeps,
  { id, specialist, department, by }: LeavingRow,
): Promise<OwedAction[]> {
  const owed: OwedAction[] = [];
  for (const each of await openConversationsOf(db, specialist)) {
    if (department !== null && each.department !== department && company().people.get(specialist)?.department === each.department) continue;
    const actor = by ?? steererOf(company(), each.department, specialist);
    if (actor === null) continue;
    const language = company().people.get(actor)?.language ?? 'ru';
    const command = { type: 'transfer', department: each.department, reason: tDesk(language, 'left'), from: specialist } as const;
    const action = { type: 'desk', key: `left-${id}-${each.id}`, conversation: each.id as ConversationId, actor, command } as const;
    await submit(action).catch(() => {
      log.warn({ conversation: each.id, leaver: specialist, at: now().toISOString() }, 'not handed on yet');
      owed.push(action);
    });
  }
  return owed;
}

/** In whose name it is done where nobody at the desk did it: the department's head, else whoever stands above. */
function steererOf({ departments, people }: Company, key: string, leaver: SpecialistId): SpecialistId | null {
  const head = departments.find((each) => each.key === key)?.headId;
  if (head !== undefined && head !== null && head !== leaver && people.has(head as SpecialistId)) return head as SpecialistId;
  return [...people.values()].find(({ id, role }) => id !== leaver && (role === 'director' || role === 'admin'))?.id ?? null;
}
