import type { SizeClass } from '../../domain/client.ts';
import type { FlowState, Status } from '../../domain/decision.ts';
import type { Worded } from '../../domain/language.ts';
import type { Track } from '../../domain/track.ts';
import { clientProven, contactProven } from '../clients/proven.ts';
import { hasFormer } from '../conversations/former.ts';
import type { Queries } from '../db.ts';
import { columns, expression, type Named, named, nullable, type RowOf } from '../names.ts';
import { client, contact, contactClient, conversation, department, identity, slackThread, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const t = named(slackThread, 't');
const c = named(conversation, 'c');
const d = named(department, 'd');
const ct = named(contact, 'ct');
const cl = named(client, 'cl');
const cm = named(contactClient, 'cm');
const also = named(contactClient, 'also');
const co = named(client, 'co');
const s = named(specialist, 's');
const si = named(specialist, 'si');
const re = named(specialist, 're');
const pr = named(specialist, 'pr');
const o = named(slackThread, 'o');
const od = named(department, 'od');
const i = named(identity, 'i');

interface OtherThread {
  readonly department: Worded;
  readonly channel: string;
  readonly rootTs: string | null;
}

interface Person {
  readonly id: string;
  readonly name: string;
  readonly slackUser: string | null;
}

const otherThread = (which: string) => `(select json_build_object('department', ${od.name}, 'channel', ${o.channel}, 'rootTs', ${o.rootTs})
  from ${o} join ${od} on ${od.id} = ${o.departmentId} where ${o.conversationId} = ${t.conversationId} and ${which}
  order by ${o.createdAt} desc limit 1)`;

const personOf = (person: Named<typeof specialist>) =>
  expression<Person | null>(`case when ${person.id} is null then null
    else json_build_object('id', ${person.id}, 'name', ${person.name}, 'slackUser', ${person.slackUser}) end`);

interface OtherClient {
  readonly id: string;
  readonly name: string;
}

const otherClients = `(select json_agg(json_build_object('id', ${co.id}, 'name', ${co.name}) order by ${cm.from}, ${cm.id})
  from ${cm} join ${co} on ${co.id} = ${cm.clientId}
  where ${cm.contactId} = ${c.contactId} and ${cm.until} is null and ${cm.clientId} is distinct from ${c.clientId}
    and exists (select 1 from ${also} where ${also.contactId} = ${c.contactId} and ${also.until} is null and ${also.clientId} <> ${cm.clientId}))`;

/** The tree a conversation is pinned to. */
const pinShape = { flow: c.flow, flowVersion: c.flowVersion, treeHash: c.treeHash };

const shape = {
  ...pinShape,
  id: expression<string>(c.id),
  windowId: c.windowId,
  status: expression<Status>(c.status),
  track: expression<Track>(c.track),
  channel: c.channel,
  /** by which link the client came there first */
  source: expression<string | null>(
    `(select ${i.source} from ${i} where ${i.accountId} = split_part(${c.target}, ':', 1)::uuid
       and ${i.externalId} = substr(${c.target}, strpos(${c.target}, ':') + 1))`,
  ),
  department: expression<Worded>(d.name),
  timeZone: d.timeZone,
  state: expression<FlowState>(c.state),
  contactName: expression<string | null>(`case when ${ct.erasedAt} is null then ${ct.name} end`),
  contactProven: expression<boolean>(contactProven),
  clientId: expression<string | null>(cl.id),
  clientProven: expression<boolean | null>(`case when ${cl.id} is not null then ${clientProven('cl')} end`),
  clientName: nullable(cl.name),
  clientSize: expression<SizeClass | null>(cl.size),
  productLine: cl.productLine,
  /** further clients the contact is of */
  otherClients: expression<readonly OtherClient[] | null>(otherClients),
  charge: personOf(s),
  standIn: personOf(si),
  replaced: personOf(re),
  /** who is wished for, while that is not decided */
  proposed: expression<string | null>(`(select ${pr.name} from ${pr} where ${pr.id} = (${c.proposed}->>'specialist')::uuid)`),
  dueAt: c.dueAt,
  turns: c.turns,
  hasFormer: hasFormer(c),
  next: expression<OtherThread | null>(
    `case when ${t.endedAt} is not null then ${otherThread(`${o.createdAt} > ${t.createdAt} and ${o.endedAt} is null`)} end`,
  ),
  previous: expression<OtherThread | null>(otherThread(`${o.createdAt} < ${t.createdAt} and ${o.endedAt} is not null`)),
};

export type CardContents = RowOf<typeof shape>;

const find = statement<CardContents>(
  `select ${columns(shape)}
   from ${t} join ${c} on ${c.id} = ${t.conversationId} join ${d} on ${d.id} = ${t.departmentId}
     join ${ct} on ${ct.id} = ${c.contactId} left join ${cl} on ${cl.id} = ${c.clientId}
     left join ${s} on ${s.id} = ${c.specialistId} left join ${si} on ${si.id} = ${c.standInId}
     left join ${re} on ${re.id} = ${c.replacedId}
   where ${t.id} = $1::text::uuid`,
);

/** Reads what the card of a thread shows, as it is stored; null when there is no such thread any more. */
export async function cardContents(db: Queries, thread: string): Promise<CardContents | null> {
  const rows = await find(db, [thread]);
  return rows[0] ?? null;
}

const findPin = statement<RowOf<typeof pinShape>>(`select ${columns(pinShape)} from ${c} where ${c.id} = $1::text::uuid`);

/** Finds the tree a conversation is pinned to. */
export async function pinOf(db: Queries, conversation: string): Promise<RowOf<typeof pinShape> | null> {
  const rows = await findPin(db, [conversation]);
  return rows[0] ?? null;
}
