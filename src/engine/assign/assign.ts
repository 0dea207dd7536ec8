import { portfolioUnits } from '../../domain/capacity.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { acquires, isKeptOut, makesOwner, mayOwn, type SearchFacts, search, weightOf } from '../../domain/search.ts';
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
  const { ifNobody } = seeking;
  const searched = searchFor(batch, book, seeking);
  const { conversation, compared, found } = searched;
  if (found.route.type === 'assigned') return give(batch, book, searched, writeAssignment(batch, book, searched));
  if (ifNobody !== 'told') writeFailedSearch(batch, book, searched);
  if (ifNobody === 'silent') return;
  if (ifNobody === 'overdue') {
    const people = [...compared.staff, ...compared.others];
    return feed(batch, conversation, { type: 'queue.late', full: isKeptOut(found.seek, people) }, book);
  }
  writeAssignment(batch, book, searched);
  feed(batch, conversation, { type: 'nobody', department: found.seek.department, reason: found.route.reason }, book);
}

/** A conversation that somebody is sought for. */
export type Sought = Pick<NonNullable<WindowDraft['seeking']>, 'conversation' | 'seek'>;

/** Decides who would get the conversation as things are in the book. Nothing is changed by it. */
export function searchFor({ company }: Batch, book: LoadBook, { conversation, seek }: Sought): Searched {
  const facts = factsOf(conversation, seek);
  const compared = comparedFor(book, seek.department, facts);
  const found = search(company.policy.data, facts, [...compared.staff, ...compared.others]);
  return { conversation, facts, compared, found };
}

/** Takes the place of whoever was found, and the room in their portfolio where the client becomes theirs. */
export function reserve({ company }: Batch, book: LoadBook, { facts, found: { route } }: Searched): void {
  if (route.type === 'nobody') return;
  const row = find(book, route.specialist, route.department);
  if (row === undefined) throw new Error('routed to somebody without a load row');
  const policy = company.policy.data;
  row.cases += route.caseUnits;
  if (mayOwn(facts, route) && acquires(policy, facts)) row.portfolio += portfolioUnits(policy, facts.seek.department, weightOf(facts));
  book.changed.add(row);
}

/** The conversation is theirs: their place is reserved, the client is theirs where the rules say so, the flow goes on. */
function give(batch: Batch, book: LoadBook, searched: Searched, assignment: ReturnType<typeof writeAssignment>): void {
  const { conversation, facts, found } = searched;
  const { route, standIn } = found;
  if (route.type === 'nobody') return;
  const { specialist, rule, department: place, caseUnits } = route;
  const { department } = facts.seek;
  // A takeover leaves the place of whoever is late until there is somebody else.
  if (conversation.reserved !== null) release(batch, conversation, conversation.reserved.specialist);
  reserve(batch, book, searched);
  conversation.reserved = { specialist, department: place };
  conversation.row.caseUnits = caseUnits;
  conversation.row.placeDepartmentId = place === department ? null : departmentId(batch.company, place);
  // A meeting handed on with it is theirs too, where they are of those who go to meetings (R4).
  const works = departmentId(batch.company, place);
  for (const each of batch.plan.tasks) {
    if (each.kind === 'meeting' && each.conversationId === conversation.row.id && each.departmentId === works)
      each.specialistId ??= specialist;
  }
  if (rule === 'outreach') noteCame(batch, conversation, facts, specialist);
  const isOwner = mayOwn(facts, route) && acquires(batch.company.policy.data, facts);
  if (makesOwner(facts)) own(batch, conversation, facts.seek, { specialist, isOwner });
  feed(batch, conversation, { type: 'assigned', assignment, department, specialist, rule, ...(standIn !== null && { standIn }) });
  tellStandIn(batch, conversation);
}

/** What came of an outreach: the first conversation that it led to its person. */
function noteCame({ plan, now }: Batch, conversation: ConversationDraft, { seek }: SearchFacts, specialist: SpecialistId): void {
  const found = outreachFor(conversation);
  const known = found?.specialist === specialist ? found : null;
  const record = known === null ? seek.lead?.outreach?.record : known.isNew ? known.record : undefined;
  if (record !== undefined) plan.came.push({ id: record, conversationId: conversation.row.id, cameAt: now });
}
