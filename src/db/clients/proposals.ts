import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { Worded } from '../../domain/language.ts';
import type { ProposalStatus } from '../../domain/proposal.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { client, contact, conversation, department, ownership, proposal, proposalWord, specialist, specialistLoad } from '../schema.ts';
import { statement } from '../statement.ts';
import { dedicatedIn } from './dedications.ts';
import { clientProven } from './proven.ts';

const p = named(proposal, 'p');
const w = named(proposalWord, 'w');
const d = named(department, 'd');
const from = named(department, 'fd');
const s = named(specialist, 's');
const by = named(specialist, 'b');
const said = named(specialist, 'sb');
const cl = named(client, 'cl');
const c = named(conversation, 'c');
const ct = named(contact, 'ct');
const load = named(specialistLoad, 'ld');
const own = named(ownership, 'ow');
const set = bare(proposal);

export const insertProposals = inserter(proposal);
export const insertProposalWords = inserter(proposalWord);

interface Word {
  readonly kind: 'accepted' | 'refused' | 'lapsed' | 'withdrawn';
  readonly by: string | null;
  readonly by_id: string | null;
  readonly reason: string;
  readonly at: string;
}

const shape = {
  id: p.id,
  kind: expression<'person' | 'owner'>(p.kind),
  status: expression<ProposalStatus>(p.status),
  conversation: p.conversationId,
  client: nullable(cl.id),
  client_name: nullable(cl.name),
  client_size: expression<SizeClass | null>(cl.size),
  client_stage: expression<ClientStage | null>(cl.stage),
  client_dedicated: expression<readonly DepartmentKey[] | null>(`case when ${cl.id} is not null then ${dedicatedIn(cl.id)} end`),
  client_proven: expression<boolean | null>(`case when ${cl.id} is not null then ${clientProven('cl')} end`),
  contact_name: ct.name,
  department: d.key,
  department_name: expression<Worded>(d.name),
  specialist: p.specialistId,
  specialist_name: s.name,
  /** what they have there already, of how much */
  capacity: s.capacity,
  portfolio: expression<number>(`coalesce(${load.portfolioUnits}, 0)`),
  owns_it: expression<boolean>(
    `exists (select from ${own} where ${own.clientId} = ${p.clientId} and ${own.departmentId} = ${p.departmentId}
       and ${own.specialistId} = ${p.specialistId} and ${own.until} is null)`,
  ),
  instead: expression<string | null>(from.key),
  instead_name: expression<Worded | null>(from.name),
  by: p.byId,
  by_kind: expression<'specialist' | 'api-key'>(p.byKind),
  by_name: nullable(by.name),
  reason: p.reason,
  at: p.at,
  due_at: p.dueAt,
  ended_at: p.endedAt,
  words: expression<readonly Word[]>(
    `coalesce((select json_agg(json_build_object('kind', ${w.kind}, 'by', ${said.name}, 'by_id', ${w.by}, 'reason', ${w.reason}, 'at', ${w.at}) order by ${w.at}, ${w.id})
       from ${w} left join ${said} on ${said.id} = ${w.by} where ${w.proposalId} = ${p.id}), '[]')`,
  ),
};

/** A proposal with what was said to it. */
export type ProposalListed = RowOf<typeof shape>;

const select = `select ${columns(shape)} from ${p} join ${d} on ${d.id} = ${p.departmentId} join ${s} on ${s.id} = ${p.specialistId}
  left join ${load} on ${load.specialistId} = ${p.specialistId} and ${load.departmentId} = ${p.departmentId}
  left join ${from} on ${from.id} = ${p.insteadId} left join ${by} on ${by.id} = ${p.byId} left join ${cl} on ${cl.id} = ${p.clientId}
  left join ${c} on ${c.id} = ${p.conversationId} left join ${ct} on ${ct.id} = ${c.contactId} and ${ct.erasedAt} is null`;

const one = statement<ProposalListed>(`${select} where ${p.id} = $1::text::uuid`);

export async function findProposal(db: Queries, id: string): Promise<ProposalListed | null> {
  return (await one(db, [id]))[0] ?? null;
}

const open = statement<ProposalListed>(
  `${select} where ${p.status} in ('asked', 'raised')
     and (${p.byId} = $1::text::uuid or $2::text is null or ${d.key} in (select json_array_elements_text($2::text::json)))
   order by ${p.dueAt}, ${p.id} limit 200`,
);

/** Lists what waits for a word: one's own wishes, and those about these departments (null: all), the most pressing first. */
export function openProposals(db: Queries, viewer: string, departments: readonly string[] | null): Promise<ProposalListed[]> {
  return open(db, [viewer, departments === null ? null : JSON.stringify(departments)]);
}

const metSince = statement<ProposalListed>(
  `${select} where ${p.status} = 'met' and ${p.endedAt} > $1::text::timestamptz order by ${p.id} limit 500`,
);

/** Lists what has come true by another way since then. */
export function metProposals(db: Queries, since: Date): Promise<ProposalListed[]> {
  return metSince(db, [since.toISOString()]);
}

const openShape = {
  id: p.id,
  kind: expression<'person' | 'owner'>(p.kind),
  status: expression<ProposalStatus>(p.status),
  department: d.key,
};

type OpenProposal = RowOf<typeof openShape>;

const allOpen = statement<OpenProposal>(
  `select ${columns(openShape)} from ${p} join ${d} on ${d.id} = ${p.departmentId} where ${p.status} in ('asked', 'raised')`,
);

/** Reads how everything stands that waits for a word, and in which department. */
export function proposalsStanding(db: Queries): Promise<OpenProposal[]> {
  return allOpen(db, []);
}

const after = statement<ProposalListed>(
  `${select} where ($1::text is null or ${p.id} > $1::text::uuid)
     and ($2::text is null or (${p.status} in ('asked', 'raised')) = ($2::text = 'open'))
     and ($3::text is null or ${p.clientId} = $3::text::uuid) and ($4::text is null or ${d.key} = $4::text)
     and ($5::text is null or ${p.kind} = $5::text)
   order by ${p.id} limit $6::text::int`,
);

export interface ProposalFilter {
  readonly state?: 'open' | 'ended' | undefined;
  readonly client?: string | undefined;
  readonly department?: string | undefined;
  readonly kind?: 'person' | 'owner' | undefined;
}

/** Lists proposals, the oldest first, after the one of this id. */
export function proposalsAfter(
  db: Queries,
  { state, client: of, department: key, kind }: ProposalFilter,
  last: string | null,
  limit: number,
): Promise<ProposalListed[]> {
  return after(db, [last, state ?? null, of ?? null, key ?? null, kind ?? null, String(limit)]);
}

const ofClient = statement<ProposalListed>(
  `${select} where ${p.clientId} = $1::text::uuid and ${p.kind} = 'owner' and ${p.status} in ('asked', 'raised')`,
);

/** What is proposed about who is to own a client. */
export function proposalsOfClient(db: Queries, clientId: string): Promise<ProposalListed[]> {
  return ofClient(db, [clientId]);
}

const move = statement<{ id: string }>(
  `update ${set} set ${set.status} = $3::text,
     ${set.raisedAt} = case when $3::text = 'raised' then $4::text::timestamptz else ${set.raisedAt} end,
     ${set.endedAt} = case when $3::text = 'raised' then null else $4::text::timestamptz end
   where ${set.id} = $1::text::uuid and ${set.status} = any($2::text::text[]) returning ${set.id}`,
);

/** Moves a proposal on from where it was seen to stand; false when somebody was first. */
export async function stepProposal(
  tx: Queries,
  id: string,
  step: { readonly from: readonly ProposalStatus[]; readonly to: ProposalStatus; readonly at: Date },
): Promise<boolean> {
  return (await move(tx, [id, texts(step.from), step.to, step.at.toISOString()])).length > 0;
}

const over = statement(
  `update ${set} set ${set.status} = 'over', ${set.endedAt} = $2::text::timestamptz
   where ${set.clientId} = $1::text::uuid and ${set.kind} = 'owner' and ${set.status} in ('asked', 'raised')`,
);

/** Ends all that is proposed about whose a client is to be, which is none any more. */
export async function endOwnerProposals(tx: Queries, clientId: string, at: Date): Promise<void> {
  await over(tx, [clientId, at.toISOString()]);
}

const shakenShape = {
  id: p.id,
  kind: expression<'person' | 'owner'>(p.kind),
  conversation: p.conversationId,
  client: p.clientId,
  /** whoever is named works there no more; else another decides now: the director where no head is left, the head where no director is */
  gone: expression<boolean>(`(${s.leftAt} is not null or ${s.departmentId} is distinct from ${p.departmentId})`),
};

export type ShakenProposal = RowOf<typeof shakenShape>;

const shaken = statement<ShakenProposal>(
  `select ${columns(shakenShape)} from ${p} join ${s} on ${s.id} = ${p.specialistId} join ${d} on ${d.id} = ${p.departmentId}
   where ${p.status} in ('asked', 'raised') and (
     (${p.specialistId} = $1::text::uuid and (${s.leftAt} is not null or ${s.departmentId} is distinct from ${p.departmentId}))
     or (${p.status} = 'asked' and ${p.departmentId} in (select unnest($2::text::uuid[])) and ${d.headId} is null
       and not exists (select from ${by} where ${by.departmentId} = ${d.id} and ${by.role} = 'head' and ${by.leftAt} is null))
     or (${p.status} = 'raised' and exists (select from ${said} where ${said.id} = $1::text::uuid and ${said.role} = 'director')
       and not exists (select from ${by} where ${by.role} = 'director' and ${by.leftAt} is null)))
   order by ${p.id}`,
);

/** Lists what is open on which somebody's leaving bears: they are named in it, or were the one to decide, as head of these departments or as director. */
export function proposalsShakenBy(db: Queries, specialist: string, departments: readonly string[]): Promise<ShakenProposal[]> {
  return shaken(db, [specialist, uuids(departments)]);
}

const dueShape = { id: p.id, client: expression<string>(p.clientId) };
const due = statement<RowOf<typeof dueShape>>(
  `select ${columns(dueShape)} from ${p} where ${p.status} = 'asked' and ${p.kind} = 'owner' and ${p.dueAt} <= $1::text::timestamptz
   order by ${p.dueAt}, ${p.id} limit $2::text::int`,
);

/** Finds proposals of owners to which the head said nothing in time. */
export function dueOwnerProposals(db: Queries, now: Date, limit: number): Promise<RowOf<typeof dueShape>[]> {
  return due(db, [now.toISOString(), String(limit)]);
}
