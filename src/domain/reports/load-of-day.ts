import { caseUnits, portfolioUnits } from '../capacity.ts';
import type { SizeClass } from '../client.ts';
import type { DepartmentId, SpecialistId } from '../ids.ts';
import type { Policy } from '../policy.ts';
import { counts, cut, meets, type Span, type Stretch, secondsIn, within } from './stretch.ts';

/** A conversation was with somebody in a department, or waited in its queue (`specialist` null). */
export interface LoadStay extends Stretch {
  readonly department: DepartmentId;
  readonly specialist: SpecialistId | null;
  readonly origin: string;
  readonly isNew: boolean;
}

/** Somebody takes conversations in a department, with a capacity in units. */
export interface Capacity extends Stretch {
  readonly department: DepartmentId;
  readonly specialist: SpecialistId;
  readonly capacity: number;
}

/** Somebody owns a client of this weight; an ownership whose client changes is several of them. */
export interface Owned extends Stretch {
  readonly department: DepartmentId;
  readonly specialist: SpecialistId;
  readonly size: SizeClass;
  readonly isLost: boolean;
  readonly isDedicated: boolean;
}

/** All that the load of a time is made of, each as it was then. */
export interface LoadFacts {
  readonly stays: readonly LoadStay[];
  readonly capacities: readonly Capacity[];
  readonly owned: readonly Owned[];
  /** in order; the first counts for everything before, too */
  readonly policies: readonly { readonly from: Date; readonly data: Policy }[];
  keyOf(department: DepartmentId): string;
}

/** Units of a budget times seconds, numbers times seconds (db/schema/reports `reportLoad`). */
export interface LoadSums {
  capacity: number;
  cases: number;
  newCases: number;
  portfolio: number;
  conversations: number;
  clients: number;
  places: number;
  otherConversations: number;
  otherClients: number;
  gained: number;
  gainedNew: number;
}

export interface LoadOfDay extends LoadSums {
  readonly department: DepartmentId;
  readonly specialist: SpecialistId;
  readonly origin: string;
}

/** What a day's load has of no origin: capacity and portfolio, and places, which conversations of every origin take. */
export const noOrigin = '';

/** Adds up who had how much to do within a span, over time. Rows come only of whoever could do, had or came to something. */
export function loadOf(from: Date, until: Date, facts: LoadFacts): LoadOfDay[] {
  const span = { from: from.getTime(), until: until.getTime() };
  const rows = new Map<string, LoadOfDay>();
  const rowOf = (department: DepartmentId, specialist: SpecialistId, origin: string): LoadOfDay => {
    const key = `${department} ${specialist} ${origin}`;
    const row = rows.get(key) ?? { ...nothing, department, specialist, origin };
    rows.set(key, row);
    return row;
  };
  const capacities = groupOf(facts.capacities, span);
  const pieces = policyPieces(facts.policies, span);
  for (const each of facts.capacities) {
    const seconds = secondsIn(each, span);
    if (seconds > 0) rowOf(each.department, each.specialist, noOrigin).capacity += each.capacity * seconds;
  }
  for (const stay of facts.stays) {
    const { department, specialist, origin, isNew } = stay;
    if (specialist === null || !meets(stay, span)) continue;
    addStay(rowOf(department, specialist, origin), stay, {
      span,
      pieces,
      served: capacities.get(`${department} ${specialist}`) ?? [],
      facts,
    });
    if (stay.from.getTime() < span.from || stay.from.getTime() >= span.until) continue;
    rowOf(department, specialist, origin).gained += 1;
    if (isNew) rowOf(department, specialist, origin).gainedNew += 1;
  }
  for (const each of facts.owned) {
    if (each.isLost || secondsIn(each, span) === 0) continue;
    const { department, specialist } = each;
    addOwned(rowOf(department, specialist, noOrigin), each, {
      span,
      pieces,
      served: capacities.get(`${department} ${specialist}`) ?? [],
      facts,
    });
  }
  for (const [key, served] of capacities) {
    const [first] = served;
    if (first === undefined) continue;
    const row = rowOf(first.department, first.specialist, noOrigin);
    const taken = facts.stays.filter((each) => `${each.department} ${each.specialist}` === key && meets(each, span));
    row.places += placesLeft(served, taken, { span, pieces, facts });
  }
  return [...rows.values()].map(rounded);
}

interface Piece extends Span {
  readonly policy: Policy | null;
}

interface Surroundings {
  readonly span: Span;
  readonly pieces: readonly Piece[];
  /** when they took conversations there */
  readonly served: readonly Capacity[];
  readonly facts: Pick<LoadFacts, 'keyOf'>;
}

const nothing: LoadSums = {
  capacity: 0,
  cases: 0,
  newCases: 0,
  portfolio: 0,
  conversations: 0,
  clients: 0,
  places: 0,
  otherConversations: 0,
  otherClients: 0,
  gained: 0,
  gainedNew: 0,
};

function groupOf(capacities: readonly Capacity[], span: Span): Map<string, Capacity[]> {
  const groups = new Map<string, Capacity[]>();
  for (const each of capacities) {
    if (secondsIn(each, span) === 0) continue;
    const key = `${each.department} ${each.specialist}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

/** Which policy counted when. Where none was, nothing has a limit, and nothing a weight. */
function policyPieces(policies: LoadFacts['policies'], span: Span): Piece[] {
  if (policies.length === 0) return [{ ...span, policy: null }];
  return policies.flatMap(({ from: since, data }, i): Piece[] => {
    const from = i === 0 ? span.from : Math.max(span.from, since.getTime());
    const until = Math.min(span.until, policies[i + 1]?.from.getTime() ?? Number.POSITIVE_INFINITY);
    return from < until ? [{ from, until, policy: data }] : [];
  });
}

function addStay(row: LoadOfDay, stay: LoadStay, { span, pieces, served, facts }: Surroundings): void {
  const seconds = secondsIn(stay, span);
  const busy = served.map((each) => within(span, each));
  const counted = busy.reduce((sum, each) => sum + secondsIn(stay, each), 0);
  row.conversations += counted;
  row.otherConversations += seconds - counted;
  for (const piece of pieces) {
    const units = piece.policy === null ? 0 : caseUnits(piece.policy, facts.keyOf(stay.department));
    const spent = units * busy.reduce((sum, each) => sum + secondsIn(stay, cut(each, piece)), 0);
    row.cases += spent;
    if (stay.isNew) row.newCases += spent;
  }
}

function addOwned(row: LoadOfDay, owned: Owned, { span, pieces, served, facts }: Surroundings): void {
  const busy = served.map((each) => within(span, each));
  const counted = busy.reduce((sum, each) => sum + secondsIn(owned, each), 0);
  row.clients += counted;
  row.otherClients += secondsIn(owned, span) - counted;
  const key = facts.keyOf(owned.department);
  const { size } = owned;
  for (const piece of pieces) {
    const dedicated = owned.isDedicated ? [key] : null;
    const units = piece.policy === null ? 0 : portfolioUnits(piece.policy, key, { size, stage: 'served', dedicated });
    row.portfolio += units * busy.reduce((sum, each) => sum + secondsIn(owned, cut(each, piece)), 0);
  }
}

/** Whole places they had left, times seconds: what somebody has beyond the limit takes nobody else's. */
function placesLeft(
  served: readonly Capacity[],
  taken: readonly LoadStay[],
  { span, pieces, facts }: Pick<Surroundings, 'span' | 'pieces' | 'facts'>,
): number {
  let sum = 0;
  for (const each of served) {
    for (const piece of pieces) {
      const time = cut(within(span, each), piece);
      if (time.from >= time.until || piece.policy === null) continue;
      const units = caseUnits(piece.policy, facts.keyOf(each.department));
      const places = Math.floor(each.capacity / units);
      for (const { length, count } of counts(taken, time)) sum += Math.max(0, places - count) * length;
    }
  }
  return sum;
}

function rounded(row: LoadOfDay): LoadOfDay {
  const sums = Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value) : value]);
  return Object.fromEntries(sums) as LoadOfDay;
}
