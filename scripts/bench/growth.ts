import type postgres from 'postgres';
import { type Figures, intoOpen } from './spoken.ts';
import { type Stage, serving } from './stage.ts';
import { waitingVisitors } from './visitors.ts';

export interface Growth {
  readonly messages: number;
  readonly without: { readonly c1: Figures; readonly c64: Figures };
  readonly with: { readonly c1: Figures; readonly c64: Figures };
  /** latencies with by those without */
  readonly ratio: Readonly<Record<'c1' | 'c64', { readonly p50: number; readonly p99: number }>>;
}

/** The same visitors write into open conversations, before and after years of others' conversations are stored. */
export function growth(stage: Stage): Promise<Growth> {
  return serving(stage, 'growth', async (at) => {
    const visitors = await waitingVisitors(stage, at, stage.options.scale.visitors);
    const both = async () => ({ c64: await intoOpen(stage, at, visitors, 64), c1: await intoOpen(stage, at, visitors, 1) });
    const without = await both();
    await storePast(at.sql, Math.floor(stage.options.scale.stored / perConversation));
    const [counted] = await at.sql<{ n: number }[]>`select count(*)::int as n from message`;
    const withThem = await both();
    const times = (c: 'c1' | 'c64') => ({ p50: ratio(withThem[c].p50, without[c].p50), p99: ratio(withThem[c].p99, without[c].p99) });
    return { messages: counted?.n ?? 0, without, with: withThem, ratio: { c1: times('c1'), c64: times('c64') } };
  });
}

function ratio(a: number, b: number): number {
  return b === 0 ? 0 : Math.round((a / b) * 100) / 100;
}

/** Five of the client, three of the specialist, two of the desk. */
const perConversation = 10;

/**
 * Closed conversations of strangers over the last two years, with every row they would have left: contact, window, identity,
 * log, messages, turns, holds, assignment, outbox, metrics, keys.
 */
async function storePast(sql: postgres.Sql, conversations: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`create temporary table past on commit drop as
      select n as nth, gen_random_uuid() as conversation, gen_random_uuid() as "window", gen_random_uuid() as contact, gen_random_uuid() as identity,
        gen_random_uuid() as address, now() - n * interval '2 years' / ${conversations}::int - interval '8 days' as at,
        a.id as account, s.id as specialist, s.department_id as department
      from generate_series(1, ${conversations}::int) n
      cross join (select id from channel_account where kind = 'webchat') a
      join (select id, department_id, row_number() over (order by id) as place, count(*) over () as all_of_them
            from specialist where serves) s on s.place = 1 + n % s.all_of_them`;
    await tx`insert into contact (id, window_id, name, language, created_at) select contact, "window", null, 'ru', at from past`;
    await tx`insert into identity (id, account_id, external_id, created_at) select identity, account, address::text, at from past`;
    await tx`insert into identity_link (id, identity_id, contact_id, "from", proof) select gen_random_uuid(), identity, contact, at, 'first-message' from past`;
    await tx`insert into "window" (id, contact_id, last_seq, last_change, seen_seq) select "window", contact, ${perConversation}::int, 0, 0 from past`;
    await tx`
      insert into conversation (id, window_id, contact_id, client_id, department_id, specialist_id, status, topic, flow, flow_version, tree_hash,
        state, version, events, case_units, channel, target, turns, open_turn_id, open_holds, opened_at, waiting_since,
        last_message_at, preview, resolved_at, closed_at)
      select p.conversation, p."window", p.contact, null, p.department, p.specialist, 'closed', c.topic, c.flow, c.flow_version, c.tree_hash,
        jsonb_set(c.state, '{value}', '"closed"'), ${perConversation}::int, ${perConversation}::int, 0, 'webchat', p.account || ':' || p.address, 3,
        null, 0, p.at, null, p.at + interval '1 hour', 'Спасибо, всё понятно', p.at + interval '1 hour', p.at + interval '25 hours'
      from past p cross join (select * from conversation limit 1) c`;
    await tx`
      insert into message (window_id, seq, id, conversation_id, author, author_id, audience, body, client_key, changed, occurred_at, received_at)
      select "window", seq, gen_random_uuid(), conversation, author, case author when 'client' then contact when 'specialist' then specialist end,
        'client', jsonb_build_object('text', 'Сообщение ' || seq || ' обычной длины, из тех, какими обмениваются клиент и специалист: ' || conversation),
        case author when 'client' then address || '/' || seq end, seq, at + seq * interval '5 minutes', at + seq * interval '5 minutes'
      from past, generate_series(1, ${perConversation}::int) seq,
        lateral (select case when seq <= 2 then 'system' when seq % 2 = 1 or seq > 8 then 'client' else 'specialist' end as author) who`;
    await tx`
      insert into conversation_event (conversation_id, n, at, type, data)
      select conversation, n, at + n * interval '5 minutes', 'client.message',
        jsonb_build_object('type', 'client.message', 'message', n, 'says', jsonb_build_object('kind', 'text'))
      from (select conversation, at from past) p, generate_series(1, ${perConversation}::int) n`;
    await tx`
      insert into turn (id, conversation_id, n, opened_at, opened_seq, answered_at, answered_seq, answered_by, delivered_at)
      select gen_random_uuid(), conversation, n, at + n * interval '10 minutes', 1 + 2 * n, at + n * interval '12 minutes', 2 + 2 * n, specialist,
        at + n * interval '12 minutes'
      from (select conversation, at, specialist from past) p, generate_series(1, 3) n`;
    await tx`
      insert into turn_hold (turn_id, n, specialist_id, department_id, "from", due, until, reason, ended, policy_version)
      select t.id, 1, p.specialist, p.department, t.opened_at, t.opened_at + interval '4 minutes', t.answered_at, 'assigned', 'answered', 1
      from turn t join past p on p.conversation = t.conversation_id`;
    await tx`
      insert into outbox (window_id, target, n, verb, seq, urgent, status, attempts, due_at, done_at)
      select m.window_id, p.account || ':' || p.address, m.seq, 'send', m.seq, true, 'sent', 1, m.received_at, m.received_at
      from message m join past p on p."window" = m.window_id where m.author <> 'client'`;
    await tx`
      insert into metric_event (conversation_id, n, at, metric, department_id, specialist_id, channel)
      select conversation, n, at + n * interval '5 minutes', 'client-message', department, specialist, 'webchat'
      from (select conversation, at, department, specialist from past) p, generate_series(1, ${perConversation}::int) n`;
    await tx`
      insert into inbound_key (account_id, external_id, received_at)
      select p.account, m.client_key, m.received_at from message m join past p on p."window" = m.window_id
      where m.author = 'client' and m.received_at > now() - interval '30 days'`;
  });
  await sql`analyze`;
  await sql`checkpoint`;
}
