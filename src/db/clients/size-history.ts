import { dater } from '../dated.ts';
import { named } from '../names.ts';
import { client, clientSize } from '../schema.ts';

const c = named(client, 'c');

/** Dates the sizes of clients as they have just been written. */
export const dateSizes = dater(clientSize, 'clientId', `${c}`, { clientId: c.id, size: c.size });
