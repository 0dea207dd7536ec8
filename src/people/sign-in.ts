import type { Queries } from '../db/db.ts';
import { forgivePin, knownPeople } from '../db/people/pins.ts';
import { addDeskSession, type BegunBy, endDeskSession, endSessionsOf } from '../db/people/sessions.ts';
import { addSignInLink, goodSignInLink, useSignInLink, viewerOf, whoseLink } from '../db/people/sign-in.ts';
import type { StaffRow } from '../db/people/staff.ts';
import { cleanText } from '../domain/content.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Actor } from './access.ts';
import { type Answered, announce, done, note, type PeopleDeps, refused } from './deps.ts';
import { type PinDeps, tryPin } from './pin.ts';
import { noteLeaving } from './presence.ts';

const hour = 3_600_000;

/** Keeps a link for somebody else: the token is made, shown once and hashed by the caller. */
export async function issueLink(
  deps: PeopleDeps,
  actor: Actor,
  { id, leftAt }: StaffRow,
  { tokenHash, hours, endsSessions }: { readonly tokenHash: string; readonly hours: number; readonly endsSessions: boolean },
): Promise<Answered<Date>> {
  if (leftAt !== null) return refused('has-left');
  const createdAt = deps.now();
  const expiresAt = new Date(createdAt.getTime() + hours * hour);
  await deps.db.transaction(async (tx) => {
    await addSignInLink(tx, { tokenHash, specialist: id, createdAt, expiresAt, endsSessions });
    await note(deps, tx, actor, 'link-issued', { kind: 'specialist', id }, { hours, endsSessions });
  });
  return done(expiresAt);
}

interface NewSession {
  readonly specialist: SpecialistId;
  readonly session: string;
}

/** A browser on which a session begins, and how long the session lasts. */
export interface NewPlace {
  /** what the browser calls itself; cut short where it is kept */
  readonly agent: string;
  readonly days: number;
}

/** Finds whose link it is and what it does, without using it up: whoever looks ahead for somebody else, such as a messenger's preview, is not let in. */
export async function lookAtLink({ db, now }: PeopleDeps, tokenHash: string): Promise<{ name: string; endsSessions: boolean } | null> {
  return goodSignInLink(db, tokenHash, now());
}

/** Uses a link up and begins a session; null when the link is good no more. Whoever has a link may try their PIN again. */
export async function signInByLink(deps: PeopleDeps, tokenHash: string, place: NewPlace): Promise<NewSession | null> {
  const now = deps.now();
  return deps.db.transaction(async (tx) => {
    const link = await useSignInLink(tx, tokenHash, now);
    if (link === null) {
      const known = await whoseLink(tx, tokenHash);
      // A token that never was belongs to nobody, and there is no end of such.
      if (known !== null) await note(deps, tx, null, 'sign-in-refused', { kind: 'specialist', id: known }, { by: 'link' });
      return null;
    }
    const { specialist, endsSessions } = link;
    const ended = endsSessions ? await endSessionsOf(tx, specialist, now) : 0;
    const session = await beginSession(deps, tx, specialist, 'link', place);
    await forgivePin(tx, specialist);
    const data = { by: 'link', session, ...(endsSessions && { ended }) };
    await note(deps, tx, { id: specialist }, 'signed-in', { kind: 'specialist', id: specialist }, data);
    return { specialist, session };
  });
}

/** A browser's own name of itself, at most so much of it. */
const longestAgent = 300;

async function beginSession(deps: PeopleDeps, tx: Queries, specialist: SpecialistId, begunBy: BegunBy, place: NewPlace): Promise<string> {
  const id: string = deps.newId();
  const createdAt = deps.now();
  const expiresAt = new Date(createdAt.getTime() + place.days * 24 * hour);
  await addDeskSession(tx, { id, specialist, createdAt, expiresAt, begunBy, agent: cleanText(place.agent).slice(0, longestAgent) });
  return id;
}

/**
 * Signs in, by their PIN, one of the people who signed in on this browser before. The session that was open there ends with the
 * same commit.
 */
export async function switchPerson(
  deps: PinDeps,
  here: { readonly people: readonly string[]; readonly session: string | null },
  wish: { readonly email: string; readonly pin: string },
  place: NewPlace,
): Promise<Answered<NewSession>> {
  const known = await knownPeople(deps.db, here.people);
  const person = known.find((each) => each.email.toLowerCase() === wish.email.toLowerCase());
  if (person === undefined) return refused('not-known-here');
  const object = { kind: 'specialist', id: person.id } as const;
  const refusal = await tryPin(deps, person.id, wish.pin);
  if (refusal !== null) {
    // A try that came too soon was not looked at: it says nothing of who tried.
    if (refusal !== 'pin-too-soon') await note(deps, deps.db, null, 'sign-in-refused', object, { by: 'pin', reason: refusal });
    return refused(refusal);
  }
  const switched = await deps.db.transaction(async (tx) => {
    const now = deps.now();
    const former = here.session === null ? null : await viewerOf(tx, here.session, now);
    if (here.session !== null) await endDeskSession(tx, here.session, now);
    if (former !== null && former.id !== person.id) {
      await noteLeaving(deps, tx, { specialist: former.id, session: former.session }, 'switched');
    }
    const session = await beginSession(deps, tx, person.id, 'pin', place);
    await note(deps, tx, person, 'signed-in', object, { by: 'pin', session });
    return done({ specialist: person.id, session });
  });
  announce(deps);
  return switched;
}
