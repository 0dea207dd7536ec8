import { inserter } from '../db/rows.ts';
import * as schema from '../db/schema.ts';
import type { Writing } from './apply.ts';
import type { OwnerStep } from './plan-owners.ts';
import type { WantedClient } from './wanted.ts';
import type { Ids } from './write-people.ts';

const insertOwnerships = inserter(schema.ownership);

/** Ownership is told in dated rows: one ends, another begins. */
export async function writeOwners(
  { tx, newId, at, reason }: Writing,
  steps: readonly OwnerStep[],
  ids: Ids & { readonly client: ReadonlyMap<WantedClient, string> },
): Promise<void> {
  await tx.query(
    `update ownership set until = $2::text::timestamptz where until is null and id in (select json_array_elements_text($1::text::json)::uuid)`,
    [JSON.stringify(steps.flatMap(({ ends }) => ends ?? [])), at.toISOString()],
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
            },
          ],
    ),
  );
}
