import type { ClientRow } from '../db/clients/listed.ts';
import { ownerIn } from '../db/clients/ownerships.ts';
import {
  dueOwnerProposals,
  findProposal,
  insertProposals,
  insertProposalWords,
  type ProposalListed,
  proposalsOfClient,
  stepProposal,
} from '../db/clients/proposals.ts';
import { codeOf } from '../db/lost.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { type Decider, decidesNow, isLastWord } from '../domain/proposal.ts';
import { directorsOf, hasDirector, hasHead, headsOf } from '../engine/assign/proposal.ts';
import type { Company } from '../engine/company.ts';
import type { Hint } from '../live/live.ts';
import { type PortfolioDeps, systemTx } from './deps.ts';
import { type Given, giveClient, type OwnerRefusal, type OwnerWish, previewGiving } from './give-client.ts';
import { keepDeadline } from './keep-deadline.ts';
import { type ClientTx, onRecord } from './recorded.ts';
import { lockForOwner } from './set-owner.ts';

/*
 * A client's ownership is accepted by the head of the department it goes to, else decided by the director (R8). Nothing waits for it: the
 * client stays whose they are until then. The client's row is the lock of what is proposed about it.
 */

export type OwnerProposed =
  | { readonly type: 'proposed'; readonly id: string }
  | { readonly type: 'refused'; readonly code: OwnerRefusal | 'already-proposed' | 'already-owner' };

/** Asks the receiving head, or the director where there is none, to make somebody of their department a client's owner. */
export async function proposeOwner(ctx: ClientTx, company: Company, client: ClientRow, wish: OwnerWish): Promise<OwnerProposed> {
  const { tx, now, newId, actor } = ctx;
  const preview = await previewGiving(ctx, company, client, wish);
  if (typeof preview === 'string') return { type: 'refused', code: preview };
  const department = company.departments.find(({ key }) => key === wish.department);
  if (department === undefined) return { type: 'refused', code: 'unknown-department' };
  if (wish.instead === null && (await ownerIn(tx, client.id, department.id)) === wish.specialist)
    return { type: 'refused', code: 'already-owner' };
  const open = await proposalsOfClient(tx, client.id);
  if (open.some((each) => each.department === wish.department)) return { type: 'refused', code: 'already-proposed' };
  const isAsked = hasHead(company, department) || !hasDirector(company);
  const id = newId<'proposal'>();
  const dueAt = await keepDeadline(ctx, id, { kind: 'accept-owner', from: now.getTime() }, department);
  await insertProposals(tx, [
    {
      id,
      kind: 'owner',
      conversationId: null,
      clientId: client.id,
      departmentId: department.id,
      specialistId: wish.specialist,
      insteadId: company.departments.find(({ key }) => key === wish.instead)?.id ?? null,
      reason: wish.reason,
      byKind: actor.kind,
      byId: actor.id as SpecialistId | null,
      at: now,
      dueAt,
      status: isAsked ? 'asked' : 'raised',
      raisedAt: isAsked ? null : now,
      endedAt: null,
    },
  ]);
  await onRecord(
    ctx,
    'owner.proposed',
    { kind: 'client', id: client.id },
    {
      proposal: id,
      department: wish.department,
      specialist: wish.specialist,
    },
  );
  return { type: 'proposed', id };
}

export type ProposalDecided =
  | { readonly type: 'decided' }
  | Exclude<Given, { type: 'given' | 'unchanged' }>
  | { readonly type: 'refused'; readonly code: 'not-proposed' };

export interface ProposalWord {
  readonly reason: string;
  readonly knowingly: readonly string[];
  readonly as: Decider;
}

/** Makes the person who was proposed the client's owner; once, whoever else says something at the same time. */
export async function acceptOwner(ctx: ClientTx, company: Company, id: string, word: ProposalWord): Promise<ProposalDecided> {
  const found = await lockProposed(ctx, id);
  if (found === null || !decidesNow(found.proposal.status, word.as, hasDirector(company))) return { type: 'refused', code: 'not-proposed' };
  const { client, proposal } = found;
  const { department, specialist, instead, reason } = proposal;
  const given = await giveClient(ctx, company, client, { department, specialist, instead, reason, knowingly: word.knowingly }, id);
  if (given.type === 'refused' || given.type === 'objected') return given;
  await stepProposal(ctx.tx, id, { from: ['asked', 'raised', 'met'], to: 'accepted', at: ctx.now });
  await say(ctx, client, id, 'accepted', word.reason);
  return { type: 'decided' };
}

/** A head's no goes on to the director, whose no is the last. */
export async function declineOwner(ctx: ClientTx, company: Company, id: string, word: ProposalWord): Promise<ProposalDecided> {
  const found = await lockProposed(ctx, id);
  if (found === null || !decidesNow(found.proposal.status, word.as, hasDirector(company))) return { type: 'refused', code: 'not-proposed' };
  const isLast = isLastWord(word.as, hasDirector(company));
  await stepProposal(ctx.tx, id, { from: ['asked', 'raised'], to: isLast ? 'refused' : 'raised', at: ctx.now });
  await say(ctx, found.client, id, 'refused', word.reason);
  return { type: 'decided' };
}

export async function withdrawOwner(ctx: ClientTx, id: string): Promise<ProposalDecided> {
  const found = await lockProposed(ctx, id);
  if (found === null) return { type: 'refused', code: 'not-proposed' };
  await stepProposal(ctx.tx, id, { from: ['asked', 'raised'], to: 'withdrawn', at: ctx.now });
  await say(ctx, found.client, id, 'withdrawn', '');
  return { type: 'decided' };
}

/** The client locked, and then what is proposed about it read anew; null when that is decided, or gone. */
async function lockProposed(ctx: ClientTx, id: string): Promise<{ client: ClientRow; proposal: ProposalListed } | null> {
  const seen = await findProposal(ctx.tx, id);
  const client = seen?.client == null ? null : await lockForOwner(ctx, { id: seen.client });
  const proposal = client === null ? null : await findProposal(ctx.tx, id);
  if (client === null || proposal?.kind !== 'owner' || (proposal.status !== 'asked' && proposal.status !== 'raised')) return null;
  return { client, proposal };
}

async function say(ctx: ClientTx, client: ClientRow, id: string, kind: 'accepted' | 'refused' | 'lapsed' | 'withdrawn', reason: string) {
  const { tx, now, newId, actor } = ctx;
  const by = actor.kind === 'specialist' ? (actor.id as SpecialistId | null) : null;
  await insertProposalWords(tx, [{ id: newId(), proposalId: id, kind, by, reason, at: now }]);
  await onRecord(ctx, `owner.proposal-${kind}`, { kind: 'client', id: client.id }, { proposal: id });
}

/** Asks the director where a head said nothing in time; what is proposed about who is not there any more is over. Returns how many there were. */
export async function raiseOwnerProposals(deps: PortfolioDeps, limit: number): Promise<number> {
  const due = await dueOwnerProposals(deps.db, deps.now(), limit);
  for (const { id } of due) {
    try {
      const hints = await deps.db.transaction((tx) => raise(systemTx(deps, tx), deps.company(), id));
      deps.live.publish(hints);
    } catch (error) {
      deps.log.warn(
        { proposal: id, code: codeOf(error), err: error instanceof Error ? error.name : 'unknown' },
        'a proposal was not raised',
      );
    }
  }
  return due.length;
}

async function raise(ctx: ClientTx, company: Company, id: string): Promise<readonly Hint[]> {
  const found = await lockProposed(ctx, id);
  if (found?.proposal.status !== 'asked') return [];
  const { proposal, client } = found;
  const isThere = company.people.get(proposal.specialist)?.department === proposal.department;
  const to = !isThere ? 'over' : hasDirector(company) ? 'raised' : 'refused';
  await stepProposal(ctx.tx, id, { from: ['asked'], to, at: ctx.now });
  await say(ctx, client, id, 'lapsed', '');
  return hintsOf(company, proposal);
}

/**
 * Ends what is proposed of somebody who is gone, or asks the director at once where the head who was asked is. What a director leaves is the
 * head's by what stands already. Returns whom to notify.
 */
export async function shakeOwnerProposal(ctx: ClientTx, company: Company, id: string, isGone: boolean): Promise<readonly Hint[]> {
  const found = await lockProposed(ctx, id);
  if (found === null) return [];
  if (!isGone && (found.proposal.status !== 'asked' || !hasDirector(company))) return hintsOf(company, found.proposal);
  const to = isGone ? 'over' : 'raised';
  await stepProposal(ctx.tx, id, { from: ['asked', 'raised'], to, at: ctx.now });
  await onRecord(ctx, `owner.proposal-${to}`, { kind: 'client', id: found.client.id }, { proposal: id });
  return hintsOf(company, found.proposal);
}

/** Whose desks are to look again: whoever proposed it, whom it is about, the heads, the directors. */
export function hintsOf(company: Company, { by, specialist, department: key }: ProposalListed): Hint[] {
  const department = company.departments.find((each) => each.key === key);
  const heads = department === undefined ? [] : headsOf(company, department);
  const concerned = new Set([by, specialist, ...heads, ...directorsOf(company)].flatMap((each) => each ?? []));
  return [...concerned].map((id) => ({ topic: `specialist:${id}` }) as const);
}
