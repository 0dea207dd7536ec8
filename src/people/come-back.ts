import { introduceInHours } from '../clients/introduce-in-hours.ts';
import { undoMove } from '../clients/move-portfolio.ts';
import type { ClientTx } from '../clients/recorded.ts';
import { findClient } from '../db/clients/listed.ts';
import { beAgain, closeLeavingTask, lastLeaving } from '../db/people/leavings.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import type { Hint } from '../live/live.ts';
import { haveDeputyBack } from './miss-deputy.ts';

const day = 86_400_000;

/**
 * Gives somebody who came back what they had: the clients that are still where their leaving put them, the departments they headed and the
 * colleagues whose deputy they were, where nobody else is it meanwhile. Without a word it is so within a day of their leaving. Conversations
 * stay with whoever has them. The clients, who were told of somebody else, are told so (R14). Returns how many came back, and whom to notify;
 * null when nothing was undone.
 */
export async function haveBack(
  ctx: ClientTx,
  company: Company,
  specialist: SpecialistId,
  wish: boolean | undefined,
): Promise<{ readonly clients: number; readonly hints: readonly Hint[] } | null> {
  const { tx, now } = ctx;
  const left = await lastLeaving(tx, specialist);
  if (left === null || !(wish ?? now.getTime() - left.at.getTime() < day)) return null;
  const undone = left.moveId === null ? null : await undoMove(ctx, company, left.moveId, specialist);
  await closeLeavingTask(tx, specialist, now, ctx.actor.id);
  await beAgain(tx, left, now);
  await haveDeputyBack(ctx, company, left);
  const back = undone?.type === 'undone' ? undone.back : [];
  return { clients: back.length, hints: await introduceAgain(ctx, company, specialist, left.department, back) };
}

async function introduceAgain(
  ctx: ClientTx,
  company: Company,
  to: SpecialistId,
  department: string | null,
  back: readonly { readonly client: string; readonly from: string }[],
): Promise<Hint[]> {
  const hints: Hint[] = [];
  if (department === null) return hints;
  for (const { client: id, from } of back) {
    const client = await findClient(ctx.tx, { id });
    const between = { from: from as SpecialistId, to, departments: { from: department, to: department } };
    if (client !== null) hints.push(...(await introduceInHours(ctx, company, { ...between, client })));
  }
  return hints;
}
