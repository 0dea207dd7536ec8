import { z } from 'zod';
import { attach } from '../../clients/attach.ts';
import { changeContact } from '../../clients/change-contact.ts';
import { createContact } from '../../clients/create-contact.ts';
import { detach } from '../../clients/detach.ts';
import { membershipsOf } from '../../db/clients/attach.ts';
import { type ContactRow, findContact, listContacts, lockContact } from '../../db/clients/contacts-listed.ts';
import { findClient } from '../../db/clients/listed.ts';
import { apiKey } from '../access.ts';
import { HttpError } from '../errors.ts';
import { operation, reply } from '../operation.ts';
import { type Caller, demand } from './caller.ts';
import { clientName, clientParameter, clientRefOf } from './client-of.ts';
import { clientTxOf } from './client-tx.ts';
import * as contract from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import { demandMatch, etagOf } from './etag.ts';
import * as examples from './examples.ts';
import { paging, plain } from './query.ts';
import { showContact } from './show.ts';

const details = 'With the scope contacts:details.';

const filters = z.strictObject({
  client: clientName.optional().meta({ example: examples.ids.client }),
  email: plain(254).optional().describe(`With this address, in any case. ${details}`).meta({ example: 'anna@romashka.example' }),
  siteId: plain(128).optional().describe(`Known to the company’s site under this id. ${details}`),
  telegramId: plain(20).optional().describe(`With this numeric Telegram id. ${details}`),
  ...paging,
});

/** The id in an address; 404 for what is none. */
export function contactIn(name: string | undefined): string {
  if (z.uuid().safeParse(name).success) return String(name);
  throw new HttpError('contact-not-found');
}

async function answerContact(caller: Caller, row: ContactRow | null, headers: Readonly<Record<string, string>> = {}) {
  if (row === null) throw new HttpError('contact-not-found');
  return reply(showContact(caller, row), { headers: { ...headers, etag: await etagOf(row) } });
}

const parameters = { contact: { words: 'The id.', example: examples.ids.contact } };
const one = { words: 'The contact.', schema: contract.contact, example: examples.contact };

/** People of clients, and strangers who wrote. */
export const contactOperations = [
  operation({
    method: 'get',
    path: '/api/v1/contacts',
    id: 'listContacts',
    access: apiKey('clients:read'),
    tag: 'api',
    summary: 'List contacts',
    description: `The oldest first. Filters by e-mail, site id or Telegram id need the scope \`contacts:details\`.`,
    query: filters,
    answer: {
      status: 200,
      words: 'A page.',
      schema: contract.page(contract.contact, 'ContactPage'),
      example: examples.pageOf(examples.contact),
    },
    errors: ['client-not-found'],
    async handle(http, { caller, query }) {
      const { client, email, siteId, telegramId } = query;
      // Whether somebody has an address is as much as the address.
      if (email !== undefined || siteId !== undefined || telegramId !== undefined) demand(caller, 'contacts:details');
      const after = query.cursor === undefined ? null : await readCursor('contacts', query, query.cursor, z.uuid());
      const found = client === undefined ? undefined : await findClient(http.db, clientRefOf(client));
      if (found === null) throw new HttpError('client-not-found');
      const rows = await listContacts(http.db, { clientId: found?.id, email, siteId, telegramId }, after, query.limit + 1);
      const show = (row: ContactRow) => showContact(caller, row);
      return pageOf('contacts', query, rows, (row) => row.id, show);
    },
  }),

  operation({
    method: 'post',
    path: '/api/v1/clients/:client/contacts',
    id: 'createContact',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Create a contact of a client',
    params: { client: clientParameter },
    body: { schema: contract.newContact, example: { name: 'Boris Lvov', role: 'director', siteId: 'user-32' } },
    answer: { status: 201, ...one },
    tagged: true,
    errors: ['client-not-found', 'already-taken'],
    handle: (http, { caller, body, keep, params }) =>
      http.db.transaction(async (tx) => {
        const client = await findClient(tx, clientRefOf(params.client));
        if (client === null) throw new HttpError('client-not-found');
        const id = await createContact(clientTxOf(http, caller, tx), client.id, body);
        const made = await answerContact(caller, await findContact(tx, id), { location: `/api/v1/contacts/${id}` });
        await keep(tx, { status: 201, headers: made.headers, body: made.value });
        return made;
      }),
  }),

  operation({
    method: 'get',
    path: '/api/v1/contacts/:contact',
    id: 'readContact',
    access: apiKey('clients:read'),
    tag: 'api',
    summary: 'Read a contact',
    params: parameters,
    answer: { status: 200, ...one },
    tagged: true,
    errors: ['contact-not-found'],
    handle: async (http, { caller, params }) => answerContact(caller, await findContact(http.db, contactIn(params.contact))),
  }),

  operation({
    method: 'patch',
    path: '/api/v1/contacts/:contact',
    id: 'changeContact',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Change a contact',
    description: 'Only what is sent is changed. A role belongs to a contact’s place at their client: without a client it is ignored.',
    params: parameters,
    body: { schema: contract.contactChange, example: { role: 'director' } },
    answer: { status: 200, ...one },
    tagged: true,
    errors: ['contact-not-found', 'already-taken', 'client-unclear', 'not-their-client'],
    handle: (http, { c, caller, body, params }) =>
      http.db.transaction(async (tx) => {
        const found = await lockContact(tx, contactIn(params.contact));
        if (found === null) throw new HttpError('contact-not-found');
        await demandMatch(c, found);
        const changed = await changeContact(clientTxOf(http, caller, tx), found, body);
        if (changed.type === 'refused') throw new HttpError(changed.code);
        return answerContact(caller, await findContact(tx, found.id));
      }),
  }),

  operation({
    method: 'put',
    path: '/api/v1/contacts/:contact/clients/:client',
    id: 'addMembership',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'Make a contact one of a client too',
    description: 'They stay with the clients they are of. A client that only stood for the stranger they were ends with it.',
    params: { ...parameters, client: clientParameter },
    body: { schema: contract.newMembership, example: { role: 'accountant' } },
    answer: { status: 200, ...one },
    tagged: true,
    errors: ['contact-not-found', 'client-not-found'],
    handle: (http, { caller, body: { role }, params }) =>
      http.db.transaction(async (tx) => {
        const client = await findClient(tx, clientRefOf(params.client));
        if (client === null) throw new HttpError('client-not-found');
        const wish = { contact: contactIn(params.contact), to: { client: client.id }, also: true, role, reason: 'api' };
        const done = await attach(clientTxOf(http, caller, tx), wish);
        if (done.type === 'refused') throw new HttpError(done.code);
        return answerContact(caller, await findContact(tx, wish.contact));
      }),
  }),

  operation({
    method: 'delete',
    path: '/api/v1/contacts/:contact/clients/:client',
    id: 'endMembership',
    access: apiKey('clients:write'),
    tag: 'api',
    summary: 'End a contact’s place at a client',
    description:
      'What was settled with that client stays with it. Who was of it before a mistake, and of nobody else, is again what they were.',
    params: { ...parameters, client: clientParameter },
    answer: { status: 200, ...one },
    tagged: true,
    errors: ['contact-not-found', 'client-not-found', 'not-attached'],
    handle: (http, { caller, params }) =>
      http.db.transaction(async (tx) => {
        const client = await findClient(tx, clientRefOf(params.client));
        if (client === null) throw new HttpError('client-not-found');
        const contact = contactIn(params.contact);
        const place = (await membershipsOf(tx, contact)).find((each) => each.client === client.id);
        if (place === undefined) throw new HttpError('not-attached');
        const done = await detach(clientTxOf(http, caller, tx), { contact, record: place.record, reason: 'api' });
        if (done.type === 'refused') throw new HttpError(done.code);
        return answerContact(caller, await findContact(tx, contact));
      }),
  }),
] as const;
