import { z } from 'zod';
import type { DeliveryListed } from '../db/endpoints/deliveries.ts';
import { type EndpointListed, findEndpoint } from '../db/endpoints/endpoints.ts';
import { announcementTypes, testType } from '../domain/announcement.ts';
import { postErrors } from '../domain/webhook-retry.ts';
import type { EndpointDone } from '../endpoints/verbs.ts';
import type { Http } from './deps.ts';
import { HttpError } from './errors.ts';
import { moment } from './moment.ts';

/* Webhook endpoints and what was sent to them, as the API and the desk show them. */

const time = z.iso.datetime();
const type = z.enum(announcementTypes);

export const webhook = z
  .object({
    id: z.uuid(),
    name: z.string(),
    url: z.string(),
    types: z.array(type).describe('What it is told of.'),
    status: z.enum(['active', 'paused']).describe('What happens while it is paused waits for it, for 30 days.'),
    pausedFor: z
      .enum(['hand', 'gone', 'failing'])
      .nullable()
      .describe('`hand`: by somebody; `gone`: it answered 410; `failing`: nothing has arrived for as many days as the policy says.'),
    pausedAt: time.nullable(),
    createdAt: time,
    failingSince: time.nullable().describe('Since when nothing that was tried has arrived; null while the last did.'),
    formerSecretUntil: time.nullable().describe('Until then the secret before the last change signs as well.'),
    waiting: z.int().describe('Deliveries that wait for it.'),
    failed: z.int().describe('Deliveries that were given up, of the last 30 days.'),
  })
  .meta({ ref: 'Webhook' });

export const madeWebhook = webhook
  .extend({ secret: z.string().nullable().describe('`whsec_…`, told here and never again; null where the request was sent before.') })
  .meta({ ref: 'MadeWebhook' });

export const newSecret = z
  .object({
    secret: z.string().nullable().describe('`whsec_…`, told here and never again; null where the request was sent before.'),
    formerSecretUntil: time,
  })
  .meta({ ref: 'WebhookSecret' });

export const delivery = z
  .object({
    id: z.uuid(),
    webhookId: z.uuid().describe('`id` of what was sent, and its header `webhook-id`: the same with every try.'),
    type: z.enum([...announcementTypes, testType]),
    at: time.describe('When it happened.'),
    object: z.record(z.string(), z.string().nullable()),
    status: z.enum(['waiting', 'sent', 'failed']).describe('`failed`: given up after the last try.'),
    attempts: z.int(),
    nextAt: time.nullable().describe('When it is tried next, at the earliest: what came before it of the same object goes first.'),
    doneAt: time.nullable(),
    tries: z.array(
      z.object({
        at: time,
        ms: z.int().describe('How long it took.'),
        code: z.int().nullable().describe('The status of the answer.'),
        error: z
          .enum(postErrors)
          .nullable()
          .describe(
            'Why there was no answer: `address`: the name leads to a private network; `name`: to nowhere; `timeout`, `connection`, `certificate`; `secret`: the secret cannot be read, change it.',
          ),
      }),
    ),
    answer: z.string().nullable().describe('The first 1,024 bytes of the last answer.'),
  })
  .meta({ ref: 'WebhookDelivery' });

const name = z.string().trim().min(1).max(100);
const url = z.string().min(1).max(2000).describe('An https address in the open internet.');
const types = z.array(type).min(1).max(announcementTypes.length);

export const newWebhook = z.strictObject({ name, url, types }).meta({ ref: 'NewWebhook' });

export const webhookChange = z
  .strictObject({
    name: name.optional(),
    url: url.optional(),
    types: types.optional(),
    status: z.enum(['active', 'paused']).optional().describe('`active`: what waited is sent at once.'),
  })
  .meta({ ref: 'WebhookChange' });

export const replayed = z.object({ replayed: z.int().describe('How many are sent once more.') }).meta({ ref: 'WebhooksReplayed' });
export const replaySince = z
  .strictObject({ since: moment.describe('What has happened since, and was given up.') })
  .meta({ ref: 'WebhookReplay' });

export const deliveryFilters = {
  state: z.enum(['waiting', 'sent', 'failed']).optional().meta({ example: 'waiting' }),
  type: z.enum([...announcementTypes, testType]).optional(),
};

const at = '2026-03-02T09:00:00.000Z';
const id = '01970a3e-1c00-7000-8000-00000000000d';
export const exampleDelivery = {
  id: '01970a3e-1c00-7000-8000-00000000000e',
  webhookId: '01970a3e-1c00-7000-8000-00000000000f',
  type: 'conversation.opened',
  at,
  object: { conversation: '01970a3e-1c00-7000-8000-000000000004', contact: '01970a3e-1c00-7000-8000-000000000002', client: null },
  status: 'failed',
  attempts: 10,
  nextAt: null,
  doneAt: '2026-03-05T14:00:00.000Z',
  tries: [{ at, ms: 180, code: 500, error: null }],
  answer: 'Internal Server Error',
} as const satisfies z.input<typeof delivery>;

export const exampleWebhook = {
  id,
  name: 'CRM',
  url: 'https://crm.example.com/okno',
  types: ['conversation.opened', 'conversation.answered', 'client.handed-over'],
  status: 'active',
  pausedFor: null,
  pausedAt: null,
  createdAt: at,
  failingSince: null,
  formerSecretUntil: null,
  waiting: 0,
  failed: 1,
} as const satisfies z.input<typeof webhook>;

export const exampleNew = {
  name: 'CRM',
  url: 'https://crm.example.com/okno',
  types: ['conversation.opened', 'conversation.answered'],
} as const;
export const exampleSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const iso = (date: Date | null) => date?.toISOString() ?? null;

export function showWebhook(row: EndpointListed, now: Date): z.input<typeof webhook> {
  const isFormerGood = row.formerUntil !== null && row.formerUntil > now;
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    types: announcementTypes.filter((each) => row.types.includes(each)),
    status: row.status,
    pausedFor: row.pausedFor,
    pausedAt: iso(row.pausedAt),
    createdAt: row.createdAt.toISOString(),
    failingSince: iso(row.failingSince),
    formerSecretUntil: isFormerGood ? iso(row.formerUntil) : null,
    waiting: row.waiting,
    failed: row.failed,
  };
}

export function showDelivery(row: DeliveryListed): z.input<typeof delivery> {
  const isOpen = row.status === 'waiting' || row.status === 'leased';
  return {
    id: row.id,
    webhookId: row.announcement,
    type: row.type,
    at: row.at.toISOString(),
    object: { ...row.body.object },
    status: row.status === 'leased' ? 'waiting' : row.status,
    attempts: row.attempts,
    nextAt: isOpen ? row.dueAt.toISOString() : null,
    doneAt: iso(row.doneAt),
    tries: row.tries.map(({ at: tried, ms, code = null, error = null }) => ({ at: tried, ms, code, error })),
    answer: row.answer,
  };
}

/** The id that an address names, of something that is not found by what is no id. */
export function idIn(text: string, code: 'unknown-webhook' | 'unknown-delivery'): string {
  const read = z.uuid().safeParse(text);
  if (!read.success) throw new HttpError(code);
  return read.data;
}

export async function shownWebhook({ db, now }: Http, endpoint: string): Promise<z.input<typeof webhook>> {
  const row = await findEndpoint(db, endpoint);
  if (row === null) throw new HttpError('unknown-webhook');
  return showWebhook(row, now());
}

/** What a verb has come to; throws what it refused. */
export function outcomeOf<Value>(done: EndpointDone<Value>): Value {
  if (done.type === 'refused') throw new HttpError(done.code);
  return done.value;
}
