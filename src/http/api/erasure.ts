import { standingFor } from '../../db/clients/join.ts';
import { erasureOf } from '../../db/erasure/erasures.ts';
import type { ContactId } from '../../domain/ids.ts';
import { apiKey } from '../access.ts';
import { eraseContact } from '../erase-contact.ts';
import { erasureExample, erasureShape, showErasure } from '../erasure-shape.ts';
import { HttpError } from '../errors.ts';
import { operation, reply } from '../operation.ts';
import { clientTxOf } from './client-tx.ts';
import { contactIn } from './contacts.ts';
import * as examples from './examples.ts';

const parameters = { contact: { words: 'The id.', example: examples.ids.erased } };
const one = { words: 'What has become of it.', schema: erasureShape, example: erasureExample };

/** Erasing what is known of a contact, and what has become of that. */
export const erasureOperations = [
  operation({
    method: 'post',
    path: '/api/v1/contacts/:contact/erasure',
    id: 'eraseContact',
    access: apiKey('contacts:erase'),
    tag: 'api',
    summary: 'Erase what is known of a contact',
    description:
      'For good: words, names, addresses and files, in the database, in Slack and in Telegram, as far as those let it. What is counted stays as it was, deals and payments too. An open conversation ends first. It goes on by itself: read it again until it is `done`. Asked twice it is one. `left` says what cannot be reached.',
    params: parameters,
    answer: { status: 201, ...one },
    errors: ['contact-not-found'],
    async handle(http, { caller, params }) {
      const contact = contactIn(params.contact) as ContactId;
      const erasure = await eraseContact(http, contact, (tx) => clientTxOf(http, caller, tx));
      return reply(erasure, { status: 201 });
    },
  }),

  operation({
    method: 'get',
    path: '/api/v1/contacts/:contact/erasure',
    id: 'readErasure',
    access: apiKey('contacts:erase'),
    tag: 'api',
    summary: 'Read what has become of an erasure',
    params: parameters,
    answer: { status: 200, ...one },
    errors: ['contact-not-found'],
    async handle({ db }, { params }) {
      const found = await erasureOf(db, await standingFor(db, contactIn(params.contact) as ContactId));
      if (found === null) throw new HttpError('contact-not-found');
      return showErasure(found);
    },
  }),
] as const;
