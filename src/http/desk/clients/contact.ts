import { z } from 'zod';
import { seesContact } from '../../../db/clients/card.ts';
import type { ContactId } from '../../../domain/ids.ts';
import { reachOf } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';

/** The contact an address names by `:id`: of a client or a conversation the viewer sees. Who sees neither is not told that it exists. */
export const contact: ObjectAccess<{ readonly id: ContactId }> = {
  kind: 'contact',
  errors: ['contact-not-found'],
  async load({ db }, viewer, c) {
    const id = z.uuid().safeParse(c.req.param('id'));
    return id.success && (await seesContact(db, viewer, id.data)) ? { id: id.data as ContactId } : null;
  },
  refusal: (viewer, doing) => (reachOf(viewer, doing) === 'none' ? 'forbidden' : null),
};
