import type { SpecialistId } from './ids.ts';
import { speakersFirst } from './least-loaded.ts';

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
