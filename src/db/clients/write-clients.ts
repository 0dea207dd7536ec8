import type { Queries } from '../db.ts';
import { inserter, type RowToWrite, updater } from '../rows.ts';
import { client, clientDedication } from '../schema.ts';
import { dateSizes } from './size-history.ts';

const insert = inserter(client);
const update = updater(client, ['id'], ['name', 'size', 'stage', 'productLine', 'externalId']);
const updateSize = updater(client, ['id'], ['size']);

type ClientToWrite = RowToWrite<typeof client>;

/* Whoever writes a client's size says since when it is so: decisions are asked about later as they were taken. */

export async function insertClients(tx: Queries, rows: readonly ClientToWrite[], at: Date): Promise<void> {
  await insert(tx, rows);
  await dateSizes(tx, idsOf(rows), at);
}

export async function updateClients(tx: Queries, rows: readonly Omit<ClientToWrite, 'createdAt'>[], at: Date): Promise<void> {
  await update(tx, rows);
  await dateSizes(tx, idsOf(rows), at);
}

export async function updateSizes(tx: Queries, rows: readonly Pick<ClientToWrite, 'id' | 'size'>[], at: Date): Promise<void> {
  await updateSize(tx, rows);
  await dateSizes(tx, idsOf(rows), at);
}

export const insertDedications = inserter(clientDedication);

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
