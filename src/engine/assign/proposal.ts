import type { DepartmentKey } from '../../domain/department.ts';
import type { ConversationEvent } from '../../domain/event.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { ProposalStatus } from '../../domain/proposal.ts';
import { type inside, tInternal } from '../../texts/internal.ts';
import { type Batch, type ConversationDraft, departmentOf, touch } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { Company, Department, Person } from '../company.ts';
import { postInternal } from '../delivery/post.ts';
import { reckonDeadline } from '../turns/deadlines.ts';
import { clearTimer, setTimer } from '../turns/timers.ts';

/*
 * Somebody of another department was named for a conversation (R8). It entered that department's queue at once, like any; the wish is a
 * row beside it, which the department's head accepts or refuses. Refused or not decided in time, the director decides. It ends by itself
 * as soon as it is settled otherwise: the client does not change hands twice.
 */

/** The timer of a head's deadline to accept. */
export const proposalKey = 'proposal';

type People = Pick<Company, 'people'>;
type Headed = Pick<Department, 'headId' | 'key'>;

/** Lists who decides for a department besides the director. */
export function headsOf({ people }: People, { headId, key }: Headed): SpecialistId[] {
  const isOne = ({ id, role, department, hasLeft }: Person) => !hasLeft && (id === headId || (role === 'head' && department === key));
  return [...people.values()].filter(isOne).map(({ id }) => id);
}

export function directorsOf({ people }: People): SpecialistId[] {
  return [...people.values()].filter(({ role, hasLeft }) => role === 'director' && !hasLeft).map(({ id }) => id);
}

export const hasHead = (company: People, department: Headed): boolean => headsOf(company, department).length > 0;

export const hasDirector = (company: People): boolean => directorsOf(company).length > 0;

/** Lists whose word a wish waits for: the heads', once it is raised the directors'; of the others where none of these are there. */
export function askedNow(
  company: Pick<Company, 'people' | 'departments'>,
  { status, department: key }: { readonly status: ProposalStatus; readonly department: DepartmentKey },
): readonly SpecialistId[] {
  const department = company.departments.find((each) => each.key === key);
  const heads = department === undefined ? [] : headsOf(company, department);
  const directors = directorsOf(company);
  const [first, then] = status === 'asked' ? [heads, directors] : [directors, heads];
  return first.length > 0 ? first : then;
}

/** Keeps the wish, and asks the head of the department the conversation now is in; without a head the director. */
export function propose(
  batch: Batch,
  conversation: ConversationDraft,
  wish: { readonly specialist: SpecialistId; readonly by: SpecialistId; readonly reason: string },
): void {
  const { row } = conversation;
  const { company, now, plan } = batch;
  const department = departmentOf(company, row.departmentId);
  const isAsked = hasHead(company, department) || !hasDirector(company);
  const id = batch.newId();
  const dueAt = reckonDeadline(batch, id, { kind: 'accept-person', from: now.getTime() }, department);
  const status = isAsked ? 'asked' : 'raised';
  plan.proposals.push({
    id,
    kind: 'person',
    conversationId: row.id,
    clientId: row.clientId,
    departmentId: department.id,
    specialistId: wish.specialist,
    insteadId: null,
    reason: wish.reason,
    byKind: 'specialist',
    byId: wish.by,
    at: now,
    dueAt,
    status,
    raisedAt: isAsked ? null : now,
    endedAt: null,
  });
  row.proposed = { id, specialist: wish.specialist, by: wish.by, status };
  touch(conversation);
  if (isAsked) setTimer(batch, conversation, proposalKey, dueAt, { type: 'proposal-due' });
  post(batch, conversation, isAsked ? 'proposal.asked' : 'proposal.raised', isAsked ? department.headId : null);
}

/** What an event of the conversation means for a wish that is open: most settle it. Call once the state shows the event. */
export function followProposal(batch: Batch, conversation: ConversationDraft, event: ConversationEvent): void {
  const { row } = conversation;
  if (row.proposed === null) return;
  if (row.status === 'resolved' || row.status === 'closed') return endProposal(batch, conversation, 'over');
  if (event.type === 'assigned' && event.specialist === row.proposed.specialist) return endProposal(batch, conversation, 'met');
  if (event.type === 'replied') return endProposal(batch, conversation, 'answered');
  if (event.type === 'transferred') return endProposal(batch, conversation, 'moved');
}

/** Ends the wish that is open, once. */
export function endProposal(batch: Batch, conversation: ConversationDraft, status: ProposalStatus): void {
  const { row } = conversation;
  if (row.proposed === null) return;
  step(batch, row.proposed.id, { status, raisedAt: null, endedAt: batch.now });
  if (status === 'answered') post(batch, conversation, 'proposal.answered', null);
  row.proposed = null;
  touch(conversation);
  clearTimer(batch, conversation, proposalKey);
}

/** The head has refused, or said nothing in time: the director is asked. Where there is none the head's word was the last. */
export function raiseProposal(batch: Batch, conversation: ConversationDraft): void {
  const { row } = conversation;
  if (row.proposed === null) return;
  if (!hasDirector(batch.company)) return endProposal(batch, conversation, 'refused');
  step(batch, row.proposed.id, { status: 'raised', raisedAt: batch.now, endedAt: null });
  row.proposed = { ...row.proposed, status: 'raised' };
  touch(conversation);
  clearTimer(batch, conversation, proposalKey);
  post(batch, conversation, 'proposal.raised', null);
}

/** The head's deadline has come. Who is not there any more cannot be given anything, so nobody is asked about them. */
export function proposalIsDue(batch: Batch, conversation: ConversationDraft): Handled {
  const { proposed, departmentId } = conversation.row;
  if (proposed?.status !== 'asked') return refused('not-due');
  if (batch.company.people.get(proposed.specialist)?.department !== departmentOf(batch.company, departmentId).key) {
    endProposal(batch, conversation, 'over');
    return done(conversation);
  }
  addProposalWord(batch, proposed.id, { kind: 'lapsed', by: null, reason: '' });
  raiseProposal(batch, conversation);
  return done(conversation);
}

/** Somebody left on whom the wish rests: who is gone cannot be given anything; no head left, it is the director's, and no director, the head's. */
export function shakeProposal(batch: Batch, conversation: ConversationDraft, isGone: boolean): Handled {
  const { proposed, departmentId } = conversation.row;
  if (isGone) {
    post(batch, conversation, 'proposal.gone', null);
    endProposal(batch, conversation, 'over');
  } else if (proposed?.status === 'asked' && hasDirector(batch.company)) raiseProposal(batch, conversation);
  else if (proposed?.status === 'raised') post(batch, conversation, 'proposal.headed', departmentOf(batch.company, departmentId).headId);
  else return refused('not-due');
  return done(conversation);
}

/** What somebody, or time itself, said to it. */
export function addProposalWord(
  { plan, newId, now }: Batch,
  proposalId: string,
  word: { readonly kind: 'accepted' | 'refused' | 'lapsed' | 'withdrawn'; readonly by: SpecialistId | null; readonly reason: string },
): void {
  plan.proposalWords.push({ id: newId(), proposalId, at: now, ...word });
}

type Step = Pick<Batch['plan']['proposalSteps'][number], 'status' | 'raisedAt' | 'endedAt'>;

/** One row in a batch: what was asked in it, or changed in it before, is changed there. */
function step({ plan }: Batch, id: string, to: Step): void {
  const fresh = plan.proposals.find((each) => each.id === id) ?? plan.proposalSteps.find((each) => each.id === id);
  if (fresh === undefined) plan.proposalSteps.push({ id, ...to });
  else Object.assign(fresh, { ...to, raisedAt: to.raisedAt ?? fresh.raisedAt });
}

/** In the language of whoever is asked; `name`: the person wished for. */
function post(batch: Batch, conversation: ConversationDraft, key: keyof (typeof inside)['en'], asked: SpecialistId | null): void {
  const { people } = batch.company;
  const { proposed } = conversation.row;
  const language = (asked === null ? undefined : people.get(asked)?.language) ?? conversation.window.contact.language;
  const nameOf = (id: SpecialistId | null | undefined) => (id == null ? '' : (people.get(id)?.name ?? ''));
  const params = { name: nameOf(proposed?.specialist), head: nameOf(asked), named: asked === null ? 'no' : 'yes' };
  postInternal(batch, conversation, { text: tInternal(language, key, params), key, params, language });
}
