import { z } from 'zod';
import type { ClientRef } from '../../db/clients/listed.ts';
import { HttpError } from '../errors.ts';
import { plain } from './query.ts';

const prefix = 'external:';
const ownId = plain(128);

/** How a client is named in an address: by our id, or as `external:` and the company's own. */
export const clientParameter = {
  words: 'The id, or `external:` and the company’s own id: `external:CRM-1042`.',
  example: '01970a3e-1c00-7000-8000-000000000001',
};

/** Which client a name in an address means. 404 for what can name none. */
export function clientRefOf(name: string): ClientRef {
  if (name.startsWith(prefix)) {
    const externalId = name.slice(prefix.length);
    if (ownId.safeParse(externalId).success) return { externalId: externalId.toWellFormed() };
  } else if (z.uuid().safeParse(name).success) return { id: name };
  throw new HttpError('client-not-found');
}

/** Names of clients as filters take them. */
export const clientName = plain(140).describe('Of this client: its id, or `external:` and the company’s own id.');
