import type { Queries } from '../db/db.ts';
import { type LoadRow, lockLoads } from '../db/load.ts';
import { caseUnits, portfolioUnits } from '../domain/capacity.ts';
import { type DepartmentKey, ownsClients } from '../domain/department.ts';
import type { SeekPerson } from '../domain/effect.ts';
import type { Explanation, StoredRule } from '../domain/explanation.ts';
import type { AssignmentId, ClientId, SpecialistId } from '../domain/ids.ts';
import type { PassReason } from '../domain/route.ts';
import { type Candidate, type Route, route, type Seek, whyNot } from '../domain/route.ts';
import { feed } from './carry-out.ts';
import { type Batch, type ConversationDraft, departmentId, type LoadBook, touch, type WindowDraft } from './draft.ts';

/** More load rows are needed than were locked: the batch starts again with the wider set, because a second lock could deadlock. */
export class WiderLoads extends Error {
  override readonly name = 'WiderLoads';
  readonly departments: ReadonlySet<DepartmentKey>;
  readonly specialists: ReadonlySet<SpecialistId>;
  constructor(departments: ReadonlySet<DepartmentKey>, specialists: ReadonlySet<SpecialistId>) {
    super('more load rows needed');
    this.departments = departments;
    this.specialists = specialists;
  }
}

export interface Needs {
  readonly departments: Set<DepartmentKey>;
  readonly specialists: Set<SpecialistId>;
}

/** What the batch needs locked so far: departments that look for a person, people who got a place back. */
export function needsOf(batch: Batch): Needs {
  const needs: Needs = { departments: new Set(), specialists: new Set() };
  for (const window of batch.windows) if (window.seeking !== null) needs.departments.add(window.seeking.seek.department);
  for (const each of batch.givenBack) needs.specialists.add(each.specialist);
  return needs;
}

export async function lockBook(tx: Queries, needs: Needs, now: Date): Promise<LoadBook> {
  const rows = await lockLoads(tx, [...needs.departments], [...needs.specialists]);
  return {
    ...needs,
    rows: rows.map((row) => ({ ...row, availability: availabilityAt(row, now) })),
    changed: new Set(),
    snapshots: new Map(),
  };
}

function availabilityAt(row: LoadRow, now: Date): LoadRow['availability'] {
  return row.availability === 'away' && row.awayUntil !== null && row.awayUntil <= now ? 'available' : row.availability;
}

/** Makes sure that what is needed is locked; otherwise asks for the batch to start again. */
export function checkBook(book: LoadBook, needs: Needs): void {
  const departments = needs.departments.isSubsetOf(book.departments);
  const covered = new Set([...book.specialists, ...book.rows.map((each) => each.specialist)]);
  if (departments && needs.specialists.isSubsetOf(covered)) return;
  throw new WiderLoads(needs.departments.union(book.departments), needs.specialists.union(book.specialists));
}

/** Places given back are free from now on. */
export function applyGivenBack(batch: Batch, book: LoadBook): void {
  for (const { specialist, department, units } of batch.givenBack.splice(0)) {
    const row = find(book, specialist, department);
    if (row === undefined) continue;
    row.cases = Math.max(0, row.cases - units);
    book.changed.add(row);
  }
}

/** Finds a person for the window's waiting conversation and feeds the answer back. A retry that finds nobody leaves no trace. */
export function assign(batch: Batch, book: LoadBook, window: WindowDraft): void {
  const { seeking } = window;
  if (seeking === null) return;
  window.seeking = null;
  const { conversation, seek: effect, isRetry } = seeking;
  const seek = seekOf(batch, conversation, effect);
  const candidates = book.rows.map(candidateOf);
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
    preferred: [
      ...(effect.prefer === undefined ? [] : [{ specialist: effect.prefer, rule: 'same-person' as const }]),
      ...(owner === undefined ? [] : [{ specialist: owner, rule: 'owner' as const }]),
    ],
    caseUnits: caseUnits(policy, effect.department),
    portfolioUnits: acquires ? portfolioUnits(policy, effect.department, sizeOf(window, effect)) : 0,
    overloadByHand: policy.conversations.overloadByHand,
  };
}

function sizeOf(window: WindowDraft, effect: SeekPerson) {
  return window.client?.size ?? effect.size ?? 'private';
}

/** A first assignment makes ownership (R12); a stranger becomes a client with it. */
function own(batch: Batch, conversation: ConversationDraft, effect: SeekPerson, specialist: SpecialistId): boolean {
  const { window, row } = conversation;
  const { plan, now, newId, company } = batch;
  if (!ownsClients(effect.department)) return false;
  if (window.client === null) {
    const id = newId<'client'>() as ClientId;
    const organisation = organisationSeq(conversation);
    const size = sizeOf(window, effect);
    const name = window.contact.name ?? '';
    plan.clients.push({ id, size, stage: 'prospect', createdAt: now, windowId: window.row.id, nameSeq: organisation, name });
    plan.contactClients.push({
      id: newId(),
      contactId: window.contact.id,
      clientId: id,
      role: null,
      from: now,
      until: null,
      reason: 'first-assignment',
    });
    window.client = { id, size, stage: 'prospect' };
  }
  for (const each of window.conversations) {
    if (each.row.clientId === null) {
      each.row.clientId = window.client.id;
      touch(each);
    }
  }
  row.clientId = window.client.id;
  if (window.owners.has(effect.department)) return false;
  window.owners.set(effect.department, specialist);
  plan.ownerships.push({
    id: newId(),
    clientId: window.client.id,
    departmentId: departmentId(company, effect.department),
    specialistId: specialist,
    from: now,
    until: null,
    reason: 'first-assignment',
  });
  return true;
}

/** The message in which the client named their organisation, when they did. */
function organisationSeq(conversation: ConversationDraft): number | null {
  const { flow, row } = conversation;
  const answers = flow.outline(row.state as Parameters<typeof flow.outline>[0]).answers;
  const named = answers.findLast((each) => {
    const question = flow.tree.questions[each.question];
    return question?.kind === 'text' && question.purpose === 'organisation' && each.option === undefined;
  });
  return named?.message ?? null;
}

function explain(seek: Seek, candidates: readonly Candidate[], found: Route): Explanation {
  const staff = candidates.filter((each) => each.department === seek.department && each.serves);
  const unable: Partial<Record<PassReason, number>> = {};
  let able = 0;
  for (const each of staff) {
    const reason = whyNot(each, seek.caseUnits, seek.portfolioUnits);
    if (reason === null) able += 1;
    else unable[reason] = (unable[reason] ?? 0) + 1;
  }
  const share = (each: Candidate) => (each.cases + each.portfolio) / each.capacity;
  const top = staff
    .toSorted((a, b) => share(a) - share(b) || (a.specialist < b.specialist ? -1 : 1))
    .slice(0, 5)
    .map(({ specialist, availability, capacity, cases, portfolio }) => ({ specialist, availability, capacity, cases, portfolio }));
  return { top, able, unable, passed: found.passed, overload: found.type === 'assigned' && found.overload };
}

/** The department's staff as this batch found it, once a batch. */
function snapshot(batch: Batch, book: LoadBook, department: DepartmentKey): string {
  const known = book.snapshots.get(department);
  if (known !== undefined) return known;
  const id = batch.newId();
  book.snapshots.set(department, id);
  batch.plan.snapshots.push({
    id,
    departmentId: departmentId(batch.company, department),
    at: batch.now,
    policyVersion: batch.company.policy.version,
    candidates: book.rows.filter((each) => each.department === department).map(candidateOf),
  });
  return id;
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

function candidateOf(row: LoadRow): Candidate {
  const { specialist, department, availability, capacity, cases, portfolio, serves } = row;
  return { specialist, department, availability, capacity, cases, portfolio, serves };
}

function find(book: LoadBook, specialist: SpecialistId, department: DepartmentKey) {
  return book.rows.find((each) => each.specialist === specialist && each.department === department);
}
