import { insertClients } from '../db/clients/write-clients.ts';
import type { ClientStage, SizeClass } from '../domain/client.ts';
import type { ClientId } from '../domain/ids.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface NewClient {
  readonly name: string;
  readonly size: SizeClass;
  readonly stage: ClientStage;
  readonly productLine: string | null;
  readonly externalId: string | null;
}

/** Adds a client the company knows. It has no owner until one is set, or until it writes (R12). */
export async function createClient(ctx: ClientTx, client: NewClient): Promise<ClientId> {
  const id = ctx.newId<'client'>();
  await insertClients(ctx.tx, [{ id, ...client, createdAt: ctx.now }], ctx.now);
  await onRecord(ctx, 'client.created', { kind: 'client', id });
  return id;
}
