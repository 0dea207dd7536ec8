import type { ClientRow } from '../db/clients/listed.ts';
import { weigh } from '../db/clients/weigh.ts';
import { updateClients } from '../db/clients/write-clients.ts';
import type { NewClient } from './create-client.ts';
import { moveBySegment } from './move-by-segment.ts';
import { type ClientTx, onRecord } from './recorded.ts';
import { sendGrown } from './send-grown.ts';

/** Changes a client that comes from `lockForOwner`. Of another size it weighs differently in the portfolios of its owners, and lost not at all (R12). */
export async function changeClient(ctx: ClientTx, client: ClientRow, change: Partial<NewClient>): Promise<void> {
  const next = { ...client, ...change };
  const fields = (Object.keys(change) as (keyof NewClient)[]).filter((each) => client[each] !== next[each]);
  if (fields.length === 0) return;
  if (next.size !== client.size || (next.stage === 'lost') !== (client.stage === 'lost')) {
    await weigh(
      ctx.tx,
      client.owners.flatMap(({ department, specialistId: specialist }) => [
        { specialist, department, size: client.size, stage: client.stage, dedicated: client.dedicated, sign: -1 as const },
        { specialist, department, size: next.size, stage: next.stage, dedicated: client.dedicated, sign: 1 as const },
      ]),
    );
  }
  const { id, name, size, stage, productLine, externalId } = next;
  await updateClients(ctx.tx, [{ id, name, size, stage, productLine, externalId }], ctx.now);
  if (next.size !== client.size || next.stage !== client.stage) await moveBySegment(ctx, [id]);
  if (next.size !== client.size) await sendGrown(ctx, [id]);
  await onRecord(ctx, 'client.changed', { kind: 'client', id }, { fields });
}
