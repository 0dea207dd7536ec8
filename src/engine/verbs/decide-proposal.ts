import type { SpecialistId } from '../../domain/ids.ts';
import { type Decider, decidesNow, isLastWord } from '../../domain/proposal.ts';
import { addProposalWord, endProposal, hasDirector, raiseProposal } from '../assign/proposal.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { refuseByHand } from './by-hand.ts';
import { isFitFor, isHead } from './guard.ts';
import { addInternal } from './note.ts';

/** The person who was wished for gets the conversation. */
export interface AcceptCommand {
  readonly type: 'accept';
  /** the wish as it was seen; another one by now is not meant */
  readonly proposal?: string;
  readonly reason?: string;
  readonly knowingly?: readonly string[];
}

/** … or not: of a head's word the director decides. */
export interface DeclineCommand {
  readonly type: 'decline';
  readonly proposal?: string;
  readonly reason: string;
}

/** Whoever wished for it does so no more. */
export interface WithdrawCommand {
  readonly type: 'withdraw';
  readonly proposal?: string;
}

/** The head of the department, or the director, gives the conversation to whoever was named for it (R8). */
export function accept(batch: Batch, conversation: ConversationDraft, action: DeskAction<AcceptCommand>): Handled {
  const { actor, command } = action;
  const { row } = conversation;
  const { proposed } = row;
  if (!isAsked(conversation, command.proposal) || proposed === null) return refused('not-proposed');
  const department = departmentOf(batch.company, row.departmentId);
  if (!isHead(batch, department, actor)) return refused('not-head');
  if (!decidesNow(proposed.status, deciderOf(batch, actor), hasDirector(batch.company))) return refused('not-proposed');
  const { specialist } = proposed;
  if (batch.company.people.get(specialist)?.department !== department.key) return refused('unknown-specialist');
  if (!isFitFor(batch, conversation, specialist, department.key)) return refused('not-trained');
  const event = { type: 'transferred', by: actor, department: department.key, specialist, message: 0 } as const;
  const objected = refuseByHand(batch, conversation, { specialist, department: department.key, knowingly: command.knowingly, event });
  if (objected !== null) return objected;
  const reason = command.reason ?? '';
  addProposalWord(batch, proposed.id, { kind: 'accepted', by: actor, reason });
  endProposal(batch, conversation, 'accepted');
  const name = batch.company.people.get(specialist)?.name ?? '';
  const message = addInternal(batch, conversation, actor, { text: reason === '' ? `→ ${name}` : reason }, deskKey(action));
  feed(batch, conversation, { ...event, message });
  return done(conversation, message);
}

/** The head says no, with a reason, and the director is asked; the director's no is the last (R8). */
export function decline(batch: Batch, conversation: ConversationDraft, action: DeskAction<DeclineCommand>): Handled {
  const { actor, command } = action;
  const { row } = conversation;
  const { proposed } = row;
  if (!isAsked(conversation, command.proposal) || proposed === null) return refused('not-proposed');
  if (!isHead(batch, departmentOf(batch.company, row.departmentId), actor)) return refused('not-head');
  const [as, isDirected] = [deciderOf(batch, actor), hasDirector(batch.company)];
  if (!decidesNow(proposed.status, as, isDirected)) return refused('not-proposed');
  addProposalWord(batch, proposed.id, { kind: 'refused', by: actor, reason: command.reason });
  const message = addInternal(batch, conversation, actor, { text: command.reason }, deskKey(action));
  if (isLastWord(as, isDirected)) endProposal(batch, conversation, 'refused');
  else raiseProposal(batch, conversation);
  feed(batch, conversation, { type: 'noted', message, specialist: actor });
  return done(conversation, message);
}

/** Whoever named somebody takes it back, or the director does for them. */
export function withdraw(batch: Batch, conversation: ConversationDraft, { actor, command }: DeskAction<WithdrawCommand>): Handled {
  const { proposed } = conversation.row;
  if (!isAsked(conversation, command.proposal) || proposed === null) return refused('not-proposed');
  if (proposed.by !== actor && deciderOf(batch, actor) !== 'director') return refused('not-yours');
  addProposalWord(batch, proposed.id, { kind: 'withdrawn', by: actor, reason: '' });
  endProposal(batch, conversation, 'withdrawn');
  return done(conversation);
}

function isAsked({ row }: ConversationDraft, seen: string | undefined): boolean {
  return row.status !== 'closed' && row.proposed !== null && (seen === undefined || row.proposed.id === seen);
}

function deciderOf({ company }: Batch, actor: SpecialistId): Decider {
  return company.people.get(actor)?.role === 'director' ? 'director' : 'head';
}
