import { moveBySegment } from '../clients/move-by-segment.ts';
import type { Db, Queries } from '../db/db.ts';
import { codeOf } from '../db/lost.ts';
import { departmentIds } from '../db/people/department-by-key.ts';
import { clientsByLine, lockPolicy } from '../db/policy/policies.ts';
import { insertPolicy } from '../db/policy/publish.ts';
import { addAudit } from '../db/reports/audit.ts';
import type { NewId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { type PolicyMistake, policyMistakes } from '../domain/policy-check.ts';
import { type PolicyChange, policyChanges } from '../domain/policy-difference.ts';
import type { Live } from '../live/live.ts';
import { recomputeLoads } from './loads.ts';

export interface PolicyDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly live: Live;
}

export interface NewPolicy {
  /** the version it was made from: another one active meanwhile is not overwritten */
  readonly base: number;
  readonly data: Policy;
  readonly note: string | null;
  /** the former version it brings back */
  readonly restores: number | null;
}

export type Activated =
  | { readonly type: 'activated'; readonly version: number }
  /** nothing differs from the one that is active */
  | { readonly type: 'unchanged'; readonly version: number }
  | { readonly type: 'changed-meanwhile' }
  | { readonly type: 'mistakes'; readonly mistakes: readonly PolicyMistake[] };

const tries = 5;

/**
 * Makes a policy the one that counts, with every load computed by it, in one transaction: the version, then the load rows. Holds
 * in flight keep theirs. A batch that took conversation rows in another order may be in the way: then it is tried again.
 */
export async function activatePolicy(deps: PolicyDeps, by: { readonly id: string }, wish: NewPolicy): Promise<Activated> {
  for (let attempt = 1; ; attempt++) {
    try {
      const activated = await deps.db.transaction((tx) => activateIn(tx, deps, by, wish));
      if (activated.type === 'activated') deps.live.publish([{ topic: 'company' }]);
      return activated;
    } catch (error) {
      const code = codeOf(error);
      // The company file was applied meanwhile.
      if (code === '23505') return { type: 'changed-meanwhile' };
      if (attempt === tries || (code !== '40P01' && code !== '40001')) throw error;
    }
  }
}

async function activateIn(tx: Queries, { now, newId }: PolicyDeps, by: { readonly id: string }, wish: NewPolicy): Promise<Activated> {
  const current = await lockPolicy(tx);
  if (current?.version !== wish.base) return { type: 'changed-meanwhile' };
  const departments = (await departmentIds(tx)).map(({ key }) => key);
  const mistakes = [...policyMistakes(wish.data, departments), ...(await linesInUse(tx, current.data, wish.data))];
  if (mistakes.length > 0) return { type: 'mistakes', mistakes };
  const changes = policyChanges(current.data, wish.data, departments);
  if (changes.length === 0) return { type: 'unchanged', version: current.version };
  const version = current.version + 1;
  const at = now();
  await insertPolicy(tx, [{ version, data: wish.data, activatedAt: at, activatedBy: by.id, note: wish.note, restores: wish.restores }]);
  await recomputeLoads(tx, wish.data, version);
  if (changes.some(({ kind }) => kind === 'serving'))
    await moveBySegment({ tx, newId, now: at, policy: wish.data, policyVersion: version }, null);
  await addAudit(tx, {
    id: newId(),
    at,
    actorKind: 'specialist',
    actorId: by.id,
    action: 'policy-activated',
    objectKind: 'policy',
    objectId: String(version),
    data: {
      fields: changes.map(pathOf),
      restores: wish.restores,
    },
  });
  return { type: 'activated', version };
}

function pathOf(change: PolicyChange): string {
  switch (change.kind) {
    case 'field':
      return change.field.path;
    case 'line':
      return `productLines.${change.line}`;
    case 'serving':
    case 'segments':
    case 'consent':
    case 'topics':
      return change.kind;
    case 'reasons':
      return 'noReplyReasons';
    case 'other':
      return change.path;
  }
}

/** Finds product lines that would go although clients are in them. */
async function linesInUse(tx: Queries, before: Policy, after: Policy): Promise<PolicyMistake[]> {
  const gone = Object.keys(before.productLines ?? {}).filter((line) => after.productLines?.[line] === undefined);
  if (gone.length === 0) return [];
  const used = await clientsByLine(tx);
  return gone.flatMap((line): PolicyMistake[] => {
    const clients = used.get(line);
    return clients === undefined ? [] : [{ code: 'line-in-use', path: `productLines.${line}`, clients }];
  });
}
