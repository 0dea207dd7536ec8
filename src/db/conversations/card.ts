import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { ClientStage } from '../../domain/client.ts';
import type { FlowState } from '../../domain/decision.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { Explanation } from '../../domain/explanation.ts';
import type { Schedule } from '../../domain/hours.ts';
import type { ClientId, ConversationId, WindowId } from '../../domain/ids.ts';
import type { Language, Worded } from '../../domain/language.ts';
import type { Proposed } from '../../domain/proposal.ts';
import type { Track } from '../../domain/track.ts';
import type { HoldKind } from '../../domain/turn.ts';
import { dealsOf } from '../clients/deals.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import type { Viewer } from '../people/sign-in.ts';
import {
  assignment,
  client,
  contact,
  contactClient,
  conversation,
  department,
  message,
  ownership,
  schedule,
  specialist,
  turnHold,
} from '../schema.ts';
import { statement } from '../statement.ts';
import { hasFormer } from './former.ts';
import { listShape } from './row.ts';
import { joined, sight, visible } from './visible.ts';

const c = named(conversation, 'c');
const ct = named(contact, 'ct');
const cl = named(client, 'cl');
const x = named(specialist, 'x');
const cm = named(contactClient, 'cm');
const co = named(client, 'co');
const h = named(turnHold, 'h');
const sc = named(schedule, 'sc');
const pa = named(assignment, 'pa');
const pd = named(department, 'pd');

interface StandIn {
  readonly id: string;
  readonly name: string;
}

interface CardHold {
  readonly kind: HoldKind;
  readonly schedule: Schedule | null;
}

const standIn = `(select json_build_object('id', ${x.id}, 'name', ${x.name}) from ${x} where ${x.id} = ${c.standInId})`;
/** The department that had it before the one it is in now. */
const cameFrom = `(select ${pd.key} from ${pa} join ${pd} on ${pd.id} = ${pa.departmentId} where ${pa.conversationId} = ${c.id}
  and ${pa.departmentId} <> ${c.departmentId} order by ${pa.n} desc limit 1)`;
const openHold = `(select json_build_object('kind', ${h.kind}, 'schedule', ${sc.data}) from ${h} left join ${sc} on ${sc.hash} = ${h.schedule}
  where ${h.turnId} = ${c.openTurnId} and ${h.until} is null order by ${h.n} desc limit 1)`;

/** A client the contact of a conversation is of. */
interface CardClient {
  readonly id: string;
  readonly name: string;
}

const clientsOfContact = `(select json_agg(json_build_object('id', ${cm.clientId}, 'name', ${co.name}) order by ${cm.from}, ${cm.id})
  from ${cm} join ${co} on ${co.id} = ${cm.clientId} where ${cm.contactId} = ${c.contactId} and ${cm.until} is null)`;

const card = {
  ...listShape,
  contact_id: ct.id,
  contact_language: expression<Language>(ct.language),
  window_id: c.windowId,
  state: expression<FlowState>(c.state),
  flow: c.flow,
  flow_version: c.flowVersion,
  tree_hash: c.treeHash,
  client_stage: expression<ClientStage | null>(cl.stage),
  client_deals: dealsOf(cl.id),
  client_line: cl.productLine,
  track: expression<Track>(c.track),
  stand_in: expression<StandIn | null>(standIn),
  proposed: expression<Proposed | null>(c.proposed),
  came_from: expression<DepartmentKey | null>(cameFrom),
  turns: c.turns,
  has_former: hasFormer(c),
  /** the clients the contact is of now */
  clients: expression<readonly CardClient[] | null>(clientsOfContact),
  /** of the open turn: which deadline, and the working time it was reckoned with */
  hold: expression<CardHold | null>(openHold),
};

export type CardRow = RowOf<typeof card>;

const cardOf = statement<CardRow>(`select ${columns(card)} ${joined} where ${c.id} = $4::text::uuid and ${visible}`);

/** Finds a conversation with all its card needs; null when there is none, or it is not this viewer's to see. */
export async function findConversation(db: Queries, viewer: Viewer, id: string): Promise<CardRow | null> {
  const rows = await cardOf(db, [...sight(viewer), id]);
  return rows[0] ?? null;
}

export async function ownersOf(db: Queries, client: string) {
  return orm(db)
    .select({ key: department.key, department: sql<Worded>`${department.name}`, id: specialist.id, name: specialist.name })
    .from(ownership)
    .innerJoin(department, eq(department.id, ownership.departmentId))
    .innerJoin(specialist, eq(specialist.id, ownership.specialistId))
    .where(and(eq(ownership.clientId, client as ClientId), isNull(ownership.until)))
    .orderBy(asc(department.key));
}

export type AssignmentRow = Awaited<ReturnType<typeof assignmentsOf>>[number];

export async function assignmentsOf(db: Queries, conversation: string) {
  return orm(db)
    .select({
      at: assignment.at,
      department: department.key,
      specialist: assignment.specialistId,
      rule: assignment.rule,
      reason: assignment.reason,
      policy_version: assignment.policyVersion,
      explanation: sql<Explanation>`${assignment.explanation}`,
    })
    .from(assignment)
    .innerJoin(department, eq(department.id, assignment.departmentId))
    .where(eq(assignment.conversationId, conversation as ConversationId))
    .orderBy(asc(assignment.n));
}

const personName = { id: x.id, name: x.name };

const namesAmong = statement<RowOf<typeof personName>>(
  `select ${columns(personName)} from ${x} where ${x.id} in (select json_array_elements_text($1::text::json)::uuid)`,
);

/** Reads names of people, who may have left since. */
export async function namesOf(db: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await namesAmong(db, [JSON.stringify(ids)]);
  return new Map(rows.map((row) => [row.id, row.name]));
}

const m = named(message, 'm');
const typed = { seq: m.seq, text: expression<string | null>(`${m.body}->>'text'`) };

const typedAt = statement<RowOf<typeof typed>>(
  `select ${columns(typed)} from ${m} where ${m.windowId} = $1::text::uuid and ${m.deletedAt} is null
     and ${m.seq} in (select json_array_elements_text($2::text::json)::bigint)`,
);

/** Reads the words of typed answers, by the number of their message. */
export async function textsOf(db: Queries, window: WindowId, seqs: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (seqs.length === 0) return new Map();
  const rows = await typedAt(db, [window, JSON.stringify(seqs)]);
  return new Map(rows.flatMap((row) => (row.text === null ? [] : [[row.seq, row.text] as const])));
}
