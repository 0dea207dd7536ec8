import { portfolioUnits } from './capacity.ts';
import type { ClientWeight } from './client.ts';
import type { DepartmentKey } from './department.ts';
import type { SpecialistId } from './ids.ts';
import type { Language } from './language.ts';
import { speakersFirst } from './least-loaded.ts';
import type { Policy } from './policy.ts';
import type { Candidate } from './route.ts';
import { isLanguageFirst } from './search.ts';

/** A client to be given away, with what it takes of a portfolio. */
export interface Weighed {
  readonly client: string;
  readonly units: number;
  /** that most of its contacts write in: whoever speaks it comes before load; absent: load alone decides (R11) */
  readonly language?: string;
}

/** Somebody who may get clients; amounts in units. */
export interface Taker {
  readonly specialist: SpecialistId;
  readonly capacity: number;
  readonly portfolio: number;
  readonly languages?: readonly string[];
}

export interface Given {
  readonly client: string;
  readonly to: SpecialistId;
  /** beyond their capacity, because nobody had room (R12) */
  readonly overload: boolean;
}

/** All that the move of somebody's portfolio is decided on, besides the policy. Plain data, stored whole with the move. */
export interface SpreadFacts {
  readonly department: DepartmentKey;
  /** whose clients they are */
  readonly specialist: SpecialistId;
  readonly clients: readonly (ClientWeight & { readonly client: string; readonly language: Language | null })[];
  /** everybody with a load in the department */
  readonly people: readonly Candidate[];
}

/** What a move was decided on, as it is stored. */
export interface SpreadBasis {
  readonly facts: SpreadFacts;
  readonly policyVersion: number;
}

/** Decides who gets which of somebody's clients (R12). Null when there is nobody. */
export function spreadPortfolio(policy: Policy, facts: SpreadFacts): readonly Given[] | null {
  const { department, clients } = facts;
  const weighed = clients.map(
    ({ client, language, ...weight }): Weighed => ({
      client,
      units: portfolioUnits(policy, department, weight),
      ...(isLanguageFirst(policy) && language !== null && { language }),
    }),
  );
  return spread(weighed, takersOf(facts));
}

/**
 * Colleagues who are here to stay. Whoever is off or on a planned absence would need somebody to stand in for them at once; off shift and
 * away pass by themselves.
 */
export function takersOf({
  department,
  specialist,
  people,
}: Pick<SpreadFacts, 'department' | 'specialist' | 'people'>): readonly Candidate[] {
  return people.filter(
    (each) =>
      each.gone === undefined &&
      each.serves &&
      each.department === department &&
      each.specialist !== specialist &&
      each.availability !== 'off' &&
      each.availability !== 'absent',
  );
}

/**
 * Spreads a portfolio over colleagues by capacity: the heaviest clients first, each to whoever is then the least loaded of those with
 * room for it who speak its language, or of all with room; where nobody has room, of everybody in the same way. Null when there is nobody. Pure, and the same for the same loads.
 */
export function spread(clients: readonly Weighed[], takers: readonly Taker[]): readonly Given[] | null {
  if (takers.length === 0) return clients.length === 0 ? [] : null;
  const loads = takers.map((each) => ({ ...each })).toSorted((a, b) => (a.specialist < b.specialist ? -1 : 1));
  const heaviestFirst = clients.toSorted((a, b) => b.units - a.units || (a.client < b.client ? -1 : 1));
  return heaviestFirst.map(({ client, units, ...spoken }) => {
    const withRoom = loads.filter((each) => each.portfolio + units <= each.capacity);
    const overload = withRoom.length === 0;
    const to = speakersFirst(overload ? loads : withRoom, spoken).reduce((best, each) => (isLighter(each, best, units) ? each : best));
    to.portfolio += units;
    return { client, to: to.specialist, overload };
  });
}

function isLighter(a: Taker, b: Taker, units: number): boolean {
  return (a.portfolio + units) * b.capacity < (b.portfolio + units) * a.capacity;
}
