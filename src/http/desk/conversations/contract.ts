import { z } from 'zod';
import { clientStages, sizeClasses } from '../../../domain/client.ts';
import { maxTextLength } from '../../../domain/content.ts';
import { statuses } from '../../../domain/decision.ts';
import { languages } from '../../../domain/language.ts';
import { loggedContactKinds } from '../../../domain/logged-contact.ts';
import { availabilities, roles } from '../../../domain/specialist.ts';
import { messageShape } from '../../message-shape.ts';
import { details, file, fileIds } from '../work/contract.ts';

/*
 * What the desk page and `/desk/api` say to each other. Session cookie `okno_session`; every request that changes
 * something also carries `x-csrf-token` from `me`. Names of departments and texts come in the language of `accept-language`
 * (ru or en) or `?language=`.
 */

const key = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);

/** With files the text may be left out. */
const words = { key, text: z.string().max(maxTextLength).default(''), files: fileIds.default([]) };
const isNotEmpty = ({ text, files }: { readonly text: string; readonly files: readonly string[] }) => text !== '' || files.length > 0;

/** `key`: the desk's own id of the action; the same again is a repeat, and success. */
export const reply = z.strictObject(words).refine(isNotEmpty, 'a text, files or both');
export const note = z.strictObject(words).refine(isNotEmpty, 'a text, files or both');
export const take = z.strictObject({ key });
export const resolve = z.strictObject({ key });
export const editMessage = z.strictObject({ key, text: z.string().min(1).max(maxTextLength) });
export const deleteMessage = z.strictObject({ key });
export const transfer = z.strictObject({
  key,
  department: z.string().min(1).max(64),
  specialist: z.uuid().optional(),
  reason: z.string().trim().min(1).max(2000),
  /** what the next one needs to know */
  summary: z.string().trim().max(4000).optional(),
  /** to sales: a meeting with the client, a task of whoever gets it (R4) */
  meeting: z.strictObject({ at: z.iso.datetime({ offset: true }), text: z.string().trim().min(1).max(1000) }).optional(),
});
/** "I will answer by …": the client is told, and it replaces the deadline (R13). */
export const promise = z.strictObject({ key, until: z.iso.datetime({ offset: true }) });
/** The client's last words need no answer. */
export const waive = z.strictObject({ key, reason: z.string().trim().min(1).max(1000) });
/** A matter of finance beside this conversation (R10). */
export const beside = z.strictObject({ key, topic: z.literal('finance'), reason: z.string().trim().min(1).max(2000) });

const person = z.object({ id: z.uuid(), name: z.string() });

export const me = z.object({
  specialist: person.extend({ email: z.string(), role: z.enum(roles), department: z.string().nullable() }),
  csrf: z.string(),
  language: z.enum(languages),
});

/** One row of a list. */
export const conversationRow = z.object({
  id: z.uuid(),
  version: z.int(),
  status: z.enum(statuses),
  channel: z.string(),
  department: z.object({ key: z.string(), name: z.string() }),
  specialist: person.nullable(),
  /** the client's name, else the contact's, else a worded stranger */
  title: z.string(),
  client: z.object({ id: z.uuid(), name: z.string(), size: z.enum(sizeClasses) }).nullable(),
  preview: z.string(),
  openedAt: z.iso.datetime(),
  waitingSince: z.iso.datetime().nullable(),
  /** until when an answer is owed */
  dueAt: z.iso.datetime().nullable(),
  lastMessageAt: z.iso.datetime(),
});

/**
 * `GET /desk/api/conversations?view=mine|queue|all&status=open|resolved|closed|any&cursor=&limit=`.
 * mine: in my charge, waiting on us first (longest first), then the rest by newest message.
 * queue: nobody's, in the departments I see, oldest first. all: everything I may see, newest message first.
 */
export const conversationList = z.object({
  conversations: z.array(conversationRow),
  nextCursor: z.string().nullable(),
  /** `tasks`: mine that are open */
  counts: z.object({
    mine: z.int(),
    waiting: z.int(),
    queue: z.int(),
    tasks: z.int().optional(),
    /** late answers of mine of the last two weeks that nobody has said a word about */
    violations: z.int().optional(),
  }),
});

export const deskMessage = z.object({
  seq: z.int(),
  /** newest change of it; a larger number replaces the older copy */
  changed: z.int(),
  conversation: z.uuid(),
  author: z.enum(['client', 'specialist', 'system']),
  name: z.string().nullable(),
  /** the specialist who wrote it: only they change it or take it back */
  by: z.uuid().optional(),
  audience: z.enum(['client', 'internal']),
  text: z.string(),
  question: z.object({ id: z.string(), options: z.array(z.object({ id: z.string(), label: z.string() })) }).optional(),
  choice: z.object({ question: z.string(), option: z.string() }).optional(),
  /** said in a call or at a visit, and written down by a specialist */
  spoken: z.enum(loggedContactKinds).optional(),
  ...messageShape,
  /** absent when there are none */
  files: z.array(file).optional(),
  at: z.iso.datetime(),
  edited: z.boolean(),
  deleted: z.boolean(),
  /** of what goes to the client; absent on what the client wrote and on internal notes */
  delivery: z.object({ state: z.enum(['sending', 'sent', 'seen', 'failed']), reason: z.string().optional() }).optional(),
  /** the same channel by channel; edits and deletions only where they failed */
  deliveries: z
    .array(
      z.object({
        channel: z.string(),
        verb: z.enum(['send', 'edit', 'delete']),
        status: z.enum(['waiting', 'sent', 'failed']),
        reason: z.string().nullable(),
      }),
    )
    .optional(),
});

/** How somebody of the department stood when a person was sought, the lightest first. Shares 0..1 of their capacity. */
const candidate = z.object({
  name: z.string(),
  /** 1 is a whole capacity */
  capacity: z.number(),
  conversations: z.number(),
  portfolio: z.number(),
  /** available, or why not, in words */
  presence: z.string(),
  available: z.boolean(),
  chosen: z.boolean(),
});

export const assignmentExplained = z.object({
  at: z.iso.datetime(),
  /** the rules of the product it went by, such as R11 */
  rules: z.array(z.string()),
  policyVersion: z.int(),
  /** those who were compared, at most five */
  candidates: z.array(candidate),
  /** in words, one sentence each: why a person was sought, who was chosen by which rule, who was passed over and why, under which policy */
  sentences: z.array(z.string()),
});

export const conversationCard = conversationRow.extend({
  /** `email`, `phone` and what they `left` only for whom R19 lets see them: else null and absent */
  contact: z.object({
    id: z.uuid(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    left: details.shape.left.optional(),
  }),
  clientCard: z
    .object({
      id: z.uuid(),
      name: z.string(),
      size: z.enum(sizeClasses),
      stage: z.enum(clientStages),
      productLine: z.string().nullable(),
      owners: z.array(z.object({ department: z.string(), specialist: person })),
    })
    .nullable(),
  answers: z.array(z.object({ question: z.string(), answer: z.string() })),
  products: z.array(z.string()),
  why: z.array(assignmentExplained),
  /** until when we have to answer; null when nobody owes an answer */
  deadline: z
    .object({
      dueAt: z.iso.datetime(),
      kind: z.enum(['first', 'later', 'promise']),
      /** working time from now to then, by which it is counted */
      working: z.array(z.object({ from: z.iso.datetime(), until: z.iso.datetime() })),
    })
    .nullable(),
  /** who begins when the person in charge is late with the first answer */
  standIn: person.nullable(),
  /** whose matter it is, where it lies with the wrong department: to hand it over by one tap */
  matter: z
    .object({ department: z.object({ key: z.string(), name: z.string() }), specialist: person.nullable(), words: z.string() })
    .nullable(),
  /** what this viewer may do now */
  may: z.object({
    reply: z.boolean(),
    note: z.boolean(),
    take: z.boolean(),
    transfer: z.boolean(),
    resolve: z.boolean(),
    promise: z.boolean(),
    waive: z.boolean(),
    beside: z.boolean(),
  }),
});

/** `GET /desk/api/conversations/:id`: the card and the newest 50 messages of the contact's windows. */
export const conversationView = z.object({ conversation: conversationCard, messages: z.array(deskMessage), more: z.boolean() });

/** `GET /desk/api/conversations/:id/messages?after=<changed>` or `?before=<seq>`. */
export const deskMessages = z.object({ messages: z.array(deskMessage), more: z.boolean() });

/** `GET /desk/api/people`: to whom something can be transferred. Loads as shares 0..1 of capacity. */
export const people = z.object({
  departments: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      specialists: z.array(
        person.extend({ availability: z.enum(availabilities), conversations: z.number(), portfolio: z.number(), serves: z.boolean() }),
      ),
    }),
  ),
});

/** What an action answers: the conversation's new version, the message's place if it made one. */
export const done = z.object({
  conversation: z.uuid(),
  seq: z.int().nullable(),
  duplicate: z.boolean(),
  /** a reply that stayed inside: a stand-in had taken over meanwhile (R13) */
  keptInside: z.literal(true).optional(),
});

/*
 * `GET /desk/api/events`: server-sent hints.  event: changed, data: { conversation, version }   event: hello (on connect: refetch)
 * A comment line is the heartbeat, every 15 seconds.
 */

export type Me = z.infer<typeof me>;
export type ConversationRow = z.infer<typeof conversationRow>;
export type ConversationList = z.infer<typeof conversationList>;
export type DeskMessage = z.infer<typeof deskMessage>;
export type ConversationCard = z.infer<typeof conversationCard>;
export type ConversationView = z.infer<typeof conversationView>;
export type DeskMessages = z.infer<typeof deskMessages>;
export type People = z.infer<typeof people>;
export type Done = z.infer<typeof done>;
