-- Version 1 of a conversation's flow set no timers for deadlines. Whoever owes an answer since then is looked at once when the server starts:
-- the conversation is brought up to the newest version, and the deadline begins anew.
insert into timer (conversation_id, key, generation, due_at, raised)
select c.id, 'reaction', c.events, now(), '{"type":"lapsed","turn":0,"hold":0}'::jsonb
from conversation c join turn_hold h on h.turn_id = c.open_turn_id and h.until is null
where c.due_at is null and c.flow_version = 1
on conflict do nothing;
