import { z } from 'zod';
import { changeContact } from '../../clients/change-contact.ts';
import { createContact } from '../../clients/create-contact.ts';
import { type ContactRow, findContact, listContacts, lockContact } from '../../db/clients/contacts-listed.ts';
import { findClient } from '../../db/clients/listed.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { type Caller, demand } from './caller.ts';
import { clientName, clientParameter, clientRefOf } from './client-of.ts';
import { handOf } from './client-tx.ts';
import * as contract from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import { demandMatch, etagOf } from './etag.ts';
import * as examples from './examples.ts';
import type { Operate } from './operation.ts';
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
function idIn(name: string | undefined): string {
  if (z.uuid().safeParse(name).success) return String(name);
  throw new HttpError('contact-not-found');
}

async function answerContact(caller: Caller, row: ContactRow | null, headers: Readonly<Record<string, string>> = {}) {
  if (row === null) throw new HttpError('contact-not-found');
  return { body: showContact(caller, row), headers: { ...headers, etag: await etagOf(row) } };
}

/** People of clients, and strangers who wrote. */
export function contactOperations(operate: Operate, deps: HttpDeps): void {
  const { db } = deps;
  const parameters = { contact: { words: 'The id.', example: examples.ids.contact } };
  const one = { words: 'The contact.', schema: contract.contact, example: examples.contact };

  operate({
    method: 'get',
    path: '/contacts',
    id: 'listContacts',
    scope: 'clients:read',
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
    async handle({ caller, query }) {
      const { client, email, siteId, telegramId } = query;
      // Whether somebody has an address is as much as the address.
      if (email !== undefined || siteId !== undefined || telegramId !== undefined) demand(caller, 'contacts:details');
      const after = query.cursor === undefined ? null : await readCursor('contacts', query, query.cursor, z.uuid());
      const found = client === undefined ? undefined : await findClient(db, clientRefOf(client));
      if (found === null) throw new HttpError('client-not-found');
      const rows = await listContacts(db, { clientId: found?.id, email, siteId, telegramId }, after, query.limit + 1);
      const show = (row: ContactRow) => showContact(caller, row);
      return { body: await pageOf('contacts', query, rows, (row) => row.id, show) };
    },
  });

  operate({
    method: 'post',
    path: '/clients/:client/contacts',
    id: 'createContact',
    scope: 'clients:write',
    summary: 'Create a contact of a client',
    parameters: { client: clientParameter },
    body: { schema: contract.newContact, example: { name: 'Boris Lvov', role: 'director', siteId: 'user-32' } },
    answer: { status: 201, ...one },
    tagged: true,
    errors: ['client-not-found', 'already-taken'],
    handle: ({ c, caller, body, keep }) =>
      db.transaction(async (tx) => {
        const client = await findClient(tx, clientRefOf(c.req.param('client') ?? ''));
        if (client === null) throw new HttpError('client-not-found');
        const id = await createContact(handOf(deps, caller, tx), client.id, body);
        const made = await answerContact(caller, await findContact(tx, id), { location: `/api/v1/contacts/${id}` });
        await keep(tx, { status: 201, ...made });
        return made;
      }),
  });

  operate({
    method: 'get',
    path: '/contacts/:contact',
    id: 'readContact',
    scope: 'clients:read',
    summary: 'Read a contact',
    parameters,
    answer: { status: 200, ...one },
    tagged: true,
    errors: ['contact-not-found'],
    handle: async ({ c, caller }) => answerContact(caller, await findContact(db, idIn(c.req.param('contact')))),
  });

  operate({
    method: 'patch',
    path: '/contacts/:contact',
    id: 'changeContact',
    scope: 'clients:write',
    summary: 'Change a contact',
    description: 'Only what is sent is changed. A role belongs to a contact’s place at their client: without a client it is ignored.',
    parameters,
    body: { schema: contract.contactChange, example: { role: 'director' } },
    answer: { status: 200, ...one },
    tagged: true,
    errors: ['contact-not-found', 'already-taken'],
    handle: ({ c, caller, body }) =>
      db.transaction(async (tx) => {
        const found = await lockContact(tx, idIn(c.req.param('contact')));
        if (found === null) throw new HttpError('contact-not-found');
        await demandMatch(c, found);
        await changeContact(handOf(deps, caller, tx), found, body);
        return answerContact(caller, await findContact(tx, found.id));
      }),
  });
}
