import { insertAudit } from '../db/reports/audit.ts';
import type { AuditAction } from '../texts/audit.ts';
import type { Applier, Writing } from './apply.ts';
import type { Difference } from './difference.ts';
import type { Plan } from './plan.ts';
import type { WantedClient } from './wanted.ts';
import type { Ids } from './write-people.ts';

const verbs = { create: 'created', change: 'changed', remove: 'left', return: 'returned' } as const;

type Changed = 'company' | 'department' | 'specialist' | 'client' | 'policy' | 'question-tree';

/** Everything a file can do has a name of its own; only people leave and return. */
function actionOf(kind: Changed, act: Difference['act']): AuditAction {
  if (kind === 'company') return 'company-changed';
  if (kind === 'specialist') return `${kind}-${verbs[act]}`;
  return `${kind}-${act === 'create' ? 'created' : 'changed'}`;
}

/** Writes a row for everything that changed: ids and names of fields, never what is in them. */
export async function writeAudit(
  { tx, newId, at }: Writing,
  plan: Plan,
  ids: Ids,
  clients: ReadonlyMap<WantedClient, string>,
  by: Applier,
): Promise<void> {
  const row = (objectKind: Changed, objectId: string, { act, fields }: Difference) => ({
    id: newId<'audit'>() as string,
    at,
    actorKind: by,
    actorId: null,
    action: actionOf(objectKind, act),
    objectKind,
    objectId,
    data: { by: 'company-file', fields: fields.map(({ field }) => field) },
  });
  const clientId = (client: { readonly id: string } | { readonly wanted: WantedClient }) =>
    'id' in client ? client.id : (clients.get(client.wanted) ?? '');
  await insertAudit(tx, [
    ...(plan.profile === null ? [] : [row('company', 'profile', plan.profile.difference)]),
    ...plan.departments.map(({ wanted, difference }) => row('department', ids.department(wanted.key), difference)),
    ...plan.people.map((each) => row('specialist', each.id ?? ids.person(each.difference.name), each.difference)),
    ...plan.clients.flatMap((step) => {
      const contacts = step.contacts.filter(({ difference }) => difference !== null).length;
      if (step.difference === null && contacts === 0) return [];
      const difference = step.difference ?? { act: 'change', kind: 'client', name: '', fields: [] };
      const written = row('client', clients.get(step.wanted) ?? '', difference);
      return [contacts === 0 ? written : { ...written, data: { ...written.data, contacts } }];
    }),
    ...plan.owners.map(({ client, department, difference }) => {
      const written = row('client', clientId(client), difference);
      return { ...written, action: 'client-owner-changed' as const, data: { by: 'company-file', department } };
    }),
    ...(plan.policy?.differences.slice(0, 1) ?? []).map((each) => ({
      ...row('policy', 'company', each),
      data: { fields: plan.policy?.differences.map(({ name }) => name) },
    })),
    ...(plan.tree === null ? [] : [row('question-tree', plan.tree.hash, plan.tree.difference)]),
  ]);
}
