import type { Context } from 'hono';
import { z } from 'zod';
import type { ContactId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { languages } from '../../domain/language.ts';
import { apiKey } from '../access.ts';
import { exportContact } from '../export-contact.ts';
import { heldPage } from '../held-page.ts';
import { type HeldOnContact, heldExample, heldShape } from '../held-shape.ts';
import { operation } from '../operation.ts';
import { clientTxOf } from './client-tx.ts';
import { contactIn } from './contacts.ts';
import * as examples from './examples.ts';

const params = { contact: { words: 'The id.', example: examples.ids.contact } };
const query = z.strictObject({ language: z.enum(languages).default('ru').describe('What its own words are in; ru by default.') });

/** Saved, not opened: what stands in it was written by others. */
export function pageToSave(c: Context, held: HeldOnContact, language: Language, timeZone: string) {
  return c.body(String(heldPage(held, language, timeZone)), 200, {
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': `attachment; filename="contact-${held.contact}.html"`,
  });
}

/** All that is held on a contact, for whoever asks what is known of them. */
export const heldOperations = [
  operation({
    method: 'get',
    path: '/api/v1/contacts/:contact/export',
    id: 'exportContact',
    access: apiKey('contacts:export'),
    tag: 'api',
    summary: 'Export all that is held on a contact',
    description:
      'Addresses, names, memberships, conversations with notes about them, files with links for a quarter of an hour. Each export is in the audit.',
    params,
    answer: { status: 200, words: 'All of it.', schema: heldShape, example: heldExample },
    errors: ['contact-not-found'],
    handle: (http, { caller, params: { contact } }) =>
      exportContact(http, contactIn(contact) as ContactId, (tx) => clientTxOf(http, caller, tx), 'json'),
  }),

  operation({
    method: 'get',
    path: '/api/v1/contacts/:contact/export.html',
    id: 'exportContactAsPage',
    access: apiKey('contacts:export'),
    tag: 'api',
    summary: 'The same as a page to read',
    params,
    query,
    answer: { status: 200, words: 'A page, to be saved.', type: 'text/html' },
    errors: ['contact-not-found'],
    async handle(http, { c, caller, params: { contact }, query: { language } }) {
      const held = await exportContact(http, contactIn(contact) as ContactId, (tx) => clientTxOf(http, caller, tx), 'page');
      return pageToSave(c, held, language, http.company().calendar.zoneAt(http.now()));
    },
  }),
] as const;
