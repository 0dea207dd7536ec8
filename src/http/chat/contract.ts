import { z } from 'zod';
import { detailKinds } from '../../domain/contact-detail.ts';
import { attachmentKinds, attachmentStates, maxFilesPerMessage, maxTextLength } from '../../domain/content.ts';
import { languages } from '../../domain/language.ts';
import { messageShape } from '../message-shape.ts';

/*
 * The web chat's protocol, version 1: what the widget and any other client of `/chat/v1` may send and will get.
 * Authorization: `Bearer <token>` everywhere but `POST /chat/v1/session`.
 */

const shortId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);

export const openSession = z.strictObject({
  /** from an earlier session: goes on in the same window */
  renewal: z.string().max(4096).optional(),
  /** the company site's signed JWT naming the contact who is logged in there (HS256, `sub` = contact, `exp` required) */
  identity: z.string().max(4096).optional(),
  /** from a personal link: works once. With `identity` or `invite` the window of `renewal` becomes part of the contact's */
  invite: z.string().max(256).optional(),
  language: z.enum(languages).optional(),
});

export const postMessage = z
  .strictObject({
    /** made by the client, the idempotency key: the same id again is a repeat, and success */
    id: shortId,
    text: z.string().min(1).max(maxTextLength).optional(),
    choice: z.strictObject({ question: shortId, option: shortId }).optional(),
    /** ids of files uploaded before by `POST /chat/v1/files`; with them the text may be left out */
    files: z.array(z.uuid()).max(maxFilesPerMessage).optional(),
    /** the version of the consent they have agreed to; owed while the session says so, 403 `consent-required` without it */
    consent: z.string().min(1).max(100).optional(),
  })
  .refine(
    ({ text, choice, files = [] }) =>
      choice === undefined ? text !== undefined || files.length > 0 : text === undefined && files.length === 0,
    'a text, files or both, or else a choice',
  );

export const postSeen = z.strictObject({ seq: z.int().min(0) });

/** How they found a conversation that is settled; the last word counts. */
export const postRating = z.strictObject({ conversation: z.uuid(), score: z.int().min(1).max(5) });

/** A way to be reached, left by the client; never a proof of who they are. */
export const postContact = z.union([
  z.strictObject({ kind: z.enum(detailKinds), value: z.string().min(1).max(254) }),
  /** they would rather not: it is not offered again in this conversation */
  z.strictObject({ skip: z.literal(true) }),
]);

export const question = z.object({
  id: z.string(),
  kind: z.enum(['choice', 'text']),
  options: z.array(z.object({ id: z.string(), label: z.string() })),
});

export const file = z.object({
  id: z.uuid(),
  name: z.string(),
  /** as found in the bytes */
  mediaType: z.string(),
  /** bytes */
  size: z.int(),
  /** how a messenger showed it; a file by default */
  kind: z.enum(attachmentKinds).optional(),
  /** absent: here. `coming`: being fetched; `too-big`, `lost`: it never came. `url` is empty then */
  state: z.enum(attachmentStates).optional(),
  /** a path of this server, good for 15 minutes at most; `GET /chat/v1/files/:id` gives a fresh one. `&download=1` saves it instead of showing it */
  url: z.string(),
});

export const chatMessage = z.object({
  seq: z.int(),
  /** the client's own id of it, on the client's own messages */
  id: z.string().optional(),
  from: z.enum(['client', 'specialist', 'system']),
  /** the specialist's name */
  name: z.string().optional(),
  text: z.string(),
  question: question.optional(),
  choice: z.object({ question: z.string(), option: z.string() }).optional(),
  ...messageShape,
  /** absent when there are none */
  files: z.array(file).optional(),
  at: z.iso.datetime(),
  edited: z.boolean(),
  deleted: z.boolean(),
});

export const chatState = z.object({
  /** `open`: write and a conversation begins */
  status: z.enum(['open', 'asking', 'queued', 'waiting-on-us', 'waiting-on-client', 'resolved']),
  /** the question whose buttons still count */
  asking: z.string().nullable(),
  /** who serves the client now */
  person: z.object({ name: z.string(), department: z.string() }).nullable(),
  /** they may leave a phone, an e-mail or Telegram or say that they would rather not: `POST /chat/v1/contact` */
  offer: z.boolean(),
  desk: z.object({
    /** of the department that serves them, in their language */
    name: z.string(),
    /** the posted standard: working minutes until the first answer */
    standard: z.object({ minutes: z.int() }),
    openNow: z.boolean(),
    /** when they will be there again; null while they are, and when that is not known */
    opensAt: z.iso.datetime().nullable(),
  }),
});

export const chatSession = z.object({
  token: z.string(),
  tokenExpiresAt: z.iso.datetime(),
  renewal: z.string(),
  /** means nothing by itself: when it is another one than before, the numbers of messages have begun anew */
  window: z.string(),
  language: z.enum(languages),
  /** known contacts are greeted by name and asked nothing */
  contact: z.object({ name: z.string() }).nullable(),
  state: chatState,
  /** shown while there is no conversation: the greeting, and the first question for strangers */
  opening: z.object({ text: z.string(), question: question.nullable() }),
  /** what `renewal` wrote is not part of the contact's history, since both have something open or the site said so: keep it for later */
  apart: z.boolean(),
  /** still owed before the first message is taken */
  consent: z.object({ version: z.string(), text: z.string(), url: z.string().nullable() }).nullable(),
  /** the same conversation can go on in Telegram: `POST /chat/v1/continue` */
  telegram: z.boolean(),
  lastSeq: z.int(),
});

/** Where the conversation goes on; without an end where there is nothing to take along. */
export const continuation = z.object({ url: z.string(), expiresAt: z.iso.datetime().nullable() });

export const posted = z.object({ seq: z.int(), at: z.iso.datetime(), duplicate: z.boolean() });

/** `GET /chat/v1/messages?after=0&limit=50` or `?before=120&limit=50`; oldest first; `more`: there are further ones in that direction. */
export const chatHistory = z.object({ messages: z.array(chatMessage), more: z.boolean(), lastSeq: z.int() });

/*
 * `GET /chat/v1/events`: server-sent events, resumed with `Last-Event-ID`.
 *   event: message, id: <change number>, data: chatMessage   (an edited message comes again, with its old seq)
 *   event: state, data: chatState
 *   event: reset, data: {}   the visitor's window is another one now and its numbers begin anew: forget the thread, read it again
 * A comment line is the heartbeat, every 15 seconds.
 */

export type OpenSession = z.infer<typeof openSession>;
export type PostContact = z.infer<typeof postContact>;
export type PostMessage = z.infer<typeof postMessage>;
export type ChatMessage = z.infer<typeof chatMessage>;
export type ChatState = z.infer<typeof chatState>;
export type ChatSession = z.infer<typeof chatSession>;
export type ChatHistory = z.infer<typeof chatHistory>;
export type ChatFile = z.infer<typeof file>;
export type Continuation = z.infer<typeof continuation>;
export type Posted = z.infer<typeof posted>;
