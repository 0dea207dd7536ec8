import { z } from 'zod';
import { listEndpoints } from '../../../db/endpoints/endpoints.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { session } from '../../access.ts';
import { operation } from '../../operation.ts';
import * as calls from '../../webhook-calls.ts';
import * as shape from '../../webhook-shape.ts';
import { pageOf, readCursor } from '../cursor.ts';
import { paging } from '../fields.ts';

const access = session('webhooks.manage');
const path = '/desk/api/webhooks';
const one = { status: 200, words: 'The endpoint.', schema: shape.webhook, example: shape.exampleWebhook } as const;
const aDelivery = { status: 200, words: 'The delivery.', schema: shape.delivery, example: shape.exampleDelivery } as const;
const by = ({ id }: Viewer) => ({ kind: 'specialist', id }) as const;

/** Where the company's systems are told of what happens, looked after by the director. */
export const webhookOperations = [
  operation({
    method: 'get',
    path,
    access,
    tag: 'desk',
    summary: 'List webhook endpoints',
    answer: {
      status: 200,
      words: 'All of them, the oldest first.',
      schema: z.object({ webhooks: z.array(shape.webhook) }).meta({ ref: 'DeskWebhooks' }),
      example: { webhooks: [shape.exampleWebhook] },
    },
    handle: async ({ db, now }) => ({ webhooks: (await listEndpoints(db)).map((each) => shape.showWebhook(each, now())) }),
  }),

  operation({
    method: 'post',
    path,
    access,
    tag: 'desk',
    summary: 'Register a webhook endpoint',
    body: { schema: shape.newWebhook, example: { ...shape.exampleNew, types: [...shape.exampleNew.types] } },
    answer: {
      status: 201,
      words: 'Registered. Its secret is told here and never again.',
      schema: shape.madeWebhook,
      example: { ...shape.exampleWebhook, secret: shape.exampleSecret },
    },
    errors: ['webhook-address'],
    handle: (http, { viewer, body }) => calls.registerWebhook(http, by(viewer), body, path),
  }),

  operation({
    method: 'patch',
    path: `${path}/:id`,
    access,
    tag: 'desk',
    summary: 'Change, pause or resume a webhook endpoint',
    body: { schema: shape.webhookChange, example: { status: 'active' } },
    answer: one,
    errors: ['unknown-webhook', 'webhook-address'],
    handle: (http, { viewer, params, body }) => calls.changeWebhook(http, by(viewer), params.id, body),
  }),

  operation({
    method: 'delete',
    path: `${path}/:id`,
    access,
    tag: 'desk',
    summary: 'Remove a webhook endpoint, with its log',
    answer: { ...one, words: 'The endpoint as it was.' },
    errors: ['unknown-webhook'],
    handle: (http, { viewer, params }) => calls.removeWebhook(http, by(viewer), params.id),
  }),

  operation({
    method: 'post',
    path: `${path}/:id/secret`,
    access,
    tag: 'desk',
    summary: 'Change the secret of a webhook endpoint',
    answer: {
      status: 200,
      words: 'The new secret; the one before signs as well for a day.',
      schema: shape.newSecret,
      example: { secret: shape.exampleSecret, formerSecretUntil: '2026-03-03T09:00:00.000Z' },
    },
    errors: ['unknown-webhook'],
    handle: (http, { viewer, params }) => calls.changeSecret(http, by(viewer), params.id),
  }),

  operation({
    method: 'post',
    path: `${path}/:id/test`,
    access,
    tag: 'desk',
    summary: 'Send a test event',
    answer: { ...aDelivery, status: 201, words: 'Its delivery.' },
    errors: ['unknown-webhook'],
    handle: (http, { viewer, params }) => calls.testWebhook(http, by(viewer), params.id),
  }),

  operation({
    method: 'get',
    path: `${path}/:id/deliveries`,
    access,
    tag: 'desk',
    summary: 'List what was sent to a webhook endpoint, and what waits',
    query: z.object({ ...shape.deliveryFilters, ...paging }),
    answer: {
      status: 200,
      words: 'A page, the newest first.',
      schema: z.object({ deliveries: z.array(shape.delivery), nextCursor: z.string().nullable() }).meta({ ref: 'DeskWebhookDeliveries' }),
      example: { deliveries: [shape.exampleDelivery], nextCursor: null },
    },
    errors: ['unknown-webhook'],
    async handle(http, { params, query }) {
      const list = `webhook ${params.id} ${query.state ?? ''} ${query.type ?? ''}`;
      const before = query.cursor === undefined ? null : readCursor(list, query.cursor).key;
      const rows = await calls.deliveriesOf(http, params.id, query, before);
      const { page, nextCursor } = pageOf(list, rows, query.limit, ({ n, id }) => ({ key: n, id }));
      return { deliveries: page.map(shape.showDelivery), nextCursor };
    },
  }),

  operation({
    method: 'post',
    path: `${path}/:id/deliveries/:delivery/replay`,
    access,
    tag: 'desk',
    summary: 'Send a delivery once more',
    answer: aDelivery,
    errors: ['unknown-webhook', 'unknown-delivery', 'being-sent'],
    handle: (http, { viewer, params }) => calls.replayOne(http, by(viewer), params.id, params.delivery),
  }),

  operation({
    method: 'post',
    path: `${path}/:id/replay`,
    access,
    tag: 'desk',
    summary: 'Send all once more that was given up',
    body: { schema: shape.replaySince, example: { since: '2026-03-02T00:00:00.000Z' } },
    answer: { status: 200, words: 'How many.', schema: shape.replayed, example: { replayed: 1 } },
    errors: ['unknown-webhook'],
    handle: (http, { viewer, params, body }) => calls.replaySince(http, by(viewer), params.id, body.since),
  }),
] as const;
