import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { onlyClientOf } from './of-client.ts';

const c = named(schema.conversation, 'c');
const m = named(schema.message, 'm');
const fromClient = named(schema.message, 'from_client');
const ob = named(schema.outbox, 'ob');
const cl = named(schema.client, 'cl');
const cc = named(schema.contactClient, 'cc');
const ck = named(schema.contactKnown, 'ck');
const o = named(schema.ownership, 'o');
const d = named(schema.department, 'd');
const h = named(schema.handover, 'h');
const s = named(schema.specialist, 's');
const t = named(schema.task, 't');
const contactKnown = bare(schema.contactKnown);
const heartbeat = bare(schema.heartbeat);

const isLogged = `${c.channel} in ('call', 'visit')`;
const isDelivered = `exists (select 1 from ${ob}
  where ${ob.windowId} = ${m.windowId} and ${ob.seq} = ${m.seq} and ${ob.verb} = 'send' and ${ob.status} = 'sent')`;

const met = of('met', { contactId: c.contactId, specialistId: c.specialistId, at: c.openedAt });

const fold = statement(
  `insert into ${contactKnown} (${contactKnown.contactId}, ${contactKnown.specialistId}, ${contactKnown.since})
   select ${met.contactId}, ${met.specialistId}, min(${met.at}) from (
     select ${columns({ contactId: c.contactId, specialistId: m.authorId, at: m.receivedAt })}
     from ${m} join ${c} on ${c.id} = ${m.conversationId}
     where ${m.receivedAt} >= $1::text::timestamptz and ${m.author} = 'specialist' and ${m.authorId} is not null
       and (${m.body}->>'spoken' is not null or (${m.audience} = 'client' and (${isLogged} or ${isDelivered})
         and exists (select 1 from ${fromClient} where ${fromClient.windowId} = ${m.windowId} and ${fromClient.conversationId} = ${c.id}
           and ${fromClient.author} = 'client')))
     union all
     select ${columns({ contactId: c.contactId, specialistId: c.specialistId, at: c.openedAt })} from ${c}
     where ${c.lastMessageAt} >= $1::text::timestamptz and ${isLogged} and ${c.specialistId} is not null
   ) ${met} group by ${met.contactId}, ${met.specialistId} on conflict do nothing returning 1 as added`,
);

/**
 * Notes who has come to know whom since a time: a delivered answer in a conversation in which the contact wrote too, words on the
 * phone or in person, a logged call or visit (R19). Returns how many there were.
 */
export async function foldKnown(db: Queries, since: Date): Promise<number> {
  const rows = await fold(db, [since.toISOString()]);
  return rows.length;
}

const readHeartbeat = statement<{ at: Date }>(
  `select ${columns({ at: heartbeat.at })} from ${heartbeat} where ${heartbeat.name} = 'known'`,
);

/** How far the fold has come; null before the first. */
export async function knownUntil(db: Queries): Promise<Date | null> {
  const [row] = await readHeartbeat(db);
  return row?.at ?? null;
}

const writeHeartbeat = statement(
  `insert into ${heartbeat} (${heartbeat.name}, ${heartbeat.at}) values ('known', $1::text::timestamptz)
   on conflict (${heartbeat.name}) do update set ${heartbeat.at} = greatest(${heartbeat}.${heartbeat.at}, excluded.${heartbeat.at})`,
);

/** Notes how far the fold has come. */
export async function noteKnownUntil(db: Queries, at: Date): Promise<void> {
  await writeHeartbeat(db, [at.toISOString()]);
}

/** The two departments that ought to know a client. */
const dep = of('dep', { id: d.id, key: d.key, headId: d.headId });

const ownerIn = (department: 'sales' | 'client') =>
  `(select ${o.specialistId} from ${o} join ${dep} on ${dep.id} = ${o.departmentId} and ${dep.key} = '${department}'
     where ${o.clientId} = ${cl.id} and ${o.until} is null)`;

/** Who handed the client over last: it stays known in sales after sales owns it no more. */
const handedOver = `(select ${h.fromId} from ${h} where ${h.clientId} = ${cl.id} and ${h.fromId} is not null
  order by ${h.doneAt} desc nulls last limit 1)`;

/** Who ought to know a client, by role. */
const role = of('r', { id: cl.id, role: expression<string>('role'), who: expression<string | null>('who') });
const roles = `select ${columns({ id: cl.id, role: `'sales'`, who: `coalesce(${ownerIn('sales')}, ${handedOver})` })} from ${cl}
  union all select ${columns({ id: cl.id, role: `'client'`, who: ownerIn('client') })} from ${cl}
  union all select ${columns({ id: cl.id, role: `'head-' || ${dep.key}`, who: dep.headId })} from ${cl}, ${dep} where ${cl.size} = 'key'`;

/** Whoever knows a contact of several clients knows those they talked with them for. */
const metForIt = `exists (select 1 from ${c} where ${c.contactId} = ${cc.contactId} and ${c.clientId} = ${cc.clientId} and (${c.specialistId} = ${ck.specialistId}
  or exists (select 1 from ${m} where ${m.windowId} = ${c.windowId} and ${m.conversationId} = ${c.id} and ${m.authorId} = ${ck.specialistId})))`;

/** Who does know a client, through one of its contacts. */
const k = of('k', { clientId: cc.clientId, specialistId: ck.specialistId });
const knows = `select ${columns({ clientId: cc.clientId, specialistId: ck.specialistId })}
  from ${cc} join ${ck} on ${ck.contactId} = ${cc.contactId} where ${cc.until} is null and (${onlyClientOf(cc.contactId)} is not null or ${metForIt})`;

/** A role is filled by its person, or by anybody who is there in that department. */
const j = of('j', { ...role, ok: expression<boolean>('ok') });
const isFilled = `(${role.who} is not null and exists (select 1 from knows ${k} where ${k.clientId} = ${role.id} and ${k.specialistId} = ${role.who}))
  or (${role.role} in ('sales', 'client') and exists (select 1 from knows ${k} join ${s} on ${s.id} = ${k.specialistId} and ${s.leftAt} is null
    join ${dep} on ${dep.id} = ${s.departmentId} and ${dep.key} = ${role.role} where ${k.clientId} = ${role.id}))`;

type Missing = { readonly role: string; readonly who: string | null };

const coverageShape = {
  id: cl.id,
  name: cl.name,
  size: cl.size,
  stage: cl.stage,
  /** who of those who ought to know it does */
  known: expression<readonly string[]>(
    `coalesce((select json_agg(distinct ${s.name}) from knows ${k} join ${s} on ${s.id} = ${k.specialistId} where ${k.clientId} = ${cl.id}), '[]')`,
  ),
  /** the roles that nobody fills: sales, client, head-sales, head-client; `who` null: nobody is there for it */
  missing: expression<readonly Missing[]>(
    `(select json_agg(json_build_object('role', ${j.role}, 'who', ${j.who}) order by ${j.role} desc) from judged ${j} where ${j.id} = ${cl.id} and not ${j.ok})`,
  ),
  task: expression<boolean>(
    `exists (select 1 from ${t} where ${t.kind} = 'acquaint' and ${t.clientId} = ${cl.id} and ${t.doneAt} is null)`,
  ),
};

/** A client too few of us know, as far as these departments are concerned. */
export type Coverage = RowOf<typeof coverageShape>;

const shortfalls = statement<Coverage>(
  `with ${dep} as (select ${columns({ id: d.id, key: d.key, headId: d.headId })} from ${d} where ${d.key} in ('sales', 'client')),
   roles as (${roles}),
   knows as (${knows}),
   judged as (select ${columns({ ...role, ok: isFilled })} from roles ${role})
   select ${columns(coverageShape)}
   from ${cl}
   where ${cl.stage} in ('initial', 'served', 'dormant') and ($3::text is null or ${cl.id} = $3::text::uuid)
     and (select count(*) from judged ${j} where ${j.id} = ${cl.id} and ${j.ok}) < (case when ${cl.size} = 'key' then 3 else 2 end)
     and ($1::text is null or exists (select 1 from ${o} join ${d} on ${d.id} = ${o.departmentId} where ${o.clientId} = ${cl.id} and ${o.until} is null
           and (${d.key} in (select json_array_elements_text($1::text::json)) or ${o.specialistId} = $2::text::uuid)))
     and ($4::text is null or ${cl.id} > $4::text::uuid)
   order by ${cl.id} limit $5::text::int`,
);

export interface CoverageFilter {
  /** null: all */
  readonly departments: readonly string[] | null;
  readonly owner: string | null;
  readonly client: string | null;
  readonly after: string | null;
  readonly limit: number;
}

/**
 * Clients that fall short: known by fewer than two people, one of sales and one of the client department; a key client by fewer than
 * three of salesperson, specialist and both heads.
 */
export function coverage(db: Queries, { departments, owner, client, after, limit }: CoverageFilter): Promise<Coverage[]> {
  return shortfalls(db, [departments === null ? null : JSON.stringify(departments), owner, client, after, String(limit)]);
}
