import { z } from 'zod';
import { listErasures } from '../../../db/erasure/erasures.ts';
import { session } from '../../access.ts';
import { eraseContact } from '../../erase-contact.ts';
import { erasureExample, erasureShape, showErasure } from '../../erasure-shape.ts';
import { operation } from '../../operation.ts';
import { clientTxOf } from './client-tx.ts';
import { contact } from './contact.ts';

const erasures = z.object({ items: z.array(erasureShape) }).meta({ ref: 'ErasureList' });

/** The newest that are shown; older ones are read by the API. */
const mostShown = 200;

export const erasureOperations = [
  operation({
    method: 'post',
    path: '/desk/api/contacts/:id/erasure',
    access: session('contact.erase', contact),
    tag: 'desk',
    summary: 'Erase what is known of a contact',
    description: 'For good. Nobody but the director does so; what cannot be reached is named, and stays on record by ids.',
    answer: { status: 201, words: 'What has become of it so far.', schema: erasureShape, example: erasureExample },
    handle: (http, { viewer, object: { id } }) => eraseContact(http, id, (tx) => clientTxOf(http, viewer, tx)),
  }),

  operation({
    method: 'get',
    path: '/desk/api/erasures',
    access: session('contact.erase'),
    tag: 'desk',
    summary: 'List erasures of contacts, the newest first',
    answer: { status: 200, words: 'What has become of them.', schema: erasures, example: { items: [erasureExample] } },
    handle: async ({ db }) => ({ items: (await listErasures(db, mostShown)).map(showErasure) }),
  }),
] as const;
