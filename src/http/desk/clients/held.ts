import { z } from 'zod';
import { seesContact } from '../../../db/clients/card.ts';
import { departmentsOfContact } from '../../../db/clients/departments-of-contact.ts';
import type { ContactId } from '../../../domain/ids.ts';
import { departmentsFor, reachOf } from '../../../people/access.ts';
import { type ObjectAccess, session } from '../../access.ts';
import { pageToSave } from '../../api/held.ts';
import { exportContact } from '../../export-contact.ts';
import { heldExample, heldShape } from '../../held-shape.ts';
import { operation } from '../../operation.ts';
import { language, languageOf } from '../language.ts';
import { clientTxOf } from './client-tx.ts';

/** A contact whose data somebody may take: the head of a department that owns a client of theirs, or talks with them where none does. */
const contactOfDepartment: ObjectAccess<{ readonly id: ContactId }> = {
  kind: 'contact',
  errors: ['contact-not-found'],
  async load({ db }, viewer, c) {
    const id = z.uuid().safeParse(c.req.param('id'));
    return id.success && (await seesContact(db, viewer, id.data)) ? { id: id.data as ContactId } : null;
  },
  async refusal(viewer, doing, { id }, { db }) {
    if (reachOf(viewer, doing) === 'none') return 'forbidden';
    const departments = departmentsFor(viewer, doing);
    if (departments === null) return null;
    return (await departmentsOfContact(db, id)).some((each) => departments.includes(each)) ? null : 'forbidden';
  },
};

/** All that is held on a contact, to be handed to whoever asks what is known of them. */
export const heldOperations = [
  operation({
    method: 'get',
    path: '/desk/api/contacts/:id/export',
    access: session('contact.export', contactOfDepartment),
    tag: 'desk',
    summary: 'Export all that is held on a contact',
    answer: { status: 200, words: 'All of it; saved, and in the audit.', schema: heldShape, example: heldExample },
    handle: (http, { viewer, object: { id } }) => exportContact(http, id, (tx) => clientTxOf(http, viewer, tx), 'json'),
  }),

  operation({
    method: 'get',
    path: '/desk/api/contacts/:id/export.html',
    access: session('contact.export', contactOfDepartment),
    tag: 'desk',
    summary: 'The same as a page to read',
    query: z.strictObject({ language }),
    answer: { status: 200, words: 'A page, to be saved.', type: 'text/html' },
    async handle(http, { c, viewer, object: { id } }) {
      const held = await exportContact(http, id, (tx) => clientTxOf(http, viewer, tx), 'page');
      return pageToSave(c, held, languageOf(c, viewer), http.company().calendar.zoneAt(http.now()));
    },
  }),
] as const;
