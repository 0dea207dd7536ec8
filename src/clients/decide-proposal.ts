import { findProposal, type ProposalListed, proposalsStanding } from '../db/clients/proposals.ts';
import { portfolioUnits } from '../domain/capacity.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Objected } from '../domain/objection.ts';
import type { Policy } from '../domain/policy.ts';
import { type Decider, decidesNow } from '../domain/proposal.ts';
import { askedNow, hasDirector } from '../engine/assign/proposal.ts';
import type { Company } from '../engine/company.ts';
import type { Deps } from '../engine/deps.ts';
import type { Command, Refusal } from '../engine/submissions/submission.ts';
import { type Actor, mayIn, reachOf } from '../people/access.ts';
import { clientTx } from './deps.ts';
import type { OwnerRefusal } from './give-client.ts';
import { acceptOwner, declineOwner, hintsOf, type ProposalDecided, withdrawOwner } from './propose-owner.ts';
import type { ClientTx } from './recorded.ts';

export type DecideDeps = Pick<Deps, 'db' | 'now' | 'newId' | 'company' | 'live' | 'submit'>;

/** What is said to a proposal. */
export type ProposalSaid =
  | { readonly type: 'accept'; readonly reason: string; readonly knowingly: readonly string[] }
  | { readonly type: 'decline'; readonly reason: string }
  | { readonly type: 'withdraw' };

export type Said =
  | { readonly type: 'decided'; readonly proposal: ProposalListed }
  | { readonly type: 'refused'; readonly code: Refusal | OwnerRefusal | 'not-proposed' | 'not-yours'; readonly details?: Objected };

/** Whether somebody may see a proposal: their own wish, or one their department is asked. */
export function maySeeProposal(actor: Actor, { by, department }: ProposalListed): boolean {
  return by === actor.id || mayIn(actor, 'proposal.see', department);
}

/** Whether it is theirs by their place to decide about a proposal, or to take it back. */
export function mayOnProposal(actor: Actor, doing: 'proposal.decide' | 'proposal.withdraw', { by, department }: ProposalListed): boolean {
  if (doing === 'proposal.withdraw') return by === actor.id || reachOf(actor, doing) === 'any';
  return reachOf(actor, doing) !== 'none' && mayIn(actor, doing, department);
}

/** Whether they may do it now: what is offered is what would be carried out. */
export function mayNow(company: Company, actor: Actor, doing: 'proposal.decide' | 'proposal.withdraw', row: ProposalListed): boolean {
  if (!mayOnProposal(actor, doing, row)) return false;
  if (doing === 'proposal.withdraw') return row.status === 'asked' || row.status === 'raised';
  return decidesNow(row.status, deciderOf(actor), hasDirector(company));
}

/** Counts what waits for somebody's own word, of clients and of conversations; a director is asked once it is raised. */
export async function countAsked({ db, company }: Pick<DecideDeps, 'db' | 'company'>, actor: Actor): Promise<number> {
  if (reachOf(actor, 'proposal.decide') === 'none') return 0;
  const open = await proposalsStanding(db);
  return open.filter((each) => askedNow(company(), each).includes(actor.id as SpecialistId)).length;
}

const deciderOf = ({ role }: Actor): Decider => (role === 'director' ? 'director' : 'head');

/** The portfolio of whoever is proposed as an owner, as it is and with the client: shares of a whole one. Null: it is about a conversation. */
export function loadWith(policy: Policy, row: ProposalListed): { readonly before: number; readonly after: number } | null {
  const { kind, department, capacity, portfolio, client_size: size, client_stage: stage, client_dedicated: dedicated } = row;
  if (kind !== 'owner' || size === null || stage === null) return null;
  const units = row.owns_it ? 0 : portfolioUnits(policy, department, { size, stage, dedicated });
  const whole = Math.max(1, capacity);
  return { before: portfolio / whole, after: (portfolio + units) / whole };
}

/**
 * Carries out what somebody says to a proposal, from whichever door: about a conversation under its window's lock, by the engine; about a
 * client under the client's. Once: the same word again finds nothing open. Whether they may is looked at before (`mayOnProposal`).
 */
export async function decideProposal(deps: DecideDeps, actor: Actor, row: ProposalListed, said: ProposalSaid): Promise<Said> {
  const refused = row.kind === 'person' ? await submitWord(deps, actor, row, said) : await settleOwner(deps, actor, row, said);
  if (refused !== null) return refused;
  deps.live.publish(hintsOf(deps.company(), row));
  return { type: 'decided', proposal: (await findProposal(deps.db, row.id)) ?? row };
}

type Refused = Extract<Said, { readonly type: 'refused' }>;

async function submitWord(
  deps: DecideDeps,
  actor: Actor,
  { id, conversation }: ProposalListed,
  said: ProposalSaid,
): Promise<Refused | null> {
  if (conversation === null) return { type: 'refused', code: 'not-proposed' };
  const key = `proposal-${id}-${said.type}-${deps.newId()}`;
  const outcome = await deps.submit({ type: 'desk', key, conversation, actor: actor.id as SpecialistId, command: commandOf(id, said) });
  return outcome.type === 'refused' ? outcome : null;
}

function commandOf(proposal: string, said: ProposalSaid): Command {
  if (said.type === 'withdraw') return { type: 'withdraw', proposal };
  if (said.type === 'decline') return { type: 'decline', proposal, reason: said.reason };
  const { reason, knowingly } = said;
  return { type: 'accept', proposal, ...(reason === '' ? {} : { reason }), ...(knowingly.length === 0 ? {} : { knowingly }) };
}

async function settleOwner(deps: DecideDeps, actor: Actor, { id }: ProposalListed, said: ProposalSaid): Promise<Refused | null> {
  const as = deciderOf(actor);
  const by = { kind: 'specialist', id: actor.id } as const;
  const done = await deps.db.transaction((tx) => ownerSaid(clientTx(deps, by, tx), deps, id, said, as));
  if (done.type === 'objected') return { type: 'refused', code: 'specialist-unavailable', details: done.details };
  return done.type === 'refused' ? done : null;
}

function ownerSaid(ctx: ClientTx, { company }: DecideDeps, id: string, said: ProposalSaid, as: Decider): Promise<ProposalDecided> {
  if (said.type === 'accept') return acceptOwner(ctx, company(), id, { reason: said.reason, knowingly: said.knowingly, as });
  if (said.type === 'decline') return declineOwner(ctx, company(), id, { reason: said.reason, knowingly: [], as });
  return withdrawOwner(ctx, id);
}
