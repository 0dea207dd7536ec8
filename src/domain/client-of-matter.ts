import type { DepartmentKey } from './department.ts';
import type { ClientId, SpecialistId } from './ids.ts';
import { type Track, trackOfRole } from './track.ts';

/** A client a contact is of, as far as it tells which of them a matter is about. */
export interface Membership {
  readonly id: ClientId;
  /** what the contact is there, in the company's own words */
  readonly role: string | null;
}

/** What a new matter comes with that may tell whose it is. */
export interface Signs {
  /** the client of what it answers */
  readonly quoted: ClientId | null;
  /** they said so before they wrote: by a tap, a personal link, the site's login */
  readonly chosen: ClientId | null;
  /** tapped in a menu; null: not known */
  readonly track: Track | null;
}

export type ClientOfMatter =
  | { readonly type: 'of'; readonly client: ClientId }
  /** of one of several, and nothing tells which: the contact is asked */
  | { readonly type: 'unclear' }
  /** of nobody's contact */
  | { readonly type: 'nobody' };

/**
 * The client a contact's new matter is about: of the one they answer, of the one they chose, of the only one they are of, of the one whose
 * accountant they are where it is a matter of finance. What names a client they are not of (any more) tells nothing.
 */
export function clientOfMatter(memberships: readonly Membership[], { quoted, chosen, track }: Signs): ClientOfMatter {
  const [only] = memberships;
  if (only === undefined) return { type: 'nobody' };
  const named = [quoted, chosen].find((each) => memberships.some(({ id }) => id === each));
  if (named != null) return { type: 'of', client: named };
  if (memberships.length === 1) return { type: 'of', client: only.id };
  const [fits, ...others] = track === 'finance' ? memberships.filter(({ role }) => trackOfRole(role) === 'finance') : [];
  return fits !== undefined && others.length === 0 ? { type: 'of', client: fits.id } : { type: 'unclear' };
}

/** A conversation whose client is named, or named otherwise, as far as it tells who is to go on with it. */
export interface Serving {
  /** who is in charge; null: nobody */
  readonly specialist: SpecialistId | null;
  /** where it lies */
  readonly department: DepartmentKey;
  /** the client waits for an answer in it */
  readonly waits: boolean;
  /** which department serves the client that was named */
  readonly right: DepartmentKey;
  /** owners of that client */
  readonly owners: ReadonlyMap<DepartmentKey, SpecialistId>;
}

/**
 * Whether somebody else is to go on once it is said which client a conversation is about: whoever serves that client, for nobody serves one
 * through another. Whoever has answered finishes it; the next one goes to the owner (R15).
 */
export function changesHands({ specialist, department, waits, right, owners }: Serving): boolean {
  if (specialist === null) return true;
  if (!waits || owners.get(department) === specialist) return false;
  return department !== right || owners.has(right);
}
