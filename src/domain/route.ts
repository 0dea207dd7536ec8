import type { DepartmentKey } from './department.ts';
import type { SpecialistId } from './ids.ts';
import { leastLoaded, speakersFirst } from './least-loaded.ts';
import type { Presence } from './specialist.ts';
import { isBarred, isFit, whyNot } from './why-not.ts';

/** Somebody a conversation could go to, as the locked load row shows them. All amounts in units, `capacity` bounds both budgets. */
export interface Candidate {
  readonly specialist: SpecialistId;
  readonly department: DepartmentKey;
  readonly availability: Presence;
  readonly capacity: number;
  readonly cases: number;
  readonly portfolio: number;
  /** takes conversations as they come; a head who does not can still be named by hand */
  readonly serves: boolean;
  /** for matters of debts (R9) */
  readonly trained?: boolean;
  /** who stands in for them now: named with the absence that is on, else for always */
  readonly deputy?: SpecialistId;
  /** in which they work, as codes such as `ru` */
  readonly languages?: readonly string[];
  /** they were of the department, and are not any more: they can be named, and that is all */
  readonly gone?: Gone;
}

/** Why somebody is no longer where they were: they left the company, or work in another department. */
export type Gone = 'left' | 'elsewhere';

export interface Seek {
  readonly department: DepartmentKey;
  /** named by hand: this person and nobody else */
  readonly exact?: SpecialistId;
  /** asked first, in this order: the stand-in, the one who had it, whoever reached out to the client, the owner, and deputies */
  readonly preferred: readonly { readonly specialist: SpecialistId; readonly rule: PreferredRule }[];
  /** not this person, unless named by hand */
  readonly except?: SpecialistId;
  /** … nor these, who were late with it (R13) */
  readonly late?: readonly SpecialistId[];
  /** … unless nobody else can have it: a client who waits is better off with them */
  readonly lateIfNobody?: true;
  /** units one conversation takes */
  readonly caseUnits: number;
  /** whoever met the client, of whatever department: they stand in for whoever is called, and serve where nobody can come (R7) */
  readonly met?: Met;
  /** units the client would add to the portfolio of whoever gets it; 0 when it is owned already or weighs nothing */
  readonly portfolioUnits: number;
  /** a matter of debts in the client department: whoever is not trained for them cannot have it (R9) */
  readonly trainedOnly?: boolean;
  /** nobody has proved who they are: of each person's places strangers may have so many percent, the rest is kept for known clients */
  readonly strangersPercent?: number;
  /** may a person named by hand go over the conversation budget */
  readonly overloadByHand: boolean;
  /** the client's: of those who can have it, whoever speaks it comes before load; absent: load alone decides */
  readonly language?: string;
}

export interface Met {
  readonly by: SpecialistId;
  /** units one conversation takes of them, where they work */
  readonly caseUnits: number;
  /** it has only just come or gone on: the call or the meeting they are busy with is with this client */
  readonly isWithClient?: true;
}

/** Why somebody comes before the rest of the department; `named`: they are called as the client says the manager was who contacted them. */
export type PreferredRule = 'stand-in' | 'same-person' | 'outreach' | 'named' | 'owner' | 'deputy' | 'met';

/** Which rule chose the person; `late`: they were late with it, and nobody else can have it. */
export type AssignmentRule = 'by-hand' | PreferredRule | 'least-loaded' | 'late';

export type PassReason = Gone | Exclude<Presence, 'available'> | 'conversations-full' | 'portfolio-full' | 'not-trained' | 'kept-for-known';

/**
 * Why there was nobody. `nobody-else`: only the one who is not to have it takes conversations; `none-trained`, `trained-away`,
 * `trained-full`: where only the trained may have it, the others do not count, however many are here.
 */
export type NobodyReason =
  | 'no-staff'
  | 'nobody-else'
  | 'none-trained'
  | 'trained-away'
  | 'trained-full'
  | 'all-away'
  | 'all-full'
  | 'kept-for-known';

export interface PassedOver {
  readonly specialist: SpecialistId;
  readonly reason: PassReason;
}

export type Route =
  | {
      readonly type: 'assigned';
      readonly specialist: SpecialistId;
      readonly rule: AssignmentRule;
      /** whose budget it counts against: another department's where whoever met the client works there */
      readonly department: DepartmentKey;
      /** units it takes of them */
      readonly caseUnits: number;
      readonly overload: boolean;
      /** named by hand, they acquire a client beyond their portfolio (R12) */
      readonly overPortfolio?: true;
      /** how many others could have had it */
      readonly others: number;
      /** preferred people who could not have it */
      readonly passed: readonly PassedOver[];
    }
  | { readonly type: 'nobody'; readonly reason: NobodyReason; readonly passed: readonly PassedOver[] };

/**
 * Who gets a conversation: the person named by hand, else whoever comes first by right and can have it, else the least loaded within
 * both budgets, else whoever met the client (R6, R7, R11, R12, R16). Pure; the caller holds the load rows' locks.
 */
export function route(seek: Seek, candidates: readonly Candidate[]): Route {
  const named = seek.exact === undefined ? undefined : placed(seek.exact, seek, candidates);
  const byHand = named === undefined ? null : takeByHand(seek, named);
  if (byHand?.type === 'assigned') return byHand;
  const passed: PassedOver[] = byHand === null ? [] : [...byHand.passed];
  for (const { specialist, rule } of seek.preferred) {
    const found = isBarred(specialist, seek) ? undefined : placed(specialist, seek, candidates);
    if (found === undefined) continue;
    const reason = whyNotByRight(found, rule, seek);
    if (reason === null) return { ...given(found, seek), rule, passed: without(passed, specialist) };
    if (!passed.some((each) => each.specialist === specialist)) passed.push({ specialist, reason });
  }
  const serving = candidates.filter((each) => isStaff(each, seek) && each.serves && each.gone === undefined);
  const open = serving.filter((each) => !isBarred(each.specialist, seek) && whyNot(each, seek) === null);
  const least = leastLoaded(speakersFirst(open, seek));
  const others = open.length - 1;
  if (least !== undefined) return { ...given(least, seek), rule: 'least-loaded', others, passed: without(passed, least.specialist) };
  const met = seek.met === undefined || isBarred(seek.met.by, seek) ? undefined : placed(seek.met.by, seek, candidates);
  if (met !== undefined && whyNotByRight(met, 'met', seek) === null)
    return { ...given(met, seek), rule: 'met', passed: without(passed, met.specialist) };
  const late = seek.lateIfNobody === true ? lateAfterAll(seek, candidates) : undefined;
  if (late !== undefined) return { ...given(late, seek), rule: 'late', passed: without(passed, late.specialist) };
  return { type: 'nobody', reason: whyNobody(serving, seek), passed };
}

function lateAfterAll(seek: Seek, candidates: readonly Candidate[]): Candidate | undefined {
  const able = candidates.filter(
    (each) =>
      isStaff(each, seek) &&
      seek.late?.includes(each.specialist) === true &&
      each.specialist !== seek.except &&
      whyNot(each, seek) === null,
  );
  return leastLoaded(able);
}

/** Gives it to the person named by hand, within the limit or knowingly beyond it; passes them over where the policy wants no overload. */
function takeByHand(seek: Seek, named: Candidate): Route {
  const { specialist, cases, portfolio, capacity, gone } = named;
  const overload = cases + unitsOf(named, seek) > capacity;
  if (gone !== undefined) return { type: 'nobody', reason: 'nobody-else', passed: [{ specialist, reason: gone }] };
  if (overload && !seek.overloadByHand)
    return { type: 'nobody', reason: 'nobody-else', passed: [{ specialist, reason: 'conversations-full' }] };
  const beyond = isStaff(named, seek) && seek.portfolioUnits > 0 && portfolio + seek.portfolioUnits > capacity;
  return { ...given(named, seek), rule: 'by-hand', overload, ...(beyond && { overPortfolio: true }), passed: [] };
}

/** Somebody who could not have it by one right, and can by another, was not passed over. */
function without(passed: readonly PassedOver[], chosen: SpecialistId): readonly PassedOver[] {
  return passed.filter((each) => each.specialist !== chosen);
}

function given(person: Candidate, seek: Seek) {
  const { specialist, department } = person;
  return { type: 'assigned', specialist, department, caseUnits: unitsOf(person, seek), overload: false, others: 0 } as const;
}

function isStaff({ department }: Candidate, seek: Seek): boolean {
  return department === seek.department;
}

/** Finds somebody in the department, or whoever met the client where they work. */
function placed(specialist: SpecialistId, seek: Seek, candidates: readonly Candidate[]): Candidate | undefined {
  const rows = candidates.filter((each) => each.specialist === specialist);
  const own = rows.find((each) => isStaff(each, seek));
  if (seek.met?.by !== specialist) return own;
  const met = rows.find((each) => each.gone === undefined) ?? own;
  const isBusyWithThem = seek.met.isWithClient === true && (met?.availability === 'on-call' || met?.availability === 'at-meeting');
  return met !== undefined && isBusyWithThem ? { ...met, availability: 'available' } : met;
}

function unitsOf(person: Candidate, seek: Seek): number {
  return isStaff(person, seek) ? seek.caseUnits : (seek.met?.caseUnits ?? seek.caseUnits);
}

/**
 * Why somebody cannot have it who comes by right. An owner's own client is in their portfolio already: only the open conversations can be
 * full. Whoever met the client does not acquire them. Anybody else, a deputy of the one who had it too, would acquire a client nobody owns yet (R12).
 */
function whyNotByRight(person: Candidate, rule: PreferredRule, seek: Seek): PassReason | null {
  const acquires = rule !== 'owner' && rule !== 'met' && isStaff(person, seek);
  const { strangersPercent: _, ...rest } = seek;
  return whyNot(person, {
    ...(rule === 'met' ? rest : seek),
    caseUnits: unitsOf(person, seek),
    portfolioUnits: acquires ? seek.portfolioUnits : 0,
  });
}

/**
 * Who begins if the one found is late with the first answer (R13): whoever met the client (R7), else their deputy, else the next least
 * loaded who could have it. They would not acquire the client, so the portfolio does not matter. Null when nobody else is there.
 */
export function standInFor(specialist: SpecialistId, seek: Seek, candidates: readonly Candidate[]): SpecialistId | null {
  const isAble = (each: Candidate) =>
    each.specialist !== specialist && !isBarred(each.specialist, seek) && whyNotByRight(each, 'met', seek) === null;
  const met = seek.met === undefined ? undefined : placed(seek.met.by, seek, candidates);
  if (met !== undefined && isAble(met)) return met.specialist;
  const able = candidates.filter((each) => isStaff(each, seek) && isAble(each));
  const deputy = candidates.find((each) => each.specialist === specialist && isStaff(each, seek))?.deputy;
  if (deputy !== undefined && able.some((each) => each.specialist === deputy)) return deputy;
  return (
    leastLoaded(
      speakersFirst(
        able.filter((each) => each.serves),
        seek,
      ),
    )?.specialist ?? null
  );
}

function whyNobody(serving: readonly Candidate[], seek: Seek): NobodyReason {
  if (serving.length === 0) return 'no-staff';
  const others = serving.filter((each) => !isBarred(each.specialist, seek));
  if (others.length === 0) return 'nobody-else';
  const fit = others.filter((each) => isFit(each, seek));
  if (fit.length === 0) return 'none-trained';
  if (fit.some((each) => whyNot(each, seek) === 'kept-for-known')) return 'kept-for-known';
  const isHere = fit.some((each) => each.availability === 'available');
  if (seek.trainedOnly === true) return isHere ? 'trained-full' : 'trained-away';
  return isHere ? 'all-full' : 'all-away';
}
