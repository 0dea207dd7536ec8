import { z } from 'zod';
import { clientStages, sizeClasses } from '../../domain/client.ts';
import { maxTextLength } from '../../domain/content.ts';
import { statuses } from '../../domain/decision.ts';
import { languages } from '../../domain/language.ts';
import { roles } from '../../domain/specialist.ts';
import { tracks } from '../../domain/track.ts';
import { deliveries } from '../message-deliveries.ts';
import { excerpt, forwarded } from '../message-shape.ts';
import { name } from '../name.ts';
import { whole } from '../whole.ts';

/* What `/api/v1` takes and gives. Ids are uuids, `externalId` and `siteId` are the company's own; times are ISO 8601 in UTC. */

const time = z.iso.datetime();
const department = z.string();
const size = z.enum(sizeClasses);
const stage = z.enum(clientStages);

const owner = z.object({ department, specialistId: z.uuid(), since: time });

export const client = z
  .object({
    id: z.uuid(),
    externalId: z.string().nullable(),
    name: z.string(),
    proven: z.boolean().describe('False: the name is only what somebody typed who calls themselves so.'),
    size,
    stage,
    productLine: z.string().nullable(),
    createdAt: time,
    owners: z.array(owner),
  })
  .meta({ ref: 'Client' });

export const contact = z
  .object({
    id: z.uuid(),
    clientId: z.uuid().nullable().describe('The client they are of, where it is one; null where they are of none or of several.'),
    clients: z
      .array(z.object({ id: z.uuid(), role: z.string().nullable(), since: time }))
      .describe('All clients they are of now, by when they came to them, with what they are there.'),
    name: z.string().nullable(),
    proven: z.boolean().describe('False: the name is only what they call themselves.'),
    role: z.string().nullable().describe('What they are at the client, where it is one.'),
    language: z.enum(languages),
    createdAt: time,
    source: z.string().nullable().describe('What the link said by which they came to the Telegram bot first: the payload of `start`.'),
    details: z
      .object({
        email: z.string().nullable(),
        phone: z.string().nullable(),
        siteId: z.string().nullable(),
        telegramId: z.string().nullable(),
        telegramUsername: z.string().nullable().describe('Their name for links in Telegram now, without the @.'),
      })
      .optional()
      .describe('How to reach them. Only with the scope contacts:details.'),
  })
  .meta({ ref: 'Contact' });

export const ownership = z
  .object({ department, specialistId: z.uuid(), since: time, until: time.nullable(), reason: z.string() })
  .meta({ ref: 'Ownership' });

export const conversation = z
  .object({
    id: z.uuid(),
    status: z.enum(statuses),
    track: z.enum(tracks).describe('Whether it is of money: `finance` runs beside a contact’s other conversations.'),
    topic: z.string().nullable().describe('What it is about, a key of the company’s list; null: nobody has said yet.'),
    channel: z.string(),
    department,
    specialistId: z.uuid().nullable(),
    clientId: z.uuid().nullable(),
    contactId: z.uuid(),
    openedAt: time,
    waitingSince: time.nullable(),
    lastMessageAt: time,
    resolvedAt: time.nullable(),
    closedAt: time.nullable(),
  })
  .meta({ ref: 'Conversation' });

export const message = z
  .object({
    id: z.uuid(),
    seq: z.int().describe('Its place among the messages of the contact.'),
    author: z.enum(['client', 'specialist', 'system']),
    specialistId: z.uuid().nullable(),
    audience: z.enum(['client', 'internal']),
    text: z.string().nullable().describe('null once it is deleted or erased'),
    attachments: z.array(z.object({ id: z.uuid(), name: z.string(), mediaType: z.string(), size: z.int() })),
    forwarded: forwarded
      .nullable()
      .describe('Whose words these are, where the client passed on somebody else’s: `name` is empty where that is not told.'),
    quote: z.int().nullable().describe('seq of the message it answers.'),
    excerpt: excerpt.nullable().describe('The words it answers, where they are a part of another message or of one from elsewhere.'),
    at: time,
    edited: z.boolean(),
    deleted: z.boolean(),
    withheld: z
      .boolean()
      .describe(
        'Whether it was said by or to somebody else, whom a join that was undone had taken for this contact: the contact is not shown it.',
      ),
    deliveries: deliveries.describe(
      'How it fared on its way to the client, channel by channel; of changes and deletions those that a channel refused, with its reason.',
    ),
  })
  .meta({ ref: 'Message' });

export const departmentShown = z
  .object({
    id: z.uuid(),
    key: department,
    name: z.object({ ru: z.string(), en: z.string() }),
    inSentence: z.object({ ru: z.string(), en: z.string() }).nullable(),
    timeZone: z.string(),
    headId: z.uuid().nullable(),
  })
  .meta({ ref: 'Department' });

export const specialist = z
  .object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roles),
    department: department.nullable(),
    languages: z.array(z.string()),
    serves: z.boolean(),
  })
  .meta({ ref: 'Specialist' });

/** A page of a list. */
export const page = (item: z.ZodType, name: string) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ ref: name });

export const posted = z
  .object({ conversationId: z.uuid(), seq: z.int().describe('The place of the message.'), at: time })
  .meta({ ref: 'ApiPosted' });

const word = z.string().trim().min(1).max(100);
const ownId = z.string().min(1).max(128);

const clientFields = {
  name,
  size,
  stage,
  productLine: word.nullable(),
  externalId: ownId.nullable(),
};

export const newClient = z
  .strictObject({
    ...clientFields,
    stage: stage.default('prospect'),
    productLine: clientFields.productLine.default(null),
    externalId: clientFields.externalId.default(null),
  })
  .meta({ ref: 'NewClient' });

export const clientChange = z
  .strictObject({
    name: name.exactOptional(),
    size: size.exactOptional(),
    stage: stage.exactOptional(),
    productLine: clientFields.productLine.exactOptional(),
    externalId: clientFields.externalId.exactOptional(),
  })
  .meta({ ref: 'ClientChange' });

const contactFields = {
  name,
  role: word.nullable(),
  language: z.enum(languages),
  email: z.email().max(254).nullable(),
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/)
    .nullable()
    .describe('With the country’s code, digits only: +74951234567.'),
  siteId: ownId.nullable().describe('The subject of the JWT by which the company’s site names this person.'),
  telegramId: z
    .string()
    .regex(/^[1-9]\d{0,18}$/)
    .nullable()
    .describe('Their numeric Telegram id.'),
};

export const newContact = z
  .strictObject({
    ...contactFields,
    role: contactFields.role.default(null),
    language: contactFields.language.default('ru'),
    email: contactFields.email.default(null),
    phone: contactFields.phone.default(null),
    siteId: contactFields.siteId.default(null),
    telegramId: contactFields.telegramId.default(null),
  })
  .meta({ ref: 'NewContact' });

export const contactChange = z
  .strictObject({
    name: name.exactOptional(),
    role: contactFields.role.exactOptional(),
    client: z.uuid().exactOptional().describe('Of which of their clients the role is; needed where they are of several.'),
    language: contactFields.language.exactOptional(),
    email: contactFields.email.exactOptional(),
    phone: contactFields.phone.exactOptional(),
    siteId: contactFields.siteId.exactOptional(),
    telegramId: contactFields.telegramId.exactOptional(),
  })
  .meta({ ref: 'ContactChange' });

export const newMembership = z.strictObject({ role: contactFields.role.default(null) }).meta({ ref: 'NewMembership' });

export const newOwner = z
  .strictObject({
    specialistId: z.uuid(),
    reason: z.string().trim().min(1).max(500),
    instead: z
      .string()
      .min(1)
      .max(64)
      .nullable()
      .default(null)
      .describe('Key of the department whose ownership ends with it: the client moves over. null: none does.'),
  })
  .meta({ ref: 'NewOwner' });

const text = z.string().min(1).max(maxTextLength);

export const newConversation = z.strictObject({ contactId: z.uuid(), specialistId: z.uuid(), text }).meta({ ref: 'NewConversation' });

export const newMessage = z
  .strictObject({
    text,
    specialistId: z.uuid().optional().describe('Who writes; the person in charge when absent.'),
    quote: whole.optional().describe('seq of the message it answers.'),
  })
  .meta({ ref: 'NewMessage' });

export const messageChange = z.strictObject({ text }).meta({ ref: 'MessageChange' });
