import { uuids } from '../db/arrays.ts';
import { dedicatedIn } from '../db/clients/dedications.ts';
import { updater } from '../db/rows.ts';
import * as schema from '../db/schema.ts';
import type { ClientWeight, SizeClass } from '../domain/client.ts';
import { weigh } from './loads.ts';
import { type ClientTx, onRecord } from './recorded.ts';

const update = updater(schema.client, ['id'], ['size']);

/** Gives locked clients other sizes; they weigh differently in the portfolios of their owners (R12). */
export async function resize(ctx: ClientTx, sizes: ReadonlyMap<string, SizeClass>): Promise<void> {
  if (sizes.size === 0) return;
  const owned = await ctx.tx.query<ClientWeight & { client: string; specialist: string | null; department: string | null }>(
    `select c.id as client, c.size, ${dedicatedIn('c.id')} as dedicated, o.specialist_id as specialist, d.key as department from client c
     left join ownership o on o.client_id = c.id and o.until is null left join department d on d.id = o.department_id
     where c.id = any($1::text::uuid[])`,
    [uuids(sizes.keys())],
  );
  const changed = owned.flatMap((each) => {
    const next = sizes.get(each.client) ?? each.size;
    return next === each.size ? [] : [{ ...each, next }];
  });
  if (changed.length === 0) return;
  await weigh(
    ctx.tx,
    changed.flatMap(({ specialist, department, size, dedicated, next }) => {
      if (specialist === null || department === null) return [];
      return [
        { specialist, department, size, dedicated, sign: -1 as const },
        { specialist, department, size: next, dedicated, sign: 1 as const },
      ];
    }),
  );
  const clients = new Map(changed.map(({ client, next }) => [client, next]));
  await update(
    ctx.tx,
    [...clients].map(([id, size]) => ({ id, size })),
  );
  for (const id of clients.keys()) await onRecord(ctx, 'client.changed', { kind: 'client', id }, { fields: ['size'], by: 'deal' });
}
