import { z } from 'zod';
import { listEndpoints } from '../../db/endpoints/endpoints.ts';
import { apiKey } from '../access.ts';
import { operation } from '../operation.ts';
import * as calls from '../webhook-calls.ts';
import * as shape from '../webhook-shape.ts';
import { count } from '../whole.ts';
import type { Caller } from './caller.ts';
import * as contract from './contract.ts';
import { pageOf, readCursor } from './cursor.ts';
import * as examples from './examples.ts';
import { paging } from './query.ts';

const access = apiKey('webhooks:manage');
const path = '/api/v1/webhooks';
const one = { status: 200, words: 'The endpoint.', schema: shape.webhook, example: shape.exampleWebhook } as const;
const named = { webhook: { words: 'The endpoint’s id.', example: shape.exampleWebhook.id } };
const aDelivery = { status: 200, words: 'The delivery.', schema: shape.delivery, example: shape.exampleDelivery } as const;
const by = ({ id }: Caller) => ({ kind: 'api-key', id }) as const;

/** Where the company's systems are told of what happens, looked after by such a system itself. */
export const webhookOperations = [
  operation({
    method: 'get',
    path,
    id: 'listWebhooks',
    access,
    tag: 'api',
    summary: 'List webhook endpoints',
    answer: {
      status: 200,
      words: 'All of them, the oldest first.',
      schema: z.object({ items: z.array(shape.webhook) }).meta({ ref: 'Webhooks' }),
      example: { items: [shape.exampleWebhook] },
    },
    handle: async ({ db, now }) => ({ items: (await listEndpoints(db)).map((each) => shape.showWebhook(each, now())) }),
  }),

  operation({
    method: 'post',
    path,
    id: 'createWebhook',
    access,
    tag: 'api',
    summary: 'Register a webhook endpoint',
    description:
      'It is told of everything of these types from now on: at least once, in order for each conversation and client. Its secret is told here and never again. What is sent, and how to check its signature, is under Webhooks below.',
    body: { schema: shape.newWebhook, example: { ...shape.exampleNew, types: [...shape.exampleNew.types] } },
    answer: {
      status: 201,
      words: 'Registered.',
      schema: shape.madeWebhook,
      example: { ...shape.exampleWebhook, secret: shape.exampleSecret },
    },
    errors: ['webhook-address'],
    handle: (http, { caller, body }) => calls.registerWebhook(http, by(caller), body, path),
  }),

  operation({
    method: 'get',
    path: `${path}/:webhook`,
    id: 'readWebhook',
    access,
    tag: 'api',
    summary: 'Read a webhook endpoint',
    params: named,
    answer: one,
    errors: ['unknown-webhook'],
    handle: (http, { params }) => shape.shownWebhook(http, shape.idIn(params.webhook, 'unknown-webhook')),
  }),

  operation({
    method: 'patch',
    path: `${path}/:webhook`,
    id: 'changeWebhook',
    access,
    tag: 'api',
    summary: 'Change, pause or resume a webhook endpoint',
    description: 'Only what is sent is changed.',
    params: named,
    body: { schema: shape.webhookChange, example: { status: 'active' } },
    answer: one,
    errors: ['unknown-webhook', 'webhook-address'],
    handle: (http, { caller, params, body }) => calls.changeWebhook(http, by(caller), params.webhook, body),
  }),

  operation({
    method: 'delete',
    path: `${path}/:webhook`,
    id: 'deleteWebhook',
    access,
    tag: 'api',
    summary: 'Remove a webhook endpoint, with its log',
    params: { webhook: { ...named.webhook, example: examples.ids.webhookRemoved } },
    answer: { ...one, words: 'The endpoint as it was.' },
    errors: ['unknown-webhook'],
    handle: (http, { caller, params }) => calls.removeWebhook(http, by(caller), params.webhook),
  }),

  operation({
    method: 'post',
    path: `${path}/:webhook/secret`,
    id: 'changeWebhookSecret',
    access,
    tag: 'api',
    summary: 'Change the secret of a webhook endpoint',
    description: 'For a day both secrets sign: `webhook-signature` then has two signatures, separated by a space.',
    params: named,
    answer: {
      status: 200,
      words: 'The new secret.',
      schema: shape.newSecret,
      example: { secret: shape.exampleSecret, formerSecretUntil: '2026-03-03T09:00:00.000Z' },
    },
    errors: ['unknown-webhook'],
    handle: (http, { caller, params }) => calls.changeSecret(http, by(caller), params.webhook),
  }),

  operation({
    method: 'post',
    path: `${path}/:webhook/test`,
    id: 'testWebhook',
    access,
    tag: 'api',
    summary: 'Send a test event',
    description: 'Of the type `webhook.test`; read the delivery again to see what came of it.',
    params: named,
    answer: { ...aDelivery, status: 201, words: 'Its delivery.' },
    errors: ['unknown-webhook'],
    handle: (http, { caller, params }) => calls.testWebhook(http, by(caller), params.webhook),
  }),

  operation({
    method: 'get',
    path: `${path}/:webhook/deliveries`,
    id: 'listWebhookDeliveries',
    access,
    tag: 'api',
    summary: 'List what was sent to a webhook endpoint, and what waits',
    description: 'Of the last 30 days, the newest first.',
    params: named,
    query: z.strictObject({ ...shape.deliveryFilters, ...paging }),
    answer: {
      status: 200,
      words: 'A page.',
      schema: contract.page(shape.delivery, 'WebhookDeliveryPage'),
      example: examples.pageOf(shape.exampleDelivery),
    },
    errors: ['unknown-webhook'],
    async handle(http, { params, query }) {
      const list = `webhook ${params.webhook}`;
      const before = query.cursor === undefined ? null : await readCursor(list, query, query.cursor, count);
      const rows = await calls.deliveriesOf(http, params.webhook, query, before);
      return pageOf(list, query, rows, (row) => row.n, shape.showDelivery);
    },
  }),

  operation({
    method: 'post',
    path: `${path}/:webhook/deliveries/:delivery/replay`,
    id: 'replayWebhookDelivery',
    access,
    tag: 'api',
    summary: 'Send a delivery once more',
    description: 'Under the `webhook-id` it had, whatever became of it.',
    params: { ...named, delivery: { words: 'The delivery’s id.', example: shape.exampleDelivery.id } },
    answer: aDelivery,
    errors: ['unknown-webhook', 'unknown-delivery', 'being-sent'],
    handle: (http, { caller, params }) => calls.replayOne(http, by(caller), params.webhook, params.delivery),
  }),

  operation({
    method: 'post',
    path: `${path}/:webhook/replay`,
    id: 'replayWebhooks',
    access,
    tag: 'api',
    summary: 'Send all once more that was given up',
    params: named,
    body: { schema: shape.replaySince, example: { since: '2026-03-02T00:00:00.000Z' } },
    answer: { status: 200, words: 'How many.', schema: shape.replayed, example: { replayed: 1 } },
    errors: ['unknown-webhook'],
    handle: (http, { caller, params, body }) => calls.replaySince(http, by(caller), params.webhook, body.since),
  }),
] as const;
