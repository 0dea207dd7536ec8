import type { FlowState, Status } from '../../domain/decision.ts';
import type { Worded } from '../../domain/language.ts';
import { shownText } from '../conversations/shown-text.ts';
import { eyes, visible } from '../conversations/visible.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, of, type RowOf } from '../names.ts';
import type { Viewer } from '../people/sign-in.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { isOf } from './of-client.ts';
import { contactProven } from './proven.ts';

const c = named(schema.conversation, 'c');
const ct = named(schema.contact, 'ct');
const d = named(schema.department, 'd');
const l = named(schema.contactClient, 'l');
const m = named(schema.message, 'm');
const a = named(schema.assignment, 'a');
const s = named(schema.specialist, 's');

const link = of('link', { contactId: l.contactId });

/**
 * Conversations `c` that belong to a client, whose id is this parameter: its own, and those its present contacts, who
 * are of it alone, had when they were nobody's.
 */
function ofClient(id: string): string {
  return `from (select distinct ${columns({ contactId: l.contactId })} from ${l} where ${l.clientId} = ${id}) ${link}
    join ${c} on ${c.contactId} = ${link.contactId} and ${isOf(c, id)}`;
}

const flowShape = {
  state: expression<FlowState>(c.state),
  flow: c.flow,
  flow_version: c.flowVersion,
  tree_hash: c.treeHash,
};

export type FlowRow = RowOf<typeof flowShape>;

const flows = statement<FlowRow>(
  `select ${columns(flowShape)} ${ofClient('$1::text::uuid')} order by ${c.openedAt} desc limit $2::text::int`,
);

/** Where the question trees of the client's newest conversations stand. */
export function flowsOfClient(db: Queries, client: string, limit: number): Promise<FlowRow[]> {
  return flows(db, [client, String(limit)]);
}

const messages = `from ${m} where ${m.windowId} = ${c.windowId} and ${m.conversationId} = ${c.id}`;

/** Words are for whom the conversation opens to. */
const excerpt = (order: 'asc' | 'desc', whose: string) =>
  expression<string | null>(
    `case when ${visible} then (select left(${shownText(m)}, 200) ${messages} and ${m.audience} = 'client' and ${m.deletedAt} is null and ${whose}
       and ${m.body}->>'text' <> '' order by ${m.seq} ${order} limit 1) end`,
  );

const served = of('served', { id: a.specialistId, first: expression<number>(`min(${a.n})`) });

type Served = { readonly id: string; readonly name: string };

const ms = `(extract(epoch from ${c.openedAt}) * 1000)::bigint`;

const timelineShape = {
  id: c.id,
  key: expression<number>(ms),
  contact_id: ct.id,
  contact_name: ct.name,
  contact_proven: expression<boolean>(contactProven),
  channel: c.channel,
  department: d.key,
  department_name: expression<Worded>(d.name),
  status: expression<Status>(c.status),
  served: expression<readonly Served[] | null>(
    `(select json_agg(json_build_object('id', ${s.id}, 'name', ${s.name}) order by ${served.first}) from (
        select ${columns({ id: a.specialistId, first: `min(${a.n})` })} from ${a}
        where ${a.conversationId} = ${c.id} and ${a.specialistId} is not null group by ${a.specialistId}
      ) ${served} join ${s} on ${s.id} = ${served.id})`,
  ),
  opened_at: c.openedAt,
  last_message_at: c.lastMessageAt,
  resolved_at: c.resolvedAt,
  messages: expression<number>(`(select count(*) ${messages} and ${m.author} <> 'system')`),
  first: excerpt('asc', `${m.author} = 'client'`),
  last: excerpt('desc', `${m.author} <> 'system'`),
  // Nobody stands in and nobody is in charge is null in SQL: not seen.
  opens: expression<boolean>(`${visible} is true`),
};

export type TimelineRow = RowOf<typeof timelineShape>;

const timeline = statement<TimelineRow>(
  `select ${columns(timelineShape)} ${ofClient('$5::text::uuid')} join ${d} on ${d.id} = ${c.departmentId} join ${ct} on ${ct.id} = ${c.contactId}
    where $4::text is not null and ($6::text is null or (${ms}, ${c.id}) < ($6::text::bigint, $7::text::uuid))
    order by ${ms} desc, ${c.id} desc limit $8::text::int`,
);

/** Everything that was between the company and all contacts of the client, over every channel, the newest first. */
export function timelineOf(
  db: Queries,
  viewer: Viewer,
  { client, after, limit }: { client: string; after: { key: number; id: string } | null; limit: number },
): Promise<TimelineRow[]> {
  return timeline(db, [...eyes(viewer), client, after === null ? null : String(after.key), after?.id ?? null, String(limit)]);
}
