import { forgivePin, knownPeople } from '../db/people/pins.ts';
import { addDeskSession, addSignInLink, endDeskSession, useSignInLink, whoseLink } from '../db/people/sign-in.ts';
import type { StaffRow } from '../db/people/staff.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Actor } from './access.ts';
import { type Answered, done, note, type PeopleDeps, refused } from './deps.ts';
import { type PinDeps, tryPin } from './pin.ts';

const hour = 3_600_000;

/** Keeps a link for somebody else: the token is made, shown once and hashed by the caller. */
export async function issueLink(
  deps: PeopleDeps,
  actor: Actor,
  { id, leftAt }: StaffRow,
  { tokenHash, hours }: { readonly tokenHash: string; readonly hours: number },
): Promise<Answered<Date>> {
  if (leftAt !== null) return refused('has-left');
  const createdAt = deps.now();
  const expiresAt = new Date(createdAt.getTime() + hours * hour);
  await deps.db.transaction(async (tx) => {
    await addSignInLink(tx, { tokenHash, specialist: id, createdAt, expiresAt });
    await note(deps, tx, actor, 'link-issued', { kind: 'specialist', id }, { hours });
  });
  return done(expiresAt);
}

interface NewSession {
  readonly specialist: SpecialistId;
  readonly session: string;
}

/** Uses a link up and begins a session; null when the link is good no more. Whoever has a link may try their PIN again. */
export async function signInByLink(deps: PeopleDeps, tokenHash: string, days: number): Promise<NewSession | null> {
  const now = deps.now();
  return deps.db.transaction(async (tx) => {
    const specialist = await useSignInLink(tx, tokenHash, now);
    if (specialist === null) {
      const known = await whoseLink(tx, tokenHash);
      // A token that never was belongs to nobody, and there is no end of such.
      if (known !== null) await note(deps, tx, null, 'sign-in-refused', { kind: 'specialist', id: known }, { by: 'link' });
      return null;
    }
    const session: string = deps.newId();
    await addDeskSession(tx, { id: session, specialist, createdAt: now, expiresAt: new Date(now.getTime() + days * 24 * hour) });
    await forgivePin(tx, specialist);
    await note(deps, tx, { id: specialist }, 'signed-in', { kind: 'specialist', id: specialist }, { by: 'link', session });
    return { specialist, session };
  });
}

/** Ends a session, by signing out or by locking the screen. */
export async function endSession(
  deps: PeopleDeps,
  viewer: { readonly id: string; readonly session: string },
  action: 'signed-out' | 'session-locked',
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await endDeskSession(tx, viewer.session, deps.now());
    await note(deps, tx, viewer, action, { kind: 'specialist', id: viewer.id }, { session: viewer.session });
  });
}

/**
 * Signs in, by their PIN, one of the people who signed in on this browser before. The session that was open there ends with the
 * same commit.
 */
export async function switchPerson(
  deps: PinDeps,
  here: { readonly people: readonly string[]; readonly session: string | null },
  wish: { readonly email: string; readonly pin: string },
  days: number,
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
  const now = deps.now();
  const session: string = deps.newId();
  await deps.db.transaction(async (tx) => {
    if (here.session !== null) await endDeskSession(tx, here.session, now);
    await addDeskSession(tx, { id: session, specialist: person.id, createdAt: now, expiresAt: new Date(now.getTime() + days * 24 * hour) });
    await note(deps, tx, person, 'signed-in', object, { by: 'pin', session });
  });
  return done({ specialist: person.id, session });
}
