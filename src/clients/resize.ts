import { weightsOf } from '../db/clients/ownerships.ts';
import { weigh } from '../db/clients/weigh.ts';
import { updateSizes } from '../db/clients/write-clients.ts';
import type { SizeClass } from '../domain/client.ts';
import { type ClientTx, onRecord } from './recorded.ts';

/** Gives locked clients other sizes; they weigh differently in the portfolios of their owners (R12). */
export async function resize(ctx: ClientTx, sizes: ReadonlyMap<string, SizeClass>): Promise<void> {
  if (sizes.size === 0) return;
  const owned = await weightsOf(ctx.tx, sizes.keys());
  const changed = owned.flatMap((each) => {
    const next = sizes.get(each.client) ?? each.size;
    return next === each.size ? [] : [{ ...each, next }];
  });
  if (changed.length === 0) return;
  await weigh(
    ctx.tx,
    changed.flatMap(({ specialist, department, size, stage, dedicated, next }) => {
      if (specialist === null || department === null) return [];
      return [
        { specialist, department, size, stage, dedicated, sign: -1 as const },
        { specialist, department, size: next, stage, dedicated, sign: 1 as const },
      ];
    }),
  );
  const clients = new Map<string, SizeClass>(changed.map(({ client, next }) => [client, next]));
  await updateSizes(
    ctx.tx,
    [...clients].map(([id, size]) => ({ id, size })),
    ctx.now,
  );
  for (const id of clients.keys()) await onRecord(ctx, 'client.changed', { kind: 'client', id }, { fields: ['size'], by: 'deal' });
}
