import { undoMove } from '../clients/move-portfolio.ts';
import type { ClientTx } from '../clients/recorded.ts';
import { beAgain, closeLeavingTask, lastLeaving } from '../db/people/leavings.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Company } from '../engine/company.ts';
import { haveDeputyBack } from './miss-deputy.ts';

const day = 86_400_000;

/**
 * Gives somebody who came back what they had: the clients that are still where their leaving put them, the departments they headed and the
 * colleagues whose deputy they were, where nobody else is it meanwhile. Without a word it is so within a day of their leaving. Conversations
 * stay with whoever has them. Returns how many clients came back; null when nothing was undone.
 */
export async function haveBack(
  ctx: ClientTx,
  company: Company,
  specialist: SpecialistId,
  wish: boolean | undefined,
): Promise<number | null> {
  const { tx, now } = ctx;
  const left = await lastLeaving(tx, specialist);
  if (left === null || !(wish ?? now.getTime() - left.at.getTime() < day)) return null;
  const undone = left.moveId === null ? null : await undoMove(ctx, company, left.moveId, specialist);
  await closeLeavingTask(tx, specialist, now, ctx.actor.id);
  await beAgain(tx, left, now);
  await haveDeputyBack(ctx, company, left);
  return undone?.type === 'undone' ? undone.clients : 0;
}
