import type { Queries } from '../db/db.ts';
import { cutCallsBy, cutCallTime, extendCallTime, insertEngagements, keepPhoneCall } from '../db/people/engagements.ts';
import { type StaffName, staffNamed } from '../db/people/known.ts';
import { callCountsUntil } from '../domain/engagement.ts';
import type { SpecialistId } from '../domain/ids.ts';
import type { Deps } from '../engine/deps.ts';
import { type Answered, announce, done, type PeopleDeps, refused } from './deps.ts';

type CallDeps = PeopleDeps & Pick<Deps, 'company'>;

/** What telephony tells of a call, under its own id. */
export interface CallTold {
  readonly key: string;
  readonly specialist: StaffName;
  readonly state: 'started' | 'ended';
  /** when it was so, by the telephony's clock */
  readonly at: Date;
}

/**
 * Notes a call that telephony tells of: while it lasts its person is away (R16), until it ends or nothing more is heard of it. Told again
 * it changes nothing; `started` with a later time lets it last longer; once it has ended it does not begin again, whatever comes late.
 */
export async function noteCall(deps: CallDeps, { key, specialist: who, state, at: told }: CallTold): Promise<Answered<null>> {
  const specialist = await staffNamed(deps.db, who);
  if (specialist === null) return refused('unknown-person');
  await deps.db.transaction(async (tx) => {
    const now = deps.now();
    // A clock ahead of ours would make a call longer than any.
    const at = told < now ? told : now;
    const known = { key, specialist, seenAt: state === 'started' ? at : null, endedAt: state === 'ended' ? at : null };
    const { seenAt, endedAt } = await keepPhoneCall(tx, known);
    if (endedAt !== null) return cutCallTime(tx, key, now);
    if (seenAt === null || seenAt > at) return;
    // Put through to a colleague it is theirs.
    await cutCallTime(tx, key, now, specialist);
    await lastUntil(deps, tx, { specialist, key, now, until: callCountsUntil(deps.company().policy.data, seenAt) });
  });
  announce(deps);
  return done(null);
}

/** Says of oneself that one is on a call, or that it is over; said again while it lasts, it lasts longer. */
export async function setOnCall(deps: CallDeps, specialist: SpecialistId, isOn: boolean): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const now = deps.now();
    if (!isOn) return cutCallsBy(tx, specialist, now);
    await lastUntil(deps, tx, { specialist, key: null, now, until: callCountsUntil(deps.company().policy.data, now) });
  });
  announce(deps);
}

async function lastUntil(
  { newId }: Pick<CallDeps, 'newId'>,
  tx: Queries,
  call: { readonly specialist: SpecialistId; readonly key: string | null; readonly now: Date; readonly until: Date },
): Promise<void> {
  const { specialist, key, now, until } = call;
  if (until <= now || (await extendCallTime(tx, call))) return;
  await insertEngagements(tx, [{ id: newId(), specialistId: specialist, what: 'call', taskId: null, callKey: key, from: now, until }]);
}
