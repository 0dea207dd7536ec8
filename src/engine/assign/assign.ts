import { portfolioUnits } from '../../domain/capacity.ts';
import { acquires, isKeptOut, makesOwner, mayOwn, search, weightOf } from '../../domain/search.ts';
import { feed, release } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentId, type LoadBook, outreachFor, type WindowDraft } from '../batch/draft.ts';
import { find } from '../batch/load-book.ts';
import { tellStandIn } from '../turns/late.ts';
import { comparedFor } from './basis.ts';
import { factsOf } from './facts.ts';
import { own } from './own.ts';
import { type Searched, writeAssignment, writeFailedSearch } from './write.ts';

/** Finds a person for the window's waiting conversation, keeps what was decided and on what, and feeds the answer back. */
export function assign(batch: Batch, book: LoadBook, window: WindowDraft): void {
  const { seeking } = window;
  if (seeking === null) return;
  window.seeking = null;
  const { conversation, seek: effect, ifNobody } = seeking;
  const facts = factsOf(conversation, effect);
  const compared = comparedFor(book, effect.department, facts);
  const people = [...compared.staff, ...compared.others];
  const found = search(batch.company.policy.data, facts, people);
  const searched: Searched = { conversation, facts, compared, found };
  if (found.route.type === 'assigned') return give(batch, book, searched, writeAssignment(batch, book, searched));
  if (ifNobody !== 'told') writeFailedSearch(batch, book, searched);
  if (ifNobody === 'silent') return;
  if (ifNobody === 'overdue') {
    return feed(batch, conversation, { type: 'queue.late', full: isKeptOut(found.seek, people) }, book);
  }
  writeAssignment(batch, book, searched);
  feed(batch, conversation, { type: 'nobody', department: effect.department, reason: found.route.reason }, book);
}

/** The conversation is theirs: their place is reserved, the client is theirs where the rules say so, the flow goes on. */
function give(
  batch: Batch,
  book: LoadBook,
  { conversation, facts, found: { seek, route, standIn } }: Searched,
  assignment: ReturnType<typeof writeAssignment>,
): void {
  if (route.type === 'nobody') return;
  const { specialist, rule, department: place, caseUnits } = route;
  const { department } = seek;
  // A takeover leaves the place of whoever is late until there is somebody else.
  if (conversation.reserved !== null) release(batch, conversation, conversation.reserved.specialist);
  const row = find(book, specialist, place);
  if (row === undefined) throw new Error('routed to somebody without a load row');
  row.cases += caseUnits;
  book.changed.add(row);
  conversation.reserved = { specialist, department: place };
  conversation.row.caseUnits = caseUnits;
  conversation.row.placeDepartmentId = place === department ? null : departmentId(batch.company, place);
  // A meeting handed on with it is theirs too, where they are of those who go to meetings (R4).
  const works = departmentId(batch.company, place);
  for (const each of batch.plan.tasks) {
    if (each.kind === 'meeting' && each.conversationId === conversation.row.id && each.departmentId === works)
      each.specialistId ??= specialist;
  }
  if (rule === 'outreach') noteCame(batch, conversation);
  const policy = batch.company.policy.data;
  const isOwner = mayOwn(facts, route) && acquires(policy, facts);
  if (makesOwner(facts)) own(batch, conversation, facts.seek, { specialist, isOwner });
  if (isOwner) row.portfolio += portfolioUnits(policy, department, weightOf(facts));
  feed(batch, conversation, { type: 'assigned', assignment, department, specialist, rule, ...(standIn !== null && { standIn }) });
  if (facts.seek.reason === 'takeover') tellStandIn(batch, conversation);
}

/** What came of an outreach: the first conversation that it led to its person. */
function noteCame({ plan, now }: Batch, conversation: ConversationDraft): void {
  const found = outreachFor(conversation);
  if (found?.isNew) plan.came.push({ id: found.record, conversationId: conversation.row.id, cameAt: now });
}
