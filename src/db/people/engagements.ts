import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named } from '../names.ts';
import { inserter } from '../rows.ts';
import { engagement, phoneCall } from '../schema.ts';
import { statement } from '../statement.ts';

const e = bare(engagement);
const call = named(phoneCall, 'c');
const set = bare(phoneCall);

/** Begins stretches in which somebody is at a meeting or on a call. */
export const insertEngagements = inserter(engagement);

/** What ends now had not begun, or ends here: what has passed stays as it was. */
const cut = (which: string) =>
  statement(
    `with unbegun as (delete from ${e} where ${which} and ${e.from} >= $2::text::timestamptz)
     update ${e} set ${e.until} = $2::text::timestamptz
      where ${which} and ${e.from} < $2::text::timestamptz and ${e.until} > $2::text::timestamptz`,
  );

const cutMeeting = cut(`${e.taskId} = $1::text::uuid`);
const cutCall = cut(`${e.callKey} = $1::text`);
const cutCallsOf = cut(`${e.specialistId} = $1::text::uuid and ${e.what} = 'call'`);
const cutOngoing = cut(`${e.specialistId} = $1::text::uuid and ${e.from} <= $2::text::timestamptz`);
const cutOthersOnCall = cut(`${e.callKey} = $1::text and ${e.specialistId} <> $3::text::uuid`);

/** Ends the time somebody spends at a meeting, or takes it back where it has not begun. */
export async function cutMeetingTime(tx: Queries, task: string, now: Date): Promise<void> {
  await cutMeeting(tx, [task, now.toISOString()]);
}

/** Ends the time spent on a call; `but`: of everybody else than them. */
export async function cutCallTime(tx: Queries, key: string, now: Date, but: SpecialistId | null = null): Promise<void> {
  if (but === null) await cutCall(tx, [key, now.toISOString()]);
  else await cutOthersOnCall(tx, [key, now.toISOString(), but]);
}

const endPhoneCalls = statement(
  `update ${call} set ${set.endedAt} = $2::text::timestamptz where ${call.endedAt} is null and ${call.key} in (
     select ${e.callKey} from ${e} where ${e.specialistId} = $1::text::uuid and ${e.callKey} is not null and ${e.until} > $2::text::timestamptz)`,
);

/** Ends every call somebody is on, by their own word: a repeat of what telephony told before does not begin it again. */
export async function cutCallsBy(tx: Queries, specialist: SpecialistId, now: Date): Promise<void> {
  await endPhoneCalls(tx, [specialist, now.toISOString()]);
  await cutCallsOf(tx, [specialist, now.toISOString()]);
}

/** Ends the meeting and the calls somebody is at: they say that they are back. What is still to come stays. */
export async function cutOngoingOf(tx: Queries, specialist: string, now: Date): Promise<void> {
  await endPhoneCalls(tx, [specialist, now.toISOString()]);
  await cutOngoing(tx, [specialist, now.toISOString()]);
}

const extendCall = statement(
  `update ${e} set ${e.until} = greatest(${e.until}, $3::text::timestamptz)
    where ${e.specialistId} = $1::text::uuid and ${e.what} = 'call' and ${e.callKey} is not distinct from $2::text
      and ${e.from} <= $4::text::timestamptz and ${e.until} > $4::text::timestamptz
    returning ${e.id}`,
);

/** Lets the call somebody is on last longer; false when they are on none. `key` null: the one they said themselves. */
export async function extendCallTime(
  tx: Queries,
  {
    specialist,
    key,
    until,
    now,
  }: { readonly specialist: SpecialistId; readonly key: string | null; readonly until: Date; readonly now: Date },
): Promise<boolean> {
  return (await extendCall(tx, [specialist, key, until.toISOString(), now.toISOString()])).length > 0;
}

export interface PhoneCall {
  readonly seenAt: Date | null;
  readonly endedAt: Date | null;
}

const newest = `${call.seenAt} is null or excluded.${set.seenAt} >= ${call.seenAt}`;

const keep = statement<PhoneCall>(
  `insert into ${set} as c (${set.key}, ${set.specialistId}, ${set.seenAt}, ${set.endedAt})
   values ($1::text, $2::text::uuid, $3::text::timestamptz, $4::text::timestamptz)
   on conflict (${set.key}) do update set
     ${set.specialistId} = case when ${newest} then excluded.${set.specialistId} else ${call.specialistId} end,
     ${set.seenAt} = greatest(${call.seenAt}, excluded.${set.seenAt}),
     ${set.endedAt} = coalesce(${call.endedAt}, excluded.${set.endedAt})
   returning ${columns({ seenAt: call.seenAt, endedAt: call.endedAt })}`,
);

/** Keeps what telephony tells of a call, and gives back all that is known of it now. The call's row is the lock of its events. */
export async function keepPhoneCall(
  tx: Queries,
  { key, specialist, seenAt, endedAt }: PhoneCall & { readonly key: string; readonly specialist: SpecialistId },
): Promise<PhoneCall> {
  const rows = await keep(tx, [key, specialist, seenAt?.toISOString() ?? null, endedAt?.toISOString() ?? null]);
  return rows[0] ?? { seenAt, endedAt };
}
