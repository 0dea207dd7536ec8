import type { Plan } from '../batch/plan.ts';
import type { Queries } from '../db.ts';

/** Meetings that are near: each is reminded of once. */
export function remindMeetings(db: Queries, now: Date, before: Date, limit: number): Promise<{ id: string; specialist: string }[]> {
  return db.query(
    `update task set reminded_at = $1::text::timestamptz where id in (
       select id from task where kind = 'meeting' and done_at is null and reminded_at is null and specialist_id is not null
         and due_at <= $2::text::timestamptz order by due_at limit $3::text::int for update skip locked)
     returning id, specialist_id as specialist`,
    [now.toISOString(), before.toISOString(), String(limit)],
  );
}

/** Days in which a client is one idea for a meeting, however often it writes. */
const ideaDays = 30;

/** Meetings with large clients that are served already, as an idea for their salesperson (R4): who owns them in sales, or did last. */
export async function addMeetingIdeas(tx: Queries, ideas: Plan['meetingIdeas']): Promise<void> {
  for (const each of ideas) {
    await tx.query(
      `insert into task (id, kind, contact_id, client_id, conversation_id, department_id, specialist_id, text, due_at, created_at)
       select $1::text::uuid, 'meeting-idea', $2::text::uuid, $3::text::uuid, $4::text::uuid, $5::text::uuid,
         coalesce($6::text::uuid, (select o.specialist_id from ownership o join specialist s on s.id = o.specialist_id and s.left_at is null
           where o.client_id = $3::text::uuid and o.department_id = $5::text::uuid order by o."from" desc limit 1)),
         $7::text, $8::text::timestamptz, $9::text::timestamptz
       where not exists (select 1 from task t where t.client_id = $3::text::uuid and t.kind in ('meeting', 'meeting-idea')
         and (t.done_at is null or t.created_at > $9::text::timestamptz - interval '${ideaDays} days'))
       on conflict do nothing`,
      [
        each.id,
        each.contactId,
        each.clientId,
        each.conversationId,
        each.departmentId,
        each.specialistId,
        each.text,
        each.dueAt.toISOString(),
        each.createdAt.toISOString(),
      ],
    );
  }
}
