import { followOwners } from '../db/clients/follow-owners.ts';
import { endOwnerships, insertOwnerships } from '../db/clients/ownerships.ts';
import type { Writing } from './apply.ts';
import type { OwnerStep } from './plan-owners.ts';
import type { WantedClient } from './wanted.ts';
import type { Ids } from './write-people.ts';

/** Writes ownership in dated rows: one ends, another begins. */
export async function writeOwners(
  { tx, newId, at, reason }: Writing,
  steps: readonly OwnerStep[],
  ids: Ids & { readonly client: ReadonlyMap<WantedClient, string> },
): Promise<void> {
  await endOwnerships(
    tx,
    steps.flatMap(({ ends }) => ends ?? []),
    at,
  );
  await insertOwnerships(
    tx,
    steps.flatMap(({ client, department, begins }) =>
      begins === null
        ? []
        : [
            {
              id: newId<'ownership'>(),
              clientId: 'id' in client ? client.id : (ids.client.get(client.wanted) ?? ''),
              departmentId: ids.department(department),
              specialistId: ids.person(begins),
              from: at,
              until: null,
              reason,
              restsOn: 'hand',
            },
          ],
    ),
  );
  const changed = steps.flatMap(({ client }) => ('id' in client ? client.id : []));
  await followOwners(tx, changed, at);
}
