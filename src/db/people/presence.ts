import type { SpecialistId } from '../../domain/ids.ts';
import type { Availability } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { deskSession, policy, presence } from '../schema.ts';
import { statement } from '../statement.ts';

const p = named(presence, 'p');
const ds = named(deskSession, 'ds');
const pol = named(policy, 'pol');

/** Rows `p` that say of themselves that their person is here; what somebody else says for them does not. */
const isOwnSign = `(${p.sign} in ('desk', 'slack') or (${p.sign} = 'available' and ${p.saidBy} = ${p.specialistId}))`;

/** The policy takes for granted that people are here who have not left by hand. */
const isAssumed = `(select ${pol.data} #>> '{presence,assumed}' = 'true' from ${pol} order by ${pol.version} desc limit 1)`;

/**
 * Writes the SQL that says whether somebody is here at a moment: a sign of theirs counts then, and the session it came from, if any, is
 * still good. Where the policy assumes presence, only who left by hand is not. Both are SQL.
 */
export function isHereAt(specialist: string, at: string): string {
  const own = `${p.specialistId} = ${specialist} and ${isOwnSign} and ${p.from} <= ${at}`;
  return `(exists (select 1 from ${p} left join ${ds} on ${ds.id} = ${p.sessionId} where ${own} and ${p.until} > ${at}
      and (${p.sessionId} is null or (${ds.expiresAt} > ${at} and coalesce(${ds.endedAt} > ${at}, true))))
    or (coalesce(${isAssumed}, false) and not coalesce((select ${p.ended} is not null or coalesce(${ds.endedAt} <= ${at}, false)
      from ${p} left join ${ds} on ${ds.id} = ${p.sessionId} where ${own} order by ${p.until} desc limit 1), false)))`;
}

/** Writes the SQL that says whether somebody's own word that they are available counts at a moment. */
export function saysTheyAreHere(specialist: string, at: string): string {
  return `exists (select 1 from ${p} where ${p.specialistId} = ${specialist} and ${p.sign} = 'available' and ${isOwnSign}
    and ${p.from} <= ${at} and ${p.until} > ${at})`;
}

/** Writes the SQL for the first sign somebody gave after a moment, up to another; null without one. */
export function cameAfter(specialist: string, from: string, until: string): string {
  return `(select min(${p.from}) from ${p} where ${p.specialistId} = ${specialist} and ${isOwnSign} and ${p.from} > ${from} and ${p.from} <= ${until})`;
}

/** Whether it began something new: somebody who was not seen there a moment ago. */
type Begun = boolean;

export interface Sign {
  readonly id: string;
  readonly specialist: SpecialistId;
  readonly sign: 'desk' | 'slack';
  /** the desk's session it comes from */
  readonly session: string | null;
  readonly at: Date;
  /** until when it counts if no other follows */
  readonly until: Date;
}

const set = bare(presence);

const noteOne = statement<{ begun: boolean }>(
  `with extended as (
     update ${p} set ${set.seenAt} = greatest(${p.seenAt}, $5::text::timestamptz), ${set.until} = greatest(${p.until}, $6::text::timestamptz)
     where ${p.specialistId} = $2::text::uuid and ${p.sign} = $3::text and ${p.sessionId} is not distinct from $4::text::uuid
       and ${p.ended} is null and ${p.from} <= $5::text::timestamptz and ${p.until} >= $5::text::timestamptz
     returning 1
   )
   ${insertSelect(presence, {
     id: '$1::text::uuid',
     specialistId: '$2::text::uuid',
     sign: '$3::text',
     sessionId: '$4::text::uuid',
     from: '$5::text::timestamptz',
     seenAt: '$5::text::timestamptz',
     until: '$6::text::timestamptz',
   })}
   where not exists (select 1 from extended)
     -- What somebody did before they left says nothing of them now, however late it is told. A session's own end says it of its signs.
     and not exists (select 1 from ${p} where $4::text is null and ${p.specialistId} = $2::text::uuid and ${p.ended} is not null
       and ${p.until} > $5::text::timestamptz)
   returning true as begun`,
);

/** Notes a sign that somebody is here. */
export async function noteSign(db: Queries, { id, specialist, sign, session, at, until }: Sign): Promise<Begun> {
  const rows = await noteOne(db, [id, specialist, sign, session, at.toISOString(), until.toISOString()]);
  return rows.length > 0;
}

const endWords = statement(
  `update ${p} set ${set.until} = $2::text::timestamptz where ${p.specialistId} = $1::text::uuid
     and ${p.sign} in ('available', 'away', 'off') and (${p.until} is null or ${p.until} > $2::text::timestamptz)`,
);
const addWord = statement(
  insertSelect(presence, {
    id: '$1::text::uuid',
    specialistId: '$2::text::uuid',
    sign: '$3::text',
    saidBy: '$4::text::uuid',
    from: '$5::text::timestamptz',
    seenAt: '$5::text::timestamptz',
    until: '$6::text::timestamptz',
  }),
);

export interface Word {
  readonly id: string;
  readonly specialist: string;
  readonly says: Availability;
  readonly by: string;
  readonly at: Date;
  readonly until: Date | null;
}

/** Keeps what somebody says of themselves, or is said of them; it takes the former word's place. */
export async function keepWord(tx: Queries, { id, specialist, says, by, at, until }: Word): Promise<void> {
  await endWords(tx, [specialist, at.toISOString()]);
  await addWord(tx, [id, specialist, says, by, at.toISOString(), until?.toISOString() ?? null]);
}

const leaveBy = statement(
  `with gone as (
     update ${p} set ${set.until} = $4::text::timestamptz, ${set.ended} = $5::text
     where ${p.specialistId} = $2::text::uuid and ${p.ended} is null and ${p.until} > $4::text::timestamptz
       and (${p.sign} in ('slack', 'available') or (${p.sign} = 'desk' and ${p.sessionId} = $3::text::uuid))
     returning 1
   )
   ${insertSelect(presence, {
     id: '$1::text::uuid',
     specialistId: '$2::text::uuid',
     sign: "'desk'",
     sessionId: '$3::text::uuid',
     from: '$4::text::timestamptz',
     seenAt: '$4::text::timestamptz',
     until: '$4::text::timestamptz',
     ended: '$5::text',
   })}
   where not exists (select 1 from gone)`,
);

export type Leaving = 'signed-out' | 'session-locked' | 'switched';

/** Notes that somebody left a session by hand: neither their word nor what they did in Slack before keeps them here; another open page does. */
export async function noteLeft(
  tx: Queries,
  { id, specialist, session, at, how }: { id: string; specialist: string; session: string | null; at: Date; how: Leaving },
): Promise<void> {
  await leaveBy(tx, [id, specialist, session, at.toISOString(), how]);
}
