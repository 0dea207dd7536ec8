import type { Queries } from '../db.ts';

const spoken = `c.channel in ('call', 'visit')`;

/**
 * Notes who has come to know whom since a time: a delivered answer in a conversation in which the contact spoke too, a logged call or
 * visit (R19). Returns how many there were.
 */
export async function foldKnown(db: Queries, since: Date): Promise<number> {
  const rows = await db.query(
    `insert into contact_known (contact_id, specialist_id, since)
     select contact_id, specialist_id, min(at) from (
       select c.contact_id, m.author_id as specialist_id, m.received_at as at
       from message m join conversation c on c.id = m.conversation_id
       where m.received_at >= $1::text::timestamptz and m.author = 'specialist' and m.audience = 'client' and m.author_id is not null
         and (${spoken} or exists (select 1 from outbox o where o.window_id = m.window_id and o.seq = m.seq and o.verb = 'send' and o.status = 'sent'))
         and exists (select 1 from message theirs where theirs.window_id = m.window_id and theirs.conversation_id = c.id and theirs.author = 'client')
       union all
       select c.contact_id, c.specialist_id, c.opened_at from conversation c
       where c.last_message_at >= $1::text::timestamptz and ${spoken} and c.specialist_id is not null
     ) k group by contact_id, specialist_id on conflict do nothing returning 1 as added`,
    [since.toISOString()],
  );
  return rows.length;
}

/** How far the fold has come; null before the first. */
export async function knownUntil(db: Queries): Promise<Date | null> {
  const [row] = await db.query<{ at: Date }>(`select at from heartbeat where name = 'known'`);
  return row?.at ?? null;
}

/** The fold has come so far. */
export async function noteKnownUntil(db: Queries, at: Date): Promise<void> {
  await db.query(
    `insert into heartbeat (name, at) values ('known', $1::text::timestamptz) on conflict (name) do update set at = greatest(heartbeat.at, excluded.at)`,
    [at.toISOString()],
  );
}

/** A client too few of us know, as far as these departments are concerned. */
export interface Coverage {
  readonly id: string;
  readonly name: string;
  readonly size: string;
  readonly stage: string;
  /** who of those who ought to know it does */
  readonly known: readonly string[];
  /** … and who does not, by role: sales, client, head-sales, head-client; `who` null: nobody is there for it */
  readonly missing: readonly { readonly role: string; readonly who: string | null }[];
  readonly task: boolean;
}

/**
 * Clients that fall short: known by fewer than two people, one of sales and one of the client department; a key client by fewer than
 * three of salesperson, specialist and both heads. `departments` null: all.
 */
export function coverage(
  db: Queries,
  {
    departments,
    owner,
    client,
    after,
    limit,
  }: { departments: readonly string[] | null; owner: string | null; client: string | null; after: string | null; limit: number },
): Promise<Coverage[]> {
  return db.query(
    `with dep as (select id, key, head_id from department where key in ('sales', 'client')),
     roles as (
       select cl.id, 'sales' as role, coalesce(
           (select o.specialist_id from ownership o join dep on dep.id = o.department_id and dep.key = 'sales' where o.client_id = cl.id and o.until is null),
           (select h.from_id from handover h where h.client_id = cl.id and h.from_id is not null order by h.done_at desc nulls last limit 1)) as who from client cl
       union all
       select cl.id, 'client', (select o.specialist_id from ownership o join dep on dep.id = o.department_id and dep.key = 'client'
         where o.client_id = cl.id and o.until is null) from client cl
       union all select cl.id, 'head-' || dep.key, dep.head_id from client cl, dep where cl.size = 'key'),
     knows as (
       select l.client_id, k.specialist_id from contact_client l join contact_known k on k.contact_id = l.contact_id where l.until is null),
     judged as (
       select r.id, r.role, r.who, (r.who is not null and exists (select 1 from knows k where k.client_id = r.id and k.specialist_id = r.who)) or
           (r.role in ('sales', 'client') and exists (select 1 from knows k join specialist s on s.id = k.specialist_id and s.left_at is null
             join dep on dep.id = s.department_id and dep.key = r.role where k.client_id = r.id)) as ok
       from roles r)
     select cl.id, cl.name, cl.size, cl.stage,
       coalesce((select json_agg(distinct s.name) from knows k join specialist s on s.id = k.specialist_id where k.client_id = cl.id), '[]') as known,
       (select json_agg(json_build_object('role', j.role, 'who', j.who) order by j.role desc) from judged j where j.id = cl.id and not j.ok) as missing,
       exists (select 1 from task t where t.kind = 'acquaint' and t.client_id = cl.id and t.done_at is null) as task
     from client cl
     where cl.stage in ('initial', 'served', 'dormant') and ($3::text is null or cl.id = $3::text::uuid)
       and (select count(*) from judged j where j.id = cl.id and j.ok) < (case when cl.size = 'key' then 3 else 2 end)
       and ($1::text is null or exists (select 1 from ownership o join department d on d.id = o.department_id where o.client_id = cl.id and o.until is null
             and (d.key in (select json_array_elements_text($1::text::json)) or o.specialist_id = $2::text::uuid)))
       and ($4::text is null or cl.id > $4::text::uuid)
     order by cl.id limit $5::text::int`,
    [departments === null ? null : JSON.stringify(departments), owner, client, after, String(limit)],
  );
}
