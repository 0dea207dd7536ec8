import type { Db, Queries } from '../../../src/db/db.ts';

/** Messages of a conversation: five of the client, three of the specialist, two of the desk. */
export const messagesEach = 10;
/** Conversations stored by one transaction. */
const part = 50_000;

/**
 * Conversations over the last two years, closed, with every row that reports or the desk read of them: by day and in working weeks, faster
 * and slower people, late and excused answers, some left unanswered, handed on, reopened, rated.
 */
export async function storePast(db: Db, conversations: number): Promise<void> {
  await db.query('select setseed(0.4711)');
  for (let from = 1; from <= conversations; from += part)
    await db.transaction((tx) => storePart(tx, from, Math.min(conversations, from + part - 1), conversations));
  await db.query('analyze');
}

/** The shape of a conversation: when, whose, how long each of three answers took, and what became of it. */
const shape = `
  create temporary table past on commit drop as
  with opened as (
    select n as nth, random() as r, random() as late, random() as d1, random() as d2, random() as d3, random() as gap,
      current_date - 1 - (($3::int - n)::bigint * 725 / $3::int)::int as day from generate_series($1::int, $2::int) n)
  select o.nth, gen_random_uuid() as conversation,
    (select id from client offset ((o.nth * 7919) % 2000) limit 1) as client, a.id as account, s.id as specialist, s.department_id as department,
    (array['webchat','webchat','webchat','telegram','telegram','call'])[1 + o.nth % 6] as channel,
    (array['problem','document','invoice','order','wish','other',null])[1 + o.nth % 7] as topic,
    (o.day - case when extract(isodow from o.day) > 5 and o.r < 0.9 then extract(isodow from o.day)::int - 5 else 0 end)::timestamp at time zone 'UTC'
      + case when o.late < 0.92 then interval '6 hours' + o.r * interval '9 hours' else o.r * interval '24 hours' end as at,
    ceil(-ln(1 - o.d1 * 0.999) * (60 + 12 * (s.place % 20)))::int as first, ceil(-ln(1 - o.d2 * 0.999) * 900)::int as second,
    ceil(-ln(1 - o.d3 * 0.999) * 1200)::int as third, 300 + (o.gap * 7200)::int as gap, o.r, o.late
  from opened o cross join (select id from channel_account where kind = 'webchat') a
  join (select id, department_id, row_number() over (order by email) as place, count(*) over () as all_of_them from specialist where serves) s
    on s.place = 1 + o.nth % s.all_of_them`;

/** The three turns of a conversation, the last of which may have been waived or left. */
const turns = `
  create temporary table past_turn on commit drop as
  select gen_random_uuid() as id, conversation, specialist, department, n,
    at + case n when 1 then interval '1 minute' when 2 then (60 + first + gap) * interval '1 second' else (60 + first + 2 * gap + second) * interval '1 second' end as opened,
    case n when 1 then first when 2 then second else third end as seconds,
    case when n = 3 and r < 0.02 then 'resolved' when n = 3 and r < 0.05 then 'waived' end as left_as,
    case n when 1 then 240 else 1800 end as allowed
  from past, generate_series(1, 3) n`;

const answered = `opened + seconds * interval '1 second'`;
const ended = `at + (60 + first + 2 * gap + second + third + 600) * interval '1 second'`;

const rows = [
  `insert into contact (id, window_id, name, language, created_at) select conversation, conversation, 'Contact ' || nth, 'ru', at from past`,
  `insert into "window" (id, contact_id, last_seq, last_change, seen_seq) select conversation, conversation, ${messagesEach}, 0, 0 from past`,
  `insert into conversation (id, window_id, contact_id, client_id, department_id, specialist_id, status, topic, topic_key, flow, flow_version, tree_hash,
     state, version, events, case_units, channel, target, turns, open_turn_id, open_holds, opened_at, waiting_since, last_message_at, preview,
     resolved_at, closed_at)
   select conversation, conversation, conversation, client, department, specialist, 'closed', 'general', topic, 'support', 1, 'past', '{}',
     ${messagesEach}, ${messagesEach}, 0, channel, account || ':' || conversation, 3, null, 0, at, null, ${ended}, 'Спасибо, всё понятно',
     ${ended}, ${ended} + interval '1 day' from past`,
  `insert into message (window_id, seq, id, conversation_id, author, author_id, audience, body, client_key, changed, occurred_at, received_at)
   select conversation, seq, gen_random_uuid(), conversation, case when seq <= 2 then 'system' when seq % 2 = 1 or seq > 8 then 'client' else 'specialist' end,
     case when seq > 2 and seq % 2 = 0 and seq <= 8 then specialist end, 'client', jsonb_build_object('text', 'Сообщение обычной длины, из тех, какими обмениваются: ' || conversation),
     null, seq, at + seq * interval '5 minutes', at + seq * interval '5 minutes' from past, generate_series(1, ${messagesEach}) seq`,
  `insert into conversation_event (conversation_id, n, at, type, data)
   select conversation, n, case n when 1 then at when ${messagesEach} then ${ended} else at + n * interval '5 minutes' end, case n when 2 then 'assigned' else 'client.message' end,
     case n when 2 then '{"type":"assigned","rule":"least-loaded"}'::jsonb else jsonb_build_object('type', 'client.message', 'message', n, 'says', jsonb_build_object('kind', 'text')) end
   from past, generate_series(1, ${messagesEach}) n`,
  `insert into turn (id, conversation_id, n, opened_at, opened_seq, answered_at, answered_seq, answered_by, delivered_at, closed_at, closed_reason)
   select id, conversation, n, opened, 1 + 2 * n, case when left_as is null then ${answered} end, case when left_as is null then 2 + 2 * n end,
     case when left_as is null then specialist end, case when left_as is null then ${answered} end, case when left_as is not null then ${answered} end, left_as from past_turn`,
  `insert into turn_hold (turn_id, n, specialist_id, department_id, "from", due, lapsed_at, until, reason, ended, policy_version, kind)
   select id, 1, specialist, department, opened, opened + allowed * interval '1 second', case when seconds > allowed then opened + allowed * interval '1 second' end,
     ${answered}, 'assigned', 'answered', 1, case n when 1 then 'first' else 'later' end from past_turn`,
  `insert into violation_word (id, turn_id, n, kind, by, text, at)
   select gen_random_uuid(), id, 1, 'excuse', specialist, 'The line was down', ${answered} from past_turn where seconds > allowed and seconds % 7 = 0`,
  `insert into assignment (id, conversation_id, n, at, department_id, specialist_id, rule, reason, policy_version, snapshot_id, explanation)
   select gen_random_uuid(), conversation, 2, at + interval '1 second', department, specialist,
     (array['owner','owner','owner','least-loaded','least-loaded','deputy','outreach','by-hand'])[1 + nth % 8], 'tree', 1, conversation,
     jsonb_build_object('top', '[]'::jsonb, 'counts', '{}'::jsonb, 'passed', '[]'::jsonb, 'overload', nth % 40 = 7) from past`,
  `insert into metric_event (conversation_id, n, at, metric, department_id, specialist_id, channel)
   select conversation, n, case metric when 'opened' then at when 'resolved' then ${ended} else at + n * interval '5 minutes' end, metric, department,
     case when metric <> 'opened' then specialist end, channel
   from past, (values (1, 'opened', 1), (2, 'assigned', 1), (3, 'client-message', 1), (5, 'client-message', 1), (7, 'client-message', 1),
     (8, 'transferred', 25), (9, 'reopened', 33), (10, 'resolved', 1)) m (n, metric, every) where nth % m.every = 0`,
  `insert into conversation_rating (conversation_id, score, at) select conversation, 2 + (nth % 4)::int, ${ended} + interval '1 hour' from past where nth % 12 = 0`,
];

async function storePart(tx: Queries, from: number, until: number, all: number): Promise<void> {
  await tx.query(shape, [from, until, all]);
  await tx.query(turns);
  for (const each of rows) await tx.query(each);
}
