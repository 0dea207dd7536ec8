import { keepProfiles, type NewProfile, type Profile } from '../../db/batch/profiles.ts';
import type { Found } from '../../db/batch/senders.ts';
import type { Queries } from '../../db/db.ts';
import { type Arrival, addressText } from './arrival.ts';
import { compare } from './order.ts';

/** Keeps how people are called in their channels up to date. Mostly nobody has another name than before, and nothing is written. */
export async function noteProfiles(tx: Queries, arrivals: readonly Arrival[], known: ReadonlyMap<string, Found>): Promise<void> {
  const changed = new Map<string, NewProfile>();
  for (const arrival of arrivals) {
    const { kind, submission, address, repeats, window } = arrival;
    const profile = kind.profile?.(submission) ?? null;
    if (profile === null || address === null || repeats !== null) continue;
    const found = known.get(addressText(address));
    const identity = found?.identityId ?? window?.newIdentity?.id;
    if (identity === undefined) continue;
    const former: Partial<Profile> = changed.get(identity) ?? found ?? {};
    // The last thing they sent says how they are called; the first link by which they came stays.
    const next = { name: profile.name ?? former.name ?? null, username: profile.username, source: former.source ?? profile.source };
    if (differs(former, next)) changed.set(identity, { ...next, identity, former: found?.name ?? null });
  }
  await keepProfiles(
    tx,
    [...changed.values()].toSorted((a, b) => compare(a.identity, b.identity)),
  );
}

function differs(former: Partial<Profile>, next: Profile): boolean {
  const isSame = (a: string | null | undefined, b: string | null) => (a ?? null) === b;
  return !(isSame(former.name, next.name) && isSame(former.username, next.username) && isSame(former.source, next.source));
}
