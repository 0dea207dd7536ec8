import type { generateSpecs } from 'hono-openapi';
import { z } from 'zod';
import { type AnnouncementType, announcementTypes, testType } from '../domain/announcement.ts';
import { tracks } from '../domain/track.ts';

/* What is sent to webhook endpoints, by type: ids and classifications, no texts. */

const id = z.uuid();
const time = z.iso.datetime();
const department = z.string().describe('A department’s key.');

const conversation = z.strictObject({
  conversation: id,
  contact: id,
  client: id.nullable().describe('Null: nobody has said yet which client it is of.'),
});

/** Of every event of a conversation: how it stands after it. */
const standing = {
  department,
  specialist: id.nullable().describe('Who is in charge.'),
  channel: z.string().describe('Where the client wrote last, such as `telegram`, `webchat`, `call`.'),
  track: z.enum(tracks).describe('Whether it is of money.'),
  topic: z.string().nullable(),
};

const about = (more: Readonly<Record<string, z.ZodType>> = {}) => ({
  object: conversation,
  data: z.strictObject({ ...standing, ...more }),
});

const shapes: Readonly<Record<AnnouncementType | typeof testType, { readonly object: z.ZodType; readonly data: z.ZodType }>> = {
  'conversation.opened': about({ by: id.nullable().describe('The specialist who wrote first; null: the client did.') }),
  'conversation.assigned': about({
    assignment: id,
    rule: z.string().describe('By which rule: `owner`, `deputy`, `least-loaded`, `outreach` and others.'),
    standIn: id.nullable().describe('Who begins if they are late with the first answer.'),
  }),
  'conversation.answered': about({
    by: id,
    message: z.int().describe('The answer’s place in the window (`seq`).'),
    turn: z.int().describe('Which turn of the client it answers; 1: the first response.'),
    waitedSeconds: z.int().describe('Since the turn began, by the calendar.'),
  }),
  'conversation.undelivered': about({ message: z.int().describe('The answer that never arrives: its turn is open again.') }),
  'conversation.violated': about({
    violator: id.describe('Who was late.'),
    turn: z.int(),
    hold: z.int().describe('Which of the turn’s holds.'),
  }),
  'conversation.resolved': about({
    by: id.nullable().describe('Null: nobody, it had been quiet for days.'),
    needsNoAnswer: z.boolean().describe('The client’s last words needed none, as somebody said.'),
  }),
  'conversation.reopened': about(),
  'conversation.closed': about({ joinedInto: id.nullable().describe('The conversation that goes on in its place.') }),
  'conversation.rated': {
    object: z.strictObject({ conversation: id, contact: id }),
    data: z.strictObject({ score: z.int().min(1).max(5).describe('The last one counts.') }),
  },
  'client.handed-over': {
    object: z.strictObject({ client: id }),
    data: z.strictObject({
      handover: id,
      productLine: z.string().nullable(),
      why: z.string().nullable().describe('What made it due: `deal`, `payment`, `months`, `asked`, `segment`.'),
      from: id.nullable().describe('The owner before.'),
      to: id.describe('The owner from now on.'),
      departments: z.strictObject({ from: department, to: department }),
    }),
  },
  'payment.late': {
    object: z.strictObject({ client: id }),
    data: z.strictObject({
      schedule: id,
      due: z.iso.date(),
      productLine: z.string(),
      amount: z.int().describe('What is expected, in minor units of `currency`.'),
      paid: z.int().describe('What has come of it.'),
      currency: z.string(),
      task: id.describe('The task that it became.'),
      department,
      specialist: id.nullable().describe('Whose task it is; null: anybody’s of the department.'),
    }),
  },
  [testType]: { object: z.strictObject({ webhook: id }), data: z.strictObject({}) },
};

const types = [...announcementTypes, testType] as const;

/** An announcement of a type, as it is sent. */
export function announcementSchema(type: (typeof types)[number]) {
  const { object, data } = shapes[type];
  return z.strictObject({ id: id.describe('The same with every try.'), type: z.literal(type), at: time, object, data });
}

const words: Readonly<Record<(typeof types)[number], string>> = {
  'conversation.opened': 'A conversation has begun',
  'conversation.assigned': 'Somebody is in charge of a conversation',
  'conversation.answered': 'A person has answered what the client waited with',
  'conversation.undelivered': 'An answer will not arrive',
  'conversation.violated': 'Somebody was late with an answer',
  'conversation.resolved': 'A conversation is settled',
  'conversation.reopened': 'A conversation that was settled goes on',
  'conversation.closed': 'A conversation is over for good',
  'conversation.rated': 'A client has rated a conversation',
  'client.handed-over': 'A client has moved to another department',
  'payment.late': 'An expected payment is late',
  [testType]: 'A test, sent by hand',
};

const header = (name: string, description: string, example: string) => ({
  name,
  in: 'header' as const,
  required: true,
  description,
  example,
  schema: { type: 'string' as const },
});

const parameters = [
  header('webhook-id', 'The `id` of the body: a repeat has the same.', '01970a3e-1c00-7000-8000-00000000000f'),
  header('webhook-timestamp', 'When this try was sent, in seconds since 1970. Refuse what is older than five minutes.', '1772442000'),
  header(
    'webhook-signature',
    '`v1,` and the HMAC-SHA256, in base64, of `<webhook-id>.<webhook-timestamp>.<body>` by the bytes of the secret after `whsec_`; two, separated by a space, while the secret is being changed.',
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ),
];

type Documentation = NonNullable<NonNullable<Parameters<typeof generateSpecs>[1]>['documentation']>;
type Webhooks = NonNullable<Documentation['webhooks']>;

/** The `webhooks` of the OpenAPI document: what the desk sends, by type. */
export function webhooksInDocument(): Webhooks {
  return Object.fromEntries(
    types.map((type) => {
      const { $schema: _, ...schema } = z.toJSONSchema(announcementSchema(type), { target: 'draft-2020-12', io: 'output' });
      const post = {
        tags: ['api'],
        operationId: `on-${type}`,
        summary: words[type],
        description: 'Answer 2xx within 15 seconds. Anything else is tried again for three days, 410 pauses the endpoint.',
        security: [],
        parameters,
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { '2XX': { description: 'It was taken.' }, '410': { description: 'Nobody is here any more: the endpoint is paused.' } },
      };
      return [type, { post }];
    }),
  ) as Webhooks;
}
