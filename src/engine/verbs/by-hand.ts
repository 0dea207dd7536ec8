import { caseUnits } from '../../domain/capacity.ts';
import type { FlowState } from '../../domain/decision.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { Taken, Transferred } from '../../domain/event.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import { isKnowingly, type Objected, type Objection, objectionsTo } from '../../domain/objection.ts';
import { unitsOf } from '../../domain/search.ts';
import { factsOf } from '../assign/facts.ts';
import type { Batch, BookRow, ConversationDraft } from '../batch/draft.ts';
import { candidateOf, find } from '../batch/load-book.ts';
import { type Handled, refused } from '../batch/outcome.ts';
import type { Company } from '../company.ts';
import { hasMet } from './guard.ts';

/** Somebody who is to have a conversation because a person says so. */
export interface Named {
  readonly specialist: SpecialistId;
  readonly department: DepartmentKey;
  /** what whoever names them has been told of them */
  readonly knowingly: readonly string[] | undefined;
  /** what is about to happen: the flow is asked what it would do, and is not given it */
  readonly event: Taken | Transferred;
}

/**
 * Refuses to give a conversation by hand to who is not there or full, unless that is known to whoever does it: what was accepted would go
 * on elsewhere by itself (R12, R16). Looked at under the locks of the loads, so what came between the look and the act is said too. Null:
 * they can have it; and that they are away, and until when, goes with it.
 */
export function refuseByHand(batch: Batch, conversation: ConversationDraft, named: Named): Handled | null {
  const { specialist, department, knowingly = [], event } = named;
  const isSelf = event.type === 'taken';
  const { company, book } = batch;
  if (book === null) throw new Error('somebody is named whose load was not locked');
  // Whoever met the client of another department has their place where they work (R7).
  const place = isSelf ? (company.people.get(specialist)?.department ?? department) : department;
  const row = find(book, specialist, place);
  // They left or changed department since the company was read: never given to somebody else instead.
  if (row?.here !== true) return refused('unknown-specialist');
  const policy = company.policy.data;
  const units = caseUnits(policy, place);
  const cases = casesIn(batch, row, units);
  const seek = conversation.flow.step(conversation.row.state as FlowState, event).effects.find((each) => each.type === 'seek-person');
  const facts = seek === undefined ? null : factsOf(conversation, seek);
  const portfolioUnits = facts === null || facts.isLetIn || place !== department ? 0 : unitsOf(policy, facts);
  const against = objectionsTo({ ...candidateOf(row), cases }, { caseUnits: units, portfolioUnits });
  const why = isSelf ? against.filter((each) => !isRefuted(each, hasMet(conversation, specialist))) : against;
  const backAt = backAgainAt(company, row, batch.now);
  const objected = objectedFor(company, { ...row, cases }, { department, why, backAt, isSelf });
  if (why.length > 0 && !(objected.may && isKnowingly(why, knowingly))) return refused('specialist-unavailable', objected);
  const isAway = why.some((each) => each !== 'not-here' && !isFull(each));
  conversation.named = isAway ? { specialist, backAt: isSelf ? batch.now : backAt } : null;
  return null;
}

interface Against {
  readonly department: DepartmentKey;
  readonly why: readonly Objection[];
  readonly backAt: Date | null;
  readonly isSelf: boolean;
}

/** All that is said of it: who, why, until when, how full, and whether it can be done all the same. */
export function objectedFor(
  { people, policy }: Pick<Company, 'people' | 'policy'>,
  { specialist, cases, capacity }: Pick<BookRow, 'specialist' | 'cases' | 'capacity'>,
  { department, why, backAt, isSelf }: Against,
): Objected {
  const units = caseUnits(policy.data, department);
  return {
    specialist,
    name: people.get(specialist)?.name ?? '',
    why,
    backAt: backAt?.toISOString() ?? null,
    open: Math.ceil(cases / units),
    limit: Math.floor(capacity / units),
    may: canAllTheSame(why, backAt, isSelf, policy.data.conversations.overloadByHand),
  };
}

/** Whoever acts is here, without any other sign; and who is with the client is on that call, or at that meeting, with them (R7). */
function isRefuted(each: Objection, isWithClient: boolean): boolean {
  return each === 'not-here' || (isWithClient && (each === 'on-call' || each === 'at-meeting'));
}

const isFull = (each: Objection) => each === 'conversations-full' || each === 'portfolio-full';

/** Beyond the limit only where the policy lets it; to somebody away only where it is known until when, for a client waits that long. */
function canAllTheSame(why: readonly Objection[], backAt: Date | null, isSelf: boolean, overloadByHand: boolean): boolean {
  if (why.includes('conversations-full') && !overloadByHand) return false;
  return isSelf || backAt !== null || why.every((each) => each === 'not-here' || isFull(each));
}

/** Units of conversations they have once this batch has given back what ended in it, and given what others name them for. */
function casesIn({ givenBack, windows }: Batch, { specialist, department, cases }: BookRow, units: number): number {
  const back = givenBack.filter((each) => each.specialist === specialist && each.department === department);
  const pledged = windows.filter(({ seeking }) => seeking?.seek.exact === specialist);
  return Math.max(0, cases - back.reduce((sum, each) => sum + each.units, 0)) + pledged.length * units;
}

/** When somebody who is not available will be, by what they said and what is planned; null: nobody knows, or it is up to them. */
export function backAgainAt({ people }: Pick<Company, 'people'>, row: Away, now: Date): Date | null {
  if (row.availability === 'available' || row.availability === 'off' || row.availability === 'not-here') return null;
  if (row.availability === 'away' && row.awayUntil === null) return null;
  const ends = [row.awayUntil, row.absentUntil, row.engagedUntil].map((each) => each?.getTime() ?? 0);
  const free = Math.max(now.getTime(), ...ends);
  return people.get(row.specialist)?.shifts.nextOpening(new Date(free)) ?? null;
}

type Away = Pick<BookRow, 'specialist' | 'availability' | 'awayUntil' | 'absentUntil' | 'engagedUntil'>;
