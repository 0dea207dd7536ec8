import type { Author, MessageBody } from '../../domain/message.ts';
import type { Db, Queries } from '../db.ts';

/** What is spoken where a department `d` works: most of its people's first language. */
export const departmentLanguage = `coalesce((select s.languages->>0 from specialist s where s.department_id = d.id and s.left_at is null
  and s.languages->>0 in ('ru', 'en') group by 1 order by count(*) desc, 1 limit 1), 'en')`;

export interface SlackThreadRow {
  readonly id: string;
  readonly channel: string;
  readonly rootTs: string | null;
  readonly language: 'ru' | 'en';
}

/** A thread by its id, ended or not. */
export async function findThread(db: Queries, id: string): Promise<SlackThreadRow | null> {
  const rows = await db.query<SlackThreadRow>(
    `select t.id, t.channel, t.root_ts as "rootTs", ${departmentLanguage} as language
     from slack_thread t join department d on d.id = t.department_id where t.id = $1::text::uuid`,
    [id],
  );
  return rows[0] ?? null;
}

/** A message as another one quotes it; null once it was erased or taken back. */
export async function findQuoted(
  db: Queries,
  window: string,
  seq: number,
): Promise<{ author: Author; name: string | null; body: MessageBody } | null> {
  const rows = await db.query<{ author: Author; name: string | null; body: MessageBody }>(
    `select m.author, m.body, case m.author when 'specialist' then s.name when 'client' then ct.name end as name
     from message m left join specialist s on s.id = m.author_id
       left join conversation c on c.id = m.conversation_id left join contact ct on ct.id = c.contact_id
     where m.window_id = $1::text::uuid and m.seq = $2::text::bigint and m.body is not null and m.deleted_at is null`,
    [window, String(seq)],
  );
  return rows[0] ?? null;
}

/**
 * A thread begins anew, in `channel`: its card and everything it held are posted again, in order, what was written in Slack itself
 * as well. Nothing happens to one that is over, or was begun anew meanwhile (`from`: the root and channel that were lost).
 */
export function beginThreadAnew(
  db: Db,
  {
    id,
    channel,
    account,
    from,
    now,
  }: { id: string; channel: string; account: string; from: { channel: string; rootTs: string | null }; now: Date },
): Promise<boolean> {
  const at = now.toISOString();
  return db.transaction(async (tx) => {
    // The window first: its lock is what lanes are written under.
    const found = await tx.query<{ window: string; conversation: string }>(
      `select w.id as window, c.id as conversation from slack_thread t join conversation c on c.id = t.conversation_id
         join "window" w on w.id = c.window_id where t.id = $1::text::uuid for no key update of w`,
      [id],
    );
    const place = found[0];
    if (place === undefined) return false;
    const moved = await tx.query(
      `update slack_thread set channel = $2::text, root_ts = null, posted = 0, wanted = greatest(wanted, 1), posted_hash = null,
         mentioned_id = null, attempts = 0, claimed_until = null, shown_at = null, due_at = $5::text::timestamptz
       where id = $1::text::uuid and ended_at is null and channel = $3::text and root_ts is not distinct from $4::text returning id`,
      [id, channel, from.channel, from.rootTs, at],
    );
    if (moved.length === 0) return false;
    const target = `${account}:${id}`;
    await tx.query(
      `delete from external_ref where account_id = $1::text::uuid and window_id = $2::text::uuid
         and seq in (select m.seq from message m where m.window_id = $2::text::uuid and m.conversation_id = $3::text::uuid)`,
      [account, place.window, place.conversation],
    );
    await tx.query(
      `update outbox set status = 'dead', reason = 'begun-anew', done_at = $3::text::timestamptz, leased_by = null, leased_until = null
       where window_id = $1::text::uuid and target = $2::text and verb <> 'send' and status in ('waiting', 'leased')`,
      [place.window, target, at],
    );
    await tx.query(
      `insert into outbox (window_id, target, n, verb, audience, seq, urgent, status, attempts, due_at)
       select m.window_id, $2::text, m.seq, 'send', 'internal', m.seq, true, 'waiting', 0, $4::text::timestamptz
       from message m where m.window_id = $1::text::uuid and m.conversation_id = $3::text::uuid and m.body is not null and m.deleted_at is null
         and m.body->>'key' is distinct from 'question' and m.body->'choice' is null
         and m.seq >= coalesce((select min(o.seq) from outbox o where o.window_id = $1::text::uuid and o.target = $2::text), 0)
       on conflict (window_id, target, n) do update set status = 'waiting', attempts = 0, due_at = excluded.due_at, reason = null, done_at = null,
         leased_by = null, leased_until = null
         where outbox.verb = 'send'`,
      [place.window, target, place.conversation, at],
    );
    return true;
  });
}
