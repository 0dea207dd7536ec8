import { countDecision, insertDecision } from '../db/clients/decisions.ts';
import {
  type Circumstances,
  circumstances,
  closeResolved,
  dueHandovers,
  type HandoverRow,
  markDone,
  postpone,
  readHandover,
  withdraw,
} from '../db/clients/handovers.ts';
import type { ClientRow } from '../db/clients/listed.ts';
import { endOwnership } from '../db/clients/ownerships.ts';
import { weigh } from '../db/clients/weigh.ts';
import { announce } from '../db/endpoints/announce.ts';
import { codeOf } from '../db/lost.ts';
import type { DepartmentKey } from '../domain/department.ts';
import { destinationOf, type HandoverFacts, type HandoverStep, handoverStep, stepInWords } from '../domain/handover-step.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import type { Hint } from '../live/live.ts';
import { feedClients } from './client-flow.ts';
import { type PortfolioDeps, systemTx } from './deps.ts';
import { introduceInHours } from './introduce-in-hours.ts';
import { notifyBoth } from './notify-both.ts';
import { type Picked, pickOwner } from './pick-owner.ts';
import { type ClientTx, onRecord } from './recorded.ts';
import { lockForOwner, setOwner } from './set-owner.ts';

/**
 * Tries the handovers that are due; returns how many of them were settled. Each is a transaction of its own: wholly done or not at all.
 * One that fails does not keep the others from their turn, and comes again with the next.
 */
export async function handOverDue(deps: PortfolioDeps, limit: number): Promise<number> {
  const { db, now, company, live, log } = deps;
  const due = await dueHandovers(db, now(), limit);
  let settled = 0;
  for (const { id, client } of due) {
    try {
      const done = await db.transaction((tx) => handOver(systemTx(deps, tx), company(), id, client));
      settled += 1;
      if (done === null) continue;
      live.publish(done);
      log.info({ handover: id, client }, 'handed over');
    } catch (error) {
      log.warn({ handover: id, client, code: codeOf(error), err: error instanceof Error ? error.name : 'unknown' }, 'a handover failed');
    }
  }
  return settled;
}

/** Where nobody can have the client it is tried again so much later. */
const nobodyMs = 15 * 60_000;

/**
 * Moves a client from one department to another (R17), or notes what it waits for. Returns whom to notify; null when it did not happen.
 * Where it goes is asked anew: by the policy's table, else from sales to the client department.
 */
async function handOver(ctx: ClientTx, company: Company, id: string, clientId: string): Promise<readonly Hint[] | null> {
  const client = await lockForOwner(ctx, { id: clientId });
  const row = client === null ? null : await readHandover(ctx.tx, id);
  // Another server was first, or a head has put it off meanwhile.
  if (client === null || row === null || !isDue(row, ctx.now)) return null;
  const { fromDepartment: from, productLine } = row;
  const { deals } = await circumstances(ctx.tx, { handover: id, client: clientId, from, to: from });
  const { size, stage } = client;
  const to = destinationOf(ctx.policy, { productLine, fromDepartment: from, client: { size, stage, deals } });
  const found = await circumstances(ctx.tx, { handover: id, client: clientId, from, to: to ?? from });
  const step = await decide(ctx, company, { row, client, found, to });
  if (step.type === 'withdrawn') {
    await withdraw(ctx.tx, id, ctx.now);
    return [];
  }
  if (step.type === 'waits') {
    await postpone(ctx.tx, id, step.for, step.until);
    return null;
  }
  const picked = await successorOf(ctx, company, { client, step }, found);
  if (picked === null) {
    await postpone(ctx.tx, id, 'nobody', new Date(ctx.now.getTime() + nobodyMs));
    return null;
  }
  return carryOut(ctx, company, { row, to: step.to, client, found, picked });
}

interface Due {
  readonly row: HandoverRow;
  readonly client: ClientRow;
  readonly found: Circumstances;
  readonly to: DepartmentKey | null;
}

/** Decides what becomes of it, and keeps what that was decided on: the same again is counted. */
async function decide(ctx: ClientTx, company: Company, { row, client, found, to }: Due): Promise<HandoverStep> {
  const { tx, now, newId, policy, policyVersion } = ctx;
  const department = company.departments.find(({ key }) => key === to);
  const owner = found.to !== null && company.people.get(found.to)?.department === to ? found.to : null;
  const facts: HandoverFacts = {
    productLine: row.productLine,
    fromDepartment: row.fromDepartment,
    client: { size: client.size, stage: client.stage, deals: found.deals },
    isProject: row.isProject,
    hasDocuments: row.documentsAt !== null,
    isTalking: found.isTalking,
    owner,
  };
  const step = handoverStep(policy, facts, department?.workingTime ?? null, now);
  const decided = { client: client.id, kind: 'handover', outcome: `${stepInWords(step)} ${row.id}`, at: now } as const;
  if (await countDecision(tx, decided)) return step;
  const basis = { facts, schedule: department?.schedule ?? null };
  await insertDecision(tx, { ...decided, id: newId(), departmentId: department?.id ?? null, policyVersion, basis }, null);
  return step;
}

function isDue({ status, tryAt }: HandoverRow, now: Date): boolean {
  return (status === 'due' || status === 'put-off') && tryAt !== null && tryAt <= now;
}

/** Keeps whoever owns the client there already; else picks somebody. */
async function successorOf(
  ctx: ClientTx,
  company: Company,
  { client, step }: { readonly client: ClientRow; readonly step: Extract<HandoverStep, { readonly type: 'goes' }> },
  { from, to: owner }: Circumstances,
): Promise<Picked | null> {
  if (step.keeps !== null) {
    return { specialist: step.keeps, rule: 'owner', explanation: { top: [], able: 0, unable: {}, passed: [], overload: false } };
  }
  const also = [from, owner].flatMap((each) => each ?? []);
  return pickOwner(ctx, company, { department: step.to, client, also });
}

interface Handover {
  readonly row: HandoverRow;
  readonly to: DepartmentKey;
  readonly client: ClientRow;
  readonly found: Circumstances;
  readonly picked: Picked;
}

async function carryOut(ctx: ClientTx, company: Company, handover: Handover): Promise<readonly Hint[]> {
  const { row, to: department, client, found, picked } = handover;
  const { tx, now } = ctx;
  const from = found.from ?? row.fromId;
  const to = picked.specialist;
  const isMove = department !== row.fromDepartment;
  const set = await setOwner(ctx, client, { department, specialist: to, reason: 'handover', restsOn: 'handover' });
  if (set.type === 'refused') throw new Error(`the specialist picked cannot own: ${set.code}`);
  // Another product line of the client is still in its initial period: whoever has it keeps it too.
  if (isMove && found.from !== null && found.otherLines === 0) await release(ctx, client, row.fromDepartment, found.from);
  if (row.productLine !== null)
    await feedClients(ctx, [{ client: client.id, event: { type: 'handed-over', line: row.productLine }, at: now }]);
  await markDone(tx, { id: row.id, from, to, department, rule: picked.rule, explanation: picked.explanation, at: now });
  await onRecord(
    ctx,
    'client.handed-over',
    { kind: 'client', id: client.id },
    { handover: row.id, from, to, why: row.why, fromDepartment: row.fromDepartment, toDepartment: department },
  );
  // By the table it stays where it is: nobody changes, and nobody is told.
  if (!isMove) return [{ topic: `specialist:${to}` }];
  const departments = { from: row.fromDepartment, to: department };
  await announceHandover(ctx, client, { handover: row.id, productLine: row.productLine, why: row.why, from, to, departments });
  const known = { from, to, departments, open: found.tasks, line: row.productLine, client };
  await notifyBoth(ctx, company, known);
  // Whoever knows their specialist already, and loses nobody, gets no message.
  const isNews = set.type === 'set' || found.from !== null;
  if (isNews) await closeResolved(tx, client.id, now);
  const hints = isNews ? await introduceInHours(ctx, company, known) : [];
  return [...hints, { topic: `specialist:${to}` }, ...(from === null ? [] : [{ topic: `specialist:${from}` } as const])];
}

/** Tells the company's systems whose client it is now. */
function announceHandover({ tx, now, newId }: ClientTx, { id: client }: ClientRow, data: Readonly<Record<string, unknown>>): Promise<void> {
  return announce(tx, { id: newId(), type: 'client.handed-over', at: now, object: { client }, data }, client);
}

async function release(ctx: ClientTx, client: ClientRow, department: DepartmentKey, specialist: SpecialistId): Promise<void> {
  await weigh(ctx.tx, [{ specialist, department, size: client.size, stage: client.stage, dedicated: client.dedicated, sign: -1 }]);
  await endOwnership(ctx.tx, client.id, department, ctx.now);
}
