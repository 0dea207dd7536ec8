import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { client, conversation, heartbeat, specialist, task } from '../schema.ts';
import { statement } from '../statement.ts';

const t = named(task, 't');
const c = named(conversation, 'c');
const cl = named(client, 'cl');
const s = named(specialist, 's');

const shape = {
  id: t.id,
  text: t.text,
  startsAt: t.startsAt,
  endsAt: t.endsAt,
  client: nullable(cl.name),
  conversation: t.conversationId,
  remindedAt: expression<Date>(t.remindedAt),
};

const listed = (more: string) => `${more}
  from ${t} left join ${c} on ${c.id} = ${t.conversationId} left join ${cl} on ${cl.id} = coalesce(${c.clientId}, ${t.clientId})`;

/** Is still to come or lasts. */
const isAhead = (now: string) => `${t.kind} = 'meeting' and ${t.doneAt} is null and coalesce(${t.endsAt} > ${now}, true)`;

export type NearMeeting = RowOf<typeof shape>;

const nearest = statement<NearMeeting>(
  `${listed(`select ${columns(shape)}`)}
    where ${t.specialistId} = $1::text::uuid and ${isAhead('$2::text::timestamptz')} and ${t.remindedAt} is not null and ${t.startsAt} is not null
    order by ${t.startsAt}, ${t.id} limit 1`,
);

/** Finds the next meeting of somebody that they are to be reminded of by now; null: none is near. */
export async function nearestMeeting(db: Queries, specialist: string, now: Date): Promise<NearMeeting | null> {
  return (await nearest(db, [specialist, now.toISOString()]))[0] ?? null;
}

const inSlack = { ...shape, slackUser: expression<string>(s.slackUser) };

export type SlackReminder = RowOf<typeof inSlack>;

const sinceMark = statement<SlackReminder>(
  `${listed(`select ${columns(inSlack)}`)} join ${s} on ${s.id} = ${t.specialistId} and ${s.leftAt} is null and ${s.slackUser} is not null
    where ${t.remindedAt} > $1::text::timestamptz and ${isAhead('$2::text::timestamptz')} order by ${t.remindedAt}, ${t.id} limit $3::text::int`,
);

/** Lists meetings whose people became due to be reminded since then, the earliest first: as far as they are in Slack. */
export function remindedSince(db: Queries, since: Date, now: Date, limit: number): Promise<SlackReminder[]> {
  return sinceMark(db, [since.toISOString(), now.toISOString(), String(limit)]);
}

const beats = bare(heartbeat);
const name = 'slack-reminders';

const readMark = statement<{ at: Date }>(`select ${columns({ at: beats.at })} from ${beats} where ${beats.name} = $1::text`);

const writeMark = statement(
  `${insertSelect(heartbeat, { name: '$1::text', at: '$2::text::timestamptz' })}
   on conflict (${beats.name}) do update set ${beats.at} = greatest(${beats}.${beats.at}, excluded.${beats.at})`,
);

/** How far people have been reminded in Slack; null before the first time. */
export async function remindedInSlackUntil(db: Queries): Promise<Date | null> {
  return (await readMark(db, [name]))[0]?.at ?? null;
}

/** Notes how far people have been reminded in Slack. */
export async function noteRemindedInSlack(db: Queries, at: Date): Promise<void> {
  await writeMark(db, [name, at.toISOString()]);
}
