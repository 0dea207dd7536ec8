import { outcomeOf } from '../../domain/basis.ts';
import type { Explanation, StoredRule } from '../../domain/explanation.ts';
import type { AssignmentId } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Candidate, Route } from '../../domain/route.ts';
import type { Found, SearchFacts } from '../../domain/search.ts';
import { servingRow } from '../../domain/serving.ts';
import { type Batch, type ConversationDraft, departmentId, type LoadBook } from '../batch/draft.ts';
import { type Compared, keepBasis } from './basis.ts';
import { explain } from './explain.ts';

/** A search and what it came to, ready to be kept. */
export interface Searched {
  readonly conversation: ConversationDraft;
  readonly facts: SearchFacts;
  readonly compared: Compared;
  readonly found: Found;
}

/** Keeps an assignment, or that there was nobody, of which the flow is told next. */
export function writeAssignment(batch: Batch, book: LoadBook, searched: Searched): AssignmentId {
  const id = batch.newId<'assignment'>() as AssignmentId;
  const { conversationId, n, at, ...rest } = kept(batch, book, searched);
  batch.plan.assignments.push({ id, conversationId, n, at, specialistId: outcomeOf(searched.found).specialist, ...rest });
  return id;
}

/**
 * Keeps a search in vain that the flow is not told of: as a row where it came to something else than those before it since the
 * conversation's last event, else as one more of the same.
 */
export function writeFailedSearch(batch: Batch, book: LoadBook, searched: Searched): void {
  const { row, searchedInVain } = searched.conversation;
  const outcome = inVain(searched.found.route);
  const same = { conversationId: row.id, n: row.events + 1, outcome };
  if (isKept(searched)) {
    batch.plan.searchesAgain.push({ ...same, lastAt: batch.now });
    return;
  }
  searchedInVain.add(outcome);
  batch.plan.failedSearches.push({ ...kept(batch, book, searched), ...same, lastAt: batch.now, times: 1 });
}

/** Whether a search in vain that came to the same is kept since the conversation's last event. */
export function isKept({ conversation, found }: Searched): boolean {
  return conversation.searchedInVain.has(inVain(found.route));
}

/** What tells one search in vain from another: why there was nobody, and who was passed over for what. */
function inVain(route: Route): string {
  const why = route.type === 'nobody' ? route.reason : route.rule;
  return [why, ...route.passed.map(({ specialist, reason }) => `${specialist}:${reason}`)].join(' ');
}

function kept(batch: Batch, book: LoadBook, { conversation, facts, compared, found }: Searched) {
  const { seek, route, standIn } = found;
  const { now, company } = batch;
  const department = departmentId(company, seek.department);
  const decided = keepBasis(book, { facts, seek, compared }, (candidates) => writeSnapshot(batch, department, candidates));
  return {
    conversationId: conversation.row.id,
    n: conversation.row.events + 1,
    at: now,
    departmentId: department,
    rule: outcomeOf(found).rule as StoredRule,
    reason: facts.seek.reason,
    policyVersion: company.policy.version,
    ...decided,
    explanation: {
      ...explain(seek, compared.staff, route, { standIn, insteadOf: facts.seek.insteadOf, others: compared.others }),
      ...byTable(company.policy.data, facts),
      ...bySales(facts, route),
    },
  };
}

/** The line of the policy's table by which a new matter of the client went to this department (R17, R29). */
function byTable({ serving }: Policy, { client, seek: { department, reason } }: SearchFacts): Pick<Explanation, 'table'> {
  if (client === null || (reason !== 'opened' && reason !== 'retried')) return {};
  const row = servingRow({ ...client, deals: client.deals ?? 0 }, serving);
  return row?.department === department ? { table: { size: row.size, deals: row.deals } } : {};
}

/** What led to somebody of sales, who has it now or could not have it (R5, R29). */
function bySales({ seek: { lead }, outreach, outreachAt }: SearchFacts, found: Route): Pick<Explanation, 'outreachAt' | 'named'> {
  const tried = new Set(found.passed.map(({ specialist }) => specialist));
  if (found.type === 'assigned' && (found.rule === 'outreach' || found.rule === 'named')) tried.add(found.specialist);
  const at = outreach !== null && tried.has(outreach) ? outreachAt : undefined;
  if (at !== undefined) return { outreachAt: at };
  if (lead === undefined || !lead.people.some((each) => tried.has(each))) return {};
  return lead.outreach === undefined ? { named: lead.people.length } : { outreachAt: lead.outreach.at };
}

function writeSnapshot({ plan, newId, now, company }: Batch, department: string, candidates: readonly Candidate[]): string {
  const id = newId();
  plan.snapshots.push({ id, departmentId: department as never, at: now, policyVersion: company.policy.version, candidates });
  return id;
}
