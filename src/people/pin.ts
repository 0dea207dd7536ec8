import { anyPin, countPinTry, deletePin, findPin, forgivePin, putPin, type Replaced } from '../db/people/pins.ts';
import { type Answered, done, note, type PeopleDeps, type PeopleRefusal, refused } from './deps.ts';

/** The most that every runtime we know derives; the server's secret is what keeps six digits from being tried out elsewhere. */
const iterations = 100_000;

/** Wrong tries after which only a sign-in link helps. */
export const pinTries = 5;

export interface PinDeps extends PeopleDeps {
  /** mixed into every PIN: the table alone is worth nothing */
  readonly pepper: CryptoKey;
}

/** Sets one's own PIN. `fresh`: the session began a moment ago, so that who forgot theirs signs in with a link and sets another. */
export async function setPin(
  deps: PinDeps,
  specialist: string,
  { pin, current, fresh }: { readonly pin: string; readonly current: string | null; readonly fresh: boolean },
): Promise<Answered<null>> {
  if (isSimple(pin)) return refused('pin-too-simple');
  const proven = await provenPin(deps, specialist, current, fresh);
  if (proven.type === 'refused') return proven;
  const salt: string = deps.newId();
  const hash = await hashOf(deps.pepper, specialist, pin, salt, iterations);
  return deps.db.transaction(async (tx) => {
    // Somebody else's session may have set one meanwhile.
    if (!(await putPin(tx, specialist, { salt, hash, iterations }, { replaced: proven.value, at: deps.now() })))
      return refused('pin-needed');
    await note(deps, tx, { id: specialist }, 'pin-set', { kind: 'specialist', id: specialist });
    return done(null);
  });
}

/** Whether somebody has a PIN to come back with. */
export async function hasPin({ db }: Pick<PeopleDeps, 'db'>, specialist: string): Promise<boolean> {
  return (await findPin(db, specialist)) !== null;
}

/** Takes one's own PIN away, by the same proof as sets another: else whoever finds a screen open would remove it and set their own. */
export async function removePin(
  deps: PinDeps,
  specialist: string,
  { current, fresh }: { readonly current: string | null; readonly fresh: boolean },
): Promise<Answered<null>> {
  const proven = await provenPin(deps, specialist, current, fresh);
  if (proven.type === 'refused') return proven;
  await deps.db.transaction(async (tx) => {
    if (await deletePin(tx, specialist, proven.value))
      await note(deps, tx, { id: specialist }, 'pin-removed', { kind: 'specialist', id: specialist });
  });
  return done(null);
}

/** Checks a PIN; null when it is theirs. Every try counts before it is looked at; the right one makes up for those before it. */
export async function tryPin(deps: PinDeps, specialist: string, pin: string): Promise<PeopleRefusal | null> {
  const kept = await countPinTry(deps.db, specialist, pinTries, deps.now());
  if (kept === null) {
    const left = await findPin(deps.db, specialist);
    if (left === null) return 'pin-needed';
    return left.misses >= pinTries ? 'pin-locked' : 'pin-too-soon';
  }
  const given = await hashOf(deps.pepper, specialist, pin, kept.salt, kept.iterations);
  if (!isSame(given, kept.hash)) return kept.misses >= pinTries ? 'pin-locked' : 'pin-wrong';
  await forgivePin(deps.db, specialist);
  return null;
}

/** Which PIN somebody may replace by what they proved. */
async function provenPin(deps: PinDeps, specialist: string, current: string | null, fresh: boolean): Promise<Answered<Replaced>> {
  if (fresh) return done(anyPin);
  const kept = await findPin(deps.db, specialist);
  if (kept === null) return done(null);
  const refusal = current === null ? 'pin-needed' : await tryPin(deps, specialist, current);
  return refusal === null ? done(kept.salt) : refused(refusal);
}

async function hashOf(pepper: CryptoKey, specialist: string, pin: string, salt: string, rounds: number): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const mixed = await crypto.subtle.sign('HMAC', pepper, bytes(`${specialist} ${pin}`));
  const key = await crypto.subtle.importKey('raw', mixed, 'PBKDF2', false, ['deriveBits']);
  const derived = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: rounds }, key, 256);
  return Array.from(new Uint8Array(derived), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Compares, in the same time wherever they differ. */
function isSame(one: string, other: string): boolean {
  let differs = one.length ^ other.length;
  for (let index = 0; index < one.length; index += 1) differs |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return differs === 0;
}

/**
 * Whether it is among what is tried first: digits that count by a step (123456, 864208), a piece said again (121212, 407407), the same
 * backwards (123321), pairs that count (112233), fewer than three different digits (112212).
 */
function isSimple(pin: string): boolean {
  const steps = Array.from(pin.slice(1), (digit, index) => (10 + Number(digit) - Number(pin[index])) % 10);
  const repeats = (items: readonly unknown[], after: number) =>
    items.every((each, index) => index < after || each === items[index - after]);
  return (
    new Set(pin).size < 3 || [1, 2].some((after) => repeats(steps, after)) || repeats([...pin], 3) || pin === [...pin].toReversed().join('')
  );
}
