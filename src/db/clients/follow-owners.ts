import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { ownership, proposal, task } from '../schema.ts';
import { statement } from '../statement.ts';

const p = named(proposal, 'p');
const t = named(task, 't');
const o = named(ownership, 'o');
const set = { proposal: bare(proposal), task: bare(task) };

const owned = (department: string) =>
  `select from ${o} where ${o.clientId} = ${p.clientId} and ${o.departmentId} = ${department} and ${o.until} is null`;

const meet = statement(
  `update ${p} set ${set.proposal.status} = 'met', ${set.proposal.endedAt} = $2::text::timestamptz
   where ${p.clientId} = any($1::text::uuid[]) and ${p.kind} = 'owner' and ${p.status} in ('asked', 'raised')
     and exists (${owned(p.departmentId)} and ${o.specialistId} = ${p.specialistId}) and not exists (${owned(p.insteadId)})`,
);

const endLooks = statement(
  `update ${t} set ${set.task.doneAt} = $2::text::timestamptz
   where ${t.clientId} = any($1::text::uuid[]) and ${t.kind} = 'given' and ${t.doneAt} is null and ${t.specialistId} is not null
     and not exists (select from ${o} where ${o.clientId} = ${t.clientId} and ${o.specialistId} = ${t.specialistId} and ${o.until} is null)`,
);

/**
 * Has what is about the owners of these clients follow them, by whichever way they changed: what was proposed and is so now is met, with what
 * was to end with it (R8), and whoever was to look at a client first, and has it no longer, need not. Call it once the owners are who they
 * are to be: one who is replaced is not owned by nobody in between.
 */
export async function followOwners(tx: Queries, clients: Iterable<string>, at: Date): Promise<void> {
  const ids = [...new Set(clients)];
  if (ids.length === 0) return;
  await Promise.all([meet(tx, [uuids(ids), at.toISOString()]), endLooks(tx, [uuids(ids), at.toISOString()])]);
}
