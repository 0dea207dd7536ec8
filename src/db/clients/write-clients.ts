import { inserter, updater } from '../rows.ts';
import { client, clientDedication } from '../schema.ts';

export const insertClients = inserter(client);
export const updateClients = updater(client, ['id'], ['name', 'size', 'stage', 'productLine', 'externalId']);
export const updateSizes = updater(client, ['id'], ['size']);

export const insertDedications = inserter(clientDedication);
