import type { ContactId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { Parting } from './undo-join.ts';

const m = named(schema.message, 'm');
const p = named(schema.message, 'p');
const w = named(schema.window, 'w');
const r = named(schema.externalRef, 'r');
const i = named(schema.identity, 'i');
const l = named(schema.identityLink, 'l');
const set = bare(schema.message);
const setWindow = bare(schema.window);
const j = named(schema.contactJoin, 'j');

const spanShape = {
  window: m.windowId,
  seq: m.seq,
  conversation: m.conversationId,
  author: m.author,
  key: m.clientKey,
  quote: expression<number | null>(`(${m.body}->>'quote')::bigint`),
  contact: w.contactId,
};
const span = of('span', spanShape);
const keyShape = { window: m.windowId, seq: m.seq };
const foreign = of('foreign_words', keyShape);
const now = named(schema.window, 'now');
const marked = of('marked', { window: m.windowId, seq: m.seq, number: m.changed });

/** Whose address a place in a channel is; an address that is nobody's is not the contact's either. */
const isOfAnother = `not exists (select 1 from ${l} where ${l.identityId} = ${i.id} and ${l.until} is null and ${l.contactId} = ${span.contact})`;

/** A message of a messenger stands in its sender's chat; one of the web chat has the sender's address before its own id. */
const wroteAnother = `exists (select 1 from ${r} join ${i} on ${i.accountId} = ${r.accountId} and ${i.externalId} = ${r.chat}
     where ${r.windowId} = ${span.window} and ${r.seq} = ${span.seq} and ${isOfAnother})
   or (not exists (select 1 from ${r} where ${r.windowId} = ${span.window} and ${r.seq} = ${span.seq}) and exists (select 1 from ${i}
     where (${i.id} in (select unnest($2::text::uuid[])) or exists (select 1 from ${l} where ${l.identityId} = ${i.id} and ${l.contactId} in (select unnest($1::text::uuid[]))))
       and starts_with(${span.key}, ${i.externalId} || '/') and ${isOfAnother}))`;

const quoted = `(select ${p.seq} from ${p} where ${p.windowId} = ${span.window} and ${p.author} = 'client' and ${p.seq} = ${span.quote})`;
const lastAsked = `(select ${p.seq} from ${p} where ${p.windowId} = ${span.window} and ${p.conversationId} = ${span.conversation}
  and ${p.author} = 'client' and ${p.seq} < ${span.seq} order by ${p.seq} desc limit 1)`;
const asked = `coalesce(${quoted}, ${lastAsked})`;

const number = `(${now.lastSeq} + row_number() over (partition by ${span.window} order by ${span.seq}))`;

/** Of these contacts' messages those to or from another (or not, `which`), marked and counted as changed. `$1` contacts, `$2` addresses. */
const mark = (which: 'exists' | 'not exists', among: string, value: string) =>
  statement<{ author: string }>(
    `with span as materialized (
     select ${columns(spanShape)} from ${w} join ${m} on ${m.windowId} = ${w.id}
     where ${w.contactId} in (select unnest($1::text::uuid[])) and ${m.audience} = 'client' and ${among}
   ), foreign_words as materialized (
     select ${span.window}, ${span.seq} from span where ${span.author} = 'client' and (${wroteAnother})
   ), marked as materialized (
     select ${columns({ window: span.window, seq: span.seq, number })} from span join ${now} on ${now.id} = ${span.window}
     where ${which} (select 1 from foreign_words where ${foreign.window} = ${span.window}
       and ${foreign.seq} = case when ${span.author} = 'client' then ${span.seq} else ${asked} end)
   ), counted as (
     update ${w} set ${setWindow.lastSeq} = last."number", ${setWindow.lastChange} = last."number"
     from (select ${marked.window} as "window", max(${marked.number}) as "number" from marked group by 1) last where ${w.id} = last."window"
   )
   update ${m} set ${set.withheldAt} = ${value}, ${set.changed} = ${marked.number} from marked
   where ${m.windowId} = ${marked.window} and ${m.seq} = ${marked.seq}
   returning ${columns({ author: m.author })}`,
  );

/** What they wrote while an earlier join stood was theirs to read again until now. */
const since = `least($3::text::timestamptz, (select min(${j.at}) from ${j}
  where ${j.intoContactId} in (select unnest($1::text::uuid[])) and ${j.undoneAt} is not null))`;

const withhold = mark('exists', `${m.receivedAt} >= ${since} and ${m.withheldAt} is null`, '$4::text::timestamptz');
const showAgain = mark('not exists', `${m.withheldAt} is not null`, 'null');

const o = named(schema.outbox, 'o');
const c = named(schema.conversation, 'c');
const lastShape = { seq: m.seq, author: m.author, conversation: m.conversationId, body: m.body, at: m.receivedAt };
const last = of('last', lastShape);
const sentTo = `coalesce((select ${o.target} from ${o} where ${o.windowId} = ${w.id} and ${o.seq} = ${last.seq} and ${o.verb} = 'send'
  and ${o.audience} = 'client' order by ${o.n} desc limit 1), (select ${c.target} from ${c} where ${c.id} = ${last.conversation}))`;
const openText = `jsonb_build_object('seq', ${last.seq}, 'of', ${last.conversation}, 'target', ${sentTo},
  'at', to_char(${last.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'parts', jsonb_build_array(jsonb_build_object('conversation', ${last.conversation}, 'slot', 'tell', 'body', ${last.body})))`;

/** The window's open text (R14) is the last message its client is shown now, where that is the desk's. */
const retell = statement(
  `update ${w} set ${setWindow.tell} = (select case when ${last.author} = 'system' then ${openText} end from (
     select ${columns(lastShape)} from ${m} where ${m.windowId} = ${w.id} and ${m.audience} = 'client' and ${m.withheldAt} is null
       and ${m.deletedAt} is null and ${m.body} is not null order by ${m.seq} desc limit 1) last)
   where ${w.contactId} in (select unnest($1::text::uuid[]))`,
);

/**
 * What one of them wrote into a window of the other since the join, and what was answered to it, is not shown to the window's client any
 * more, and counts as changed, so that whoever has it on the screen hears of it. Colleagues go on reading it. An answer is to whoever wrote what it quotes, else to whoever wrote last in the conversation before it.
 */
export async function withholdFromEachOther(
  tx: Queries,
  { moved, joinedAt, at }: Parting,
  contacts: readonly string[],
): Promise<{ readonly ofClients: boolean }> {
  const withheld = await withhold(tx, [uuids(contacts), uuids(moved.identities), joinedAt.toISOString(), at.toISOString()]);
  await retell(tx, [uuids(contacts)]);
  return { ofClients: withheld.some(({ author }) => author === 'client') };
}

/** Who is one person again is shown what the undoing of an earlier join withheld: under the locks of the join. */
export async function showToThemselves(tx: Queries, contact: ContactId): Promise<void> {
  await showAgain(tx, [uuids([contact]), uuids([])]);
  await retell(tx, [uuids([contact])]);
}
