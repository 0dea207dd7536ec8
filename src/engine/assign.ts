import { caseUnits, portfolioUnits } from '../domain/capacity.ts';
import { ownsClients } from '../domain/department.ts';
import type { SeekPerson } from '../domain/effect.ts';
import type { Explanation, StoredRule } from '../domain/explanation.ts';
import type { AssignmentId } from '../domain/ids.ts';
import { type Route, route, type Seek } from '../domain/route.ts';
import { feed } from './carry-out.ts';
import { type Batch, type ConversationDraft, departmentId, type LoadBook, type WindowDraft } from './draft.ts';
import { explain, snapshot } from './explain.ts';
import { candidateOf, find } from './load-book.ts';
import { own, sizeOf } from './own.ts';

/** Finds a person for the window's waiting conversation and feeds the answer back. A retry that finds nobody leaves no trace. */
export function assign(batch: Batch, book: LoadBook, window: WindowDraft): void {
  const { seeking } = window;
  if (seeking === null) return;
  window.seeking = null;
  const { conversation, seek: effect, isRetry } = seeking;
  const seek = seekOf(batch, conversation, effect);
  const candidates = book.rows.filter((each) => each.here).map(candidateOf);
  const found = route(seek, candidates);
  if (isRetry && found.type === 'nobody') return;
  const snapshotId = snapshot(batch, book, seek.department);
  const assignment = batch.newId<'assignment'>();
  writeAssignment(batch, conversation, effect, found, { assignment, snapshotId, explanation: explain(seek, candidates, found) });
  if (found.type === 'nobody') {
    return feed(batch, conversation, { type: 'nobody', department: seek.department, reason: found.reason });
  }
  const row = find(book, found.specialist, seek.department);
  if (row === undefined) throw new Error('routed to somebody without a load row');
  row.cases += seek.caseUnits;
  book.changed.add(row);
  conversation.reserved = { specialist: found.specialist, department: seek.department };
  conversation.row.caseUnits = seek.caseUnits;
  const becomesOwner = own(batch, conversation, effect, found.specialist);
  if (becomesOwner) row.portfolio += portfolioUnits(batch.company.policy.data, seek.department, sizeOf(window, effect));
  const { rule, specialist } = found;
  feed(batch, conversation, { type: 'assigned', assignment: assignment as AssignmentId, department: seek.department, specialist, rule });
}

function seekOf(batch: Batch, conversation: ConversationDraft, effect: SeekPerson): Seek {
  const { window } = conversation;
  const policy = batch.company.policy.data;
  const owner = window.owners.get(effect.department);
  const acquires = ownsClients(effect.department) && owner === undefined;
  return {
    department: effect.department,
    ...(effect.exact === undefined ? {} : { exact: effect.exact }),
    ...(effect.except === undefined ? {} : { except: effect.except }),
    preferred: [
      ...(effect.prefer === undefined ? [] : [{ specialist: effect.prefer, rule: 'same-person' as const }]),
      ...(owner === undefined ? [] : [{ specialist: owner, rule: 'owner' as const }]),
    ],
    caseUnits: caseUnits(policy, effect.department),
    portfolioUnits: acquires ? portfolioUnits(policy, effect.department, sizeOf(window, effect)) : 0,
    overloadByHand: policy.conversations.overloadByHand,
  };
}

function writeAssignment(
  batch: Batch,
  conversation: ConversationDraft,
  effect: SeekPerson,
  found: Route,
  kept: { readonly assignment: string; readonly snapshotId: string; readonly explanation: Explanation },
): void {
  const rule: StoredRule = found.type === 'assigned' ? found.rule : `nobody:${found.reason}`;
  batch.plan.assignments.push({
    id: kept.assignment,
    conversationId: conversation.row.id,
    n: conversation.row.events + 1,
    at: batch.now,
    departmentId: departmentId(batch.company, effect.department),
    specialistId: found.type === 'assigned' ? found.specialist : null,
    rule,
    reason: effect.reason,
    policyVersion: batch.company.policy.version,
    snapshotId: kept.snapshotId,
    explanation: kept.explanation,
  });
}
