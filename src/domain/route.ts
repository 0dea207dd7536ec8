import type { DepartmentKey } from './department.ts';
import type { SpecialistId } from './ids.ts';
import type { Presence } from './specialist.ts';

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
  /** units one conversation takes */
  readonly caseUnits: number;
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

/** Why somebody comes before the rest of the department. */
export type PreferredRule = 'stand-in' | 'same-person' | 'outreach' | 'owner' | 'deputy';

/** Which rule chose the person. */
export type AssignmentRule = 'by-hand' | PreferredRule | 'least-loaded';

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
 * both budgets (R6, R11, R12, R16). Pure; the caller holds the load rows' locks.
 */
export function route(seek: Seek, candidates: readonly Candidate[]): Route {
  const staff = candidates.filter((each) => each.department === seek.department);
  const named = staff.find((each) => each.specialist === seek.exact);
  const byHand = named === undefined ? null : takeByHand(seek, named);
  if (byHand?.type === 'assigned') return byHand;
  const passed: PassedOver[] = byHand === null ? [] : [...byHand.passed];
  for (const { specialist, rule } of seek.preferred) {
    const found = staff.find((each) => each.specialist === specialist && specialist !== seek.except);
    if (found === undefined) continue;
    // An owner's own client is in their portfolio already: only the open conversations can be full. Whoever else had it, a deputy of the
    // one who had it too, would acquire a client nobody owns yet (R12).
    const reason = whyNot(found, { ...seek, portfolioUnits: rule === 'owner' ? 0 : seek.portfolioUnits });
    if (reason === null) return { type: 'assigned', specialist, rule, overload: false, others: 0, passed: without(passed, specialist) };
    if (!passed.some((each) => each.specialist === specialist)) passed.push({ specialist, reason });
  }
  const serving = staff.filter((each) => each.serves && each.gone === undefined);
  const open = serving.filter((each) => each.specialist !== seek.except && whyNot(each, seek) === null);
  const least = leastLoaded(speakersFirst(open, seek));
  if (least === undefined) return { type: 'nobody', reason: whyNobody(serving, seek), passed };
  const { specialist } = least;
  const others = open.length - 1;
  return { type: 'assigned', specialist, rule: 'least-loaded', overload: false, others, passed: without(passed, specialist) };
}

/** Gives it to the person named by hand, within the limit or knowingly beyond it; passes them over where the policy wants no overload. */
function takeByHand(seek: Seek, { specialist, cases, portfolio, capacity, gone }: Candidate): Route {
  const overload = cases + seek.caseUnits > capacity;
  if (gone !== undefined) return { type: 'nobody', reason: 'nobody-else', passed: [{ specialist, reason: gone }] };
  if (overload && !seek.overloadByHand)
    return { type: 'nobody', reason: 'nobody-else', passed: [{ specialist, reason: 'conversations-full' }] };
  const beyond = seek.portfolioUnits > 0 && portfolio + seek.portfolioUnits > capacity;
  return { type: 'assigned', specialist, rule: 'by-hand', overload, ...(beyond && { overPortfolio: true }), others: 0, passed: [] };
}

/** Somebody who could not have it by one right, and can by another, was not passed over. */
function without(passed: readonly PassedOver[], chosen: SpecialistId): readonly PassedOver[] {
  return passed.filter((each) => each.specialist !== chosen);
}

/** Those of them who speak the client's language, where the policy asks for it and there are any; else all. */
export function speakersFirst(able: readonly Candidate[], { language }: Pick<Seek, 'language'>): readonly Candidate[] {
  if (language === undefined) return able;
  const speakers = able.filter((each) => each.languages?.includes(language) === true);
  return speakers.length > 0 ? speakers : able;
}

/**
 * Who begins if the one found is late with the first answer (R13): their deputy, else the next least loaded who could have it. They
 * would not acquire the client, so the portfolio does not matter. Null when nobody else is there.
 */
export function standInFor(specialist: SpecialistId, seek: Seek, candidates: readonly Candidate[]): SpecialistId | null {
  const able = candidates.filter(
    (each) =>
      each.department === seek.department &&
      each.specialist !== specialist &&
      each.specialist !== seek.except &&
      whyNot(each, { caseUnits: seek.caseUnits, portfolioUnits: 0, ...(seek.trainedOnly === true && { trainedOnly: true }) }) === null,
  );
  const deputy = candidates.find((each) => each.specialist === specialist && each.department === seek.department)?.deputy;
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

function isFit({ trained }: Candidate, { trainedOnly }: Pick<Seek, 'trainedOnly'>): boolean {
  return trainedOnly !== true || trained === true;
}

/** Why this person cannot have it now, or null when they can. `portfolioUnits`: what the client would add to their portfolio. */
export function whyNot(
  candidate: Candidate,
  seek: Pick<Seek, 'caseUnits' | 'portfolioUnits' | 'trainedOnly' | 'strangersPercent'>,
): PassReason | null {
  const { caseUnits, portfolioUnits, strangersPercent } = seek;
  if (candidate.gone !== undefined) return candidate.gone;
  if (!isFit(candidate, seek)) return 'not-trained';
  if (candidate.availability !== 'available') return candidate.availability;
  if (candidate.cases + caseUnits > candidate.capacity) return 'conversations-full';
  if (portfolioUnits > 0 && candidate.portfolio + portfolioUnits > candidate.capacity) return 'portfolio-full';
  if (strangersPercent !== undefined && candidate.cases + caseUnits > strangersRoom(candidate.capacity, caseUnits, strangersPercent))
    return 'kept-for-known';
  return null;
}

/** Units up to which strangers may fill somebody's conversations: whole places, rounded up, so that few places are all for everybody. */
function strangersRoom(capacity: number, caseUnits: number, percent: number): number {
  return Math.ceil((Math.floor(capacity / caseUnits) * percent) / 100) * caseUnits;
}

/** Load as a fraction of capacity over both budgets, compared exactly in integers; equals are told apart by id (R11). */
export function leastLoaded(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const each of candidates) if (best === undefined || lighter(each, best)) best = each;
  return best;
}

function lighter(a: Candidate, b: Candidate): boolean {
  const left = (a.cases + a.portfolio) * b.capacity;
  const right = (b.cases + b.portfolio) * a.capacity;
  return left === right ? a.specialist < b.specialist : left < right;
}

function whyNobody(serving: readonly Candidate[], seek: Seek): NobodyReason {
  if (serving.length === 0) return 'no-staff';
  const others = serving.filter((each) => each.specialist !== seek.except);
  if (others.length === 0) return 'nobody-else';
  const fit = others.filter((each) => isFit(each, seek));
  if (fit.length === 0) return 'none-trained';
  if (fit.some((each) => whyNot(each, seek) === 'kept-for-known')) return 'kept-for-known';
  const isHere = fit.some((each) => each.availability === 'available');
  if (seek.trainedOnly === true) return isHere ? 'trained-full' : 'trained-away';
  return isHere ? 'all-full' : 'all-away';
}
