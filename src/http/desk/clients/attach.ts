import { z } from 'zod';
import { attach } from '../../../clients/attach.ts';
import { detach } from '../../../clients/detach.ts';
import type { ClientFacts, Moved } from '../../../db/clients/attach.ts';
import { sizeClasses } from '../../../domain/client.ts';
import type { Hint } from '../../../live/live.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { name } from '../../name.ts';
import { operation } from '../../operation.ts';
import { reason, shortText } from '../fields.ts';
import { clientNamed, sample } from '../named.ts';
import { visibleClient } from './client.ts';
import { clientTxOf } from './client-tx.ts';
import { contact } from './contact.ts';

const attachWish = z
  .strictObject({
    client: z.uuid().optional(),
    newClient: z.strictObject({ name, size: z.enum(sizeClasses) }).optional(),
    /** they stay with the client they are of, too */
    also: z.boolean().optional(),
    role: shortText.optional(),
    reason,
  })
  .refine((each) => (each.client === undefined) !== (each.newClient === undefined), 'exactly one of client and newClient');

const detachWish = z.strictObject({ record: z.uuid(), reason });

const attached = z.object({
  contact: z.uuid(),
  /** null: to none now */
  client: clientNamed.nullable(),
  record: z.uuid().nullable(),
});

export type Attached = z.output<typeof attached>;

const example: Attached = { contact: sample.contact.id, client: sample.client, record: sample.id(5) };

/** Whose a contact is: attached, and detached (R6). */
export const attachOperations = [
  operation({
    method: 'post',
    path: '/desk/api/contacts/:id/attach',
    access: session('contact.attach', contact),
    tag: 'desk',
    summary: 'Attach a contact to a client',
    description:
      'On record, and undone by `detach` with the record. Where they are already is success. The client takes the place of the one they are of, unless with `also`; where they are of several, it is one more.',
    body: {
      schema: attachWish.meta({ ref: 'Attach' }),
      example: { client: sample.client.id, role: 'accountant', reason: 'They named the contract number.' },
    },
    answer: { status: 200, words: 'They belong there now.', schema: attached.meta({ ref: 'Attached' }), example },
    errors: ['client-not-found'],
    async handle(http, { viewer, object, body: { client, newClient, also = false, role, reason } }) {
      const to = newClient === undefined ? { client: await clientIdOf(http, viewer, client) } : { newClient };
      const wish = { contact: object.id, to, also, role: role ?? null, reason };
      const done = await http.db.transaction((tx) => attach(clientTxOf(http, viewer, tx), wish));
      if (done.type === 'refused') throw new HttpError(done.code);
      return belongsNow(http, object.id, done);
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/contacts/:id/detach',
    access: session('contact.attach', contact),
    tag: 'desk',
    summary: 'Undo an attachment',
    description: 'Whom the contact belonged to before the record, they belong to again, unless they are of another client by now.',
    body: {
      schema: detachWish.meta({ ref: 'Detach' }),
      example: { record: sample.id(5), reason: 'Another company of the same name.' },
    },
    answer: { status: 200, words: 'As before.', schema: attached.meta({ ref: 'Attached' }), example },
    errors: ['not-attached'],
    async handle(http, { viewer, object, body }) {
      const done = await http.db.transaction((tx) => detach(clientTxOf(http, viewer, tx), { contact: object.id, ...body }));
      if (done.type === 'refused') throw new HttpError(done.code);
      return belongsNow(http, object.id, done);
    },
  }),
] as const;

async function clientIdOf(http: Http, viewer: Parameters<typeof visibleClient>[1], id: string | undefined) {
  const row = await visibleClient(http, viewer, id);
  if (row === null) throw new HttpError('client-not-found');
  return row.id;
}

interface Done {
  readonly client: ClientFacts | null;
  readonly record: string | null;
  readonly moved: readonly Moved[];
}

/** Tells the desks concerned, and answers whose the contact is now. */
function belongsNow({ live }: Http, contact: string, { client, record, moved }: Done): Attached {
  live.publish(
    moved.flatMap(({ id: conversation, version, specialist, department }): Hint[] => {
      const about = { conversation, version };
      const own: Hint[] = specialist === null ? [] : [{ topic: `specialist:${specialist}`, ...about }];
      return [{ topic: 'all', ...about }, { topic: `department:${department}`, ...about }, ...own];
    }),
  );
  return {
    contact,
    client: client === null ? null : { id: client.id, name: client.name, proven: client.proven, size: client.size },
    record,
  };
}
