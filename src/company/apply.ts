import { moveBySegment } from '../clients/move-by-segment.ts';
import { lockContactsOf } from '../db/clients/lock-contacts.ts';
import { addWebchatAccount } from '../db/company/applied.ts';
import { insertProfile } from '../db/company/profile.ts';
import type { Queries } from '../db/db.ts';
import { insertPolicy, publishTree } from '../db/policy/publish.ts';
import type { NewId } from '../domain/ids.ts';
import { recomputeLoads } from '../policy/loads.ts';
import { writeAudit } from './audit.ts';
import type { CurrentCompany } from './current.ts';
import { differencesOf, type Plan } from './plan.ts';
import { writeClients } from './write-clients.ts';
import { writeOwners } from './write-owners.ts';
import { writePeople } from './write-people.ts';

/** Who has it applied: somebody at a terminal, or the server itself at its start. */
export type Applier = 'terminal' | 'system';

/** What all writers of one application share. */
export interface Writing {
  readonly tx: Queries;
  readonly newId: NewId;
  readonly at: Date;
  /** `reason` of dated rows that begin */
  readonly reason: string;
}

/** Carries a plan out, in the transaction it was made in. */
export async function applyPlan(writing: Writing, current: CurrentCompany, plan: Plan, by: Applier): Promise<void> {
  const { tx, newId, at } = writing;
  if (differencesOf(plan).length === 0) return;
  const version = (current.policy?.version ?? 0) + (plan.policy === null ? 0 : 1);
  await addWebchatAccount(tx, newId<'account'>());
  if (plan.profile !== null) await insertProfile(tx, plan.profile.profile, at, null);
  if (plan.policy !== null)
    await insertPolicy(tx, [{ version, data: plan.policy.data, activatedAt: at, activatedBy: null, note: null, restores: null }]);
  if (plan.tree !== null) await publishTree(tx, { id: newId(), hash: plan.tree.hash, data: plan.tree.data, at, by: null, note: null });
  // Nobody becomes the owner of a client meanwhile by what it weighed before.
  await lockContactsOf(
    tx,
    plan.clients.flatMap(({ current: known, difference }) => (known === null || difference === null ? [] : [known.id])),
  );
  const ids = await writePeople(writing, current, plan);
  const clients = await writeClients(writing, plan.clients);
  await writeOwners(writing, plan.owners, { ...ids, client: clients });
  await recomputeLoads(tx, plan.policy?.data ?? current.policy?.data, version);
  const policy = plan.policy?.data ?? current.policy?.data;
  if (policy !== undefined) await moveBySegment({ tx, newId, now: at, policy, policyVersion: version }, null);
  // A company that begins is one event, not hundreds.
  if (current.policy !== null) await writeAudit(writing, plan, ids, clients, by);
}
