import { caseUnits, portfolioUnits } from '../../domain/capacity.ts';
import { ownsClients } from '../../domain/department.ts';
import type { SeekPerson } from '../../domain/effect.ts';
import type { Explanation, StoredRule } from '../../domain/explanation.ts';
import type { AssignmentId, SpecialistId } from '../../domain/ids.ts';
import { type Candidate, type PreferredRule, type Route, route, type Seek, standInFor, whyNot } from '../../domain/route.ts';
import { isOfDebts } from '../../domain/track.ts';
import { feed, release } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentId, type LoadBook, type WindowDraft } from '../batch/draft.ts';
import { candidateOf, find } from '../batch/load-book.ts';
import { explain, snapshot } from './explain.ts';
import { own, weightOf } from './own.ts';

/** Finds a person for the window's waiting conversation and feeds the answer back. A retry that finds nobody leaves no trace, until it has waited too long. */
export function assign(batch: Batch, book: LoadBook, window: WindowDraft): void {
  const { seeking } = window;
  if (seeking === null) return;
  window.seeking = null;
  const { conversation, seek: effect, ifNobody } = seeking;
  const candidates = book.rows.filter((each) => each.here).map(candidateOf);
  const seek = seekOf(batch, conversation, effect, candidates);
  const found = markBeyond(conversation, effect, route(seek, candidates), candidates, unitsOf(batch, conversation, effect));
  if (found.type === 'nobody' && ifNobody === 'silent') return;
  if (found.type === 'nobody' && ifNobody === 'overdue') {
    return feed(batch, conversation, { type: 'queue.late', full: isKeptOut(seek, candidates) }, book);
  }
  const standIn = standInOf(conversation, effect, seek, found, candidates);
  const snapshotId = snapshot(batch, book, seek.department);
  const assignment = batch.newId<'assignment'>();
  writeAssignment(batch, conversation, effect, found, { assignment, snapshotId, explanation: explain(seek, candidates, found, standIn) });
  if (found.type === 'nobody') {
    return feed(batch, conversation, { type: 'nobody', department: seek.department, reason: found.reason }, book);
  }
  // A takeover leaves the place of whoever is late until there is somebody else.
  if (conversation.reserved !== null) release(batch, conversation, conversation.reserved.specialist);
  const row = find(book, found.specialist, seek.department);
  if (row === undefined) throw new Error('routed to somebody without a load row');
  row.cases += seek.caseUnits;
  book.changed.add(row);
  conversation.reserved = { specialist: found.specialist, department: seek.department };
  conversation.row.caseUnits = seek.caseUnits;
  // A meeting handed on with it is theirs too.
  for (const each of batch.plan.tasks) {
    if (each.kind === 'meeting' && each.conversationId === conversation.row.id) each.specialistId ??= found.specialist;
  }
  const becomesOwner = makesOwner(conversation, effect) && own(batch, conversation, effect, found.specialist);
  if (becomesOwner) row.portfolio += portfolioUnits(batch.company.policy.data, seek.department, weightOf(window, effect));
  const { rule, specialist } = found;
  feed(batch, conversation, {
    type: 'assigned',
    assignment: assignment as AssignmentId,
    department: seek.department,
    specialist,
    rule,
    ...(standIn !== null && { standIn }),
  });
}

/** Where the policy says nothing of how much strangers may take. */
const usualStrangersPercent = 80;

/** Somebody stands behind the first answer of a conversation; whoever stepped in has nobody behind them (R13). */
function standInOf(conversation: ConversationDraft, effect: SeekPerson, seek: Seek, found: Route, candidates: readonly Candidate[]) {
  const { turns, openTurnId } = conversation.row;
  if (found.type === 'nobody' || effect.reason === 'takeover' || turns !== 1 || openTurnId === null) return null;
  return standInFor(found.specialist, seek, candidates);
}

/** Who takes over from a late colleague, or answers about a payment, does not get the client with it (R10, R15). */
function makesOwner({ row }: ConversationDraft, { department, reason }: SeekPerson): boolean {
  return ownsClients(department) && reason !== 'takeover' && row.track !== 'finance';
}

/** Units the client would add to the portfolio of whoever gets it; 0 when somebody owns them already. */
function unitsOf({ company }: Batch, conversation: ConversationDraft, effect: SeekPerson): number {
  const { window } = conversation;
  const acquires = makesOwner(conversation, effect) && !window.owners.has(effect.department);
  return acquires ? portfolioUnits(company.policy.data, effect.department, weightOf(window, effect)) : 0;
}

/** A client who is let in beyond a portfolio may fit into one after all; where they do not, that is kept. */
function markBeyond(
  conversation: ConversationDraft,
  effect: SeekPerson,
  found: Route,
  candidates: readonly Candidate[],
  units: number,
): Route {
  if (found.type === 'nobody' || conversation.row.overPortfolioBy === null || units === 0) return found;
  const person = candidates.find((each) => each.specialist === found.specialist && each.department === effect.department);
  return person !== undefined && person.portfolio + units > person.capacity ? { ...found, overPortfolio: true } : found;
}

/** Whether there is somebody with room for the conversation whom the client's weight alone keeps from having it. */
function isKeptOut(seek: Seek, candidates: readonly Candidate[]): boolean {
  return candidates.some(
    (each) =>
      each.department === seek.department && each.serves && each.specialist !== seek.except && whyNot(each, seek) === 'portfolio-full',
  );
}

function seekOf(batch: Batch, conversation: ConversationDraft, effect: SeekPerson, candidates: readonly Candidate[]): Seek {
  const { window } = conversation;
  const policy = batch.company.policy.data;
  const owner = window.owners.get(effect.department);
  const isGated = unitsOf(batch, conversation, effect) > 0 && conversation.row.overPortfolioBy === null;
  return {
    department: effect.department,
    ...(effect.exact === undefined ? {} : { exact: effect.exact }),
    ...(effect.except === undefined ? {} : { except: effect.except }),
    preferred: preferredOf(effect, owner, effect.department === 'sales' ? window.outreach : null, candidates),
    caseUnits: caseUnits(policy, effect.department),
    portfolioUnits: isGated ? unitsOf(batch, conversation, effect) : 0,
    overloadByHand: policy.conversations.overloadByHand,
    ...(isOfDebts(policy, conversation.row.track, effect.department) && { trainedOnly: true }),
    ...(isNewcomer(window, effect) && { strangersPercent: policy.conversations.strangersPercent ?? usualStrangersPercent }),
  };
}

/**
 * Whether it is a stranger's, whom nobody is speaking to yet. Room is kept from them for known clients, since anybody can be a stranger,
 * and many at once; whoever is being served goes on being served, by the next person too.
 */
function isNewcomer({ isKnown }: WindowDraft, { reason }: SeekPerson): boolean {
  return !isKnown && !['written-to', 'transferred', 'taken', 'takeover', 'away'].includes(reason);
}

/** Who comes first by right, in order (R13, R16). Without the one who has it now, their deputy goes before the owner's. */
function preferredOf(
  { department, reason, prefer, except, standIn }: SeekPerson,
  owner: SpecialistId | undefined,
  outreach: SpecialistId | null,
  candidates: readonly Candidate[],
): Seek['preferred'] {
  const deputyOf = (person: SpecialistId | undefined) =>
    candidates.find((each) => each.specialist === person && each.department === department)?.deputy;
  const steps: readonly (readonly [PreferredRule, SpecialistId | undefined])[] =
    reason === 'takeover'
      ? [
          ['stand-in', standIn],
          ['deputy', deputyOf(except)],
        ]
      : [
          ['same-person', prefer],
          ['outreach', outreach ?? undefined],
          ['owner', owner],
          ['deputy', reason === 'away' ? deputyOf(except) : undefined],
          ['deputy', deputyOf(owner)],
        ];
  return steps.flatMap(([rule, specialist]) => (specialist === undefined ? [] : [{ specialist, rule }]));
}

function writeAssignment(
  batch: Batch,
  conversation: ConversationDraft,
  effect: SeekPerson,
  found: Route,
  kept: { readonly assignment: AssignmentId; readonly snapshotId: string; readonly explanation: Explanation },
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
    basis: null,
  });
}
