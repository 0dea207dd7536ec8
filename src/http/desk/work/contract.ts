import { z } from 'zod';
import { clientStages, sizeClasses } from '../../../domain/client.ts';
import { attachmentKinds, attachmentStates, maxFilesPerMessage } from '../../../domain/content.ts';
import { statuses } from '../../../domain/decision.ts';
import { languages } from '../../../domain/language.ts';

/*
 * The desk for every day; logging calls and visits is in log-call-contract.ts. As in contract.ts: session cookie, `x-csrf-token` with every change, names and texts in the language
 * of `accept-language` or `?language=`, errors `{ error: { code, message, details? } }`, lists by `cursor` and `nextCursor`.
 *
 * Files. Upload first, then name the ids in a message:
 *   POST /desk/api/files, POST /chat/v1/files   the body is the file, its name percent-encoded in `x-file-name`  -> 201 file
 *   GET  /desk/api/files/:id, GET /chat/v1/files/:id                                      a fresh link           -> 200 file
 *   `files: [id, …]` in `reply`, `note` and the chat's `messages`; the text may then be left out. Messages read have `files: [file, …]`.
 * Errors: `too-large` (413, over 20 MB), `unknown-file` (404, not yours), `file-used` (409), `too-many-requests` (429, too many unused).
 */
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
  /**
   * A path of this server, good for 15 minutes at most; read the message or the file again for a fresh one. Shown by the
   * browser if it is a picture, PDF, sound or video, else saved; `&download=1` saves it in any case. Ranges are served.
   */
  url: z.string(),
});

export const fileIds = z.array(z.uuid()).max(maxFilesPerMessage);

export const person = z.object({ id: z.uuid(), name: z.string() });
export const named = z.object({ id: z.uuid(), name: z.string().nullable() });
export const department = z.object({ key: z.string(), name: z.string() });
export const clientInShort = z.object({ id: z.uuid(), name: z.string(), size: z.enum(sizeClasses) });
export const short = z.string().trim().min(1).max(200);
const reason = z.string().trim().min(1).max(2000);

/** How to reach a contact. Only for the owners of the client, whoever has a conversation of the contact in charge, heads and the director (R19). */
export const details = z.object({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** left by the person themselves */
  left: z.array(z.object({ kind: z.enum(['phone', 'email', 'telegram']), value: z.string(), at: z.iso.datetime() })),
});

export const contactCard = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  language: z.enum(languages),
  role: z.string().nullable(),
  /** channels they have written or called through: `webchat`, `telegram`, `call`, … */
  channels: z.array(z.string()),
  /** null: not for this viewer's eyes */
  details: details.nullable(),
  /** the current link to the client: what `detach` names */
  record: z.uuid().nullable(),
  /** their newest conversation this viewer may open */
  conversation: z.uuid().nullable(),
  /** strangers who turned out to be them, the newest first; a head may undo it */
  joins: z.array(z.object({ id: z.uuid(), at: z.iso.datetime(), proof: z.string() })).optional(),
});

export const task = z.object({
  id: z.uuid(),
  kind: z.string(),
  /** in words, what is to be done */
  title: z.string(),
  text: z.string(),
  contact: named.nullable(),
  client: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  conversation: z.uuid().nullable(),
  department,
  specialist: person.nullable(),
  dueAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
  outcome: z.string().nullable(),
  /** how to reach the contact, for whom R19 lets see it */
  details: details.nullable(),
});

/** `GET /desk/api/clients/:id`; 404 for one this viewer has nothing to do with. */
export const clientCard = clientInShort.extend({
  stage: z.enum(clientStages),
  productLine: z.string().nullable(),
  externalId: z.string().nullable(),
  since: z.iso.datetime(),
  contacts: z.array(contactCard),
  /** current ones first, then the former, newest first */
  owners: z.array(
    z.object({
      department,
      specialist: person,
      from: z.iso.datetime(),
      until: z.iso.datetime().nullable(),
      reason: z.string(),
      /** a key client that is the whole work of one person there (R12): since when and why */
      raised: z.object({ from: z.iso.datetime(), reason: z.string() }).nullable(),
      /** this viewer may raise it there, or lower it again */
      mayWeigh: z.boolean(),
    }),
  ),
  /** names of what the question trees found they may be offered */
  products: z.array(z.string()),
  tasks: z.array(task),
});

/** `GET /desk/api/clients/:id/timeline?cursor=&limit=`: conversations of all its contacts over all channels, newest first. */
export const timeline = z.object({
  conversations: z.array(
    z.object({
      id: z.uuid(),
      contact: named,
      channel: z.string(),
      department,
      status: z.enum(statuses),
      /** who served, in order */
      served: z.array(person),
      openedAt: z.iso.datetime(),
      lastMessageAt: z.iso.datetime(),
      resolvedAt: z.iso.datetime().nullable(),
      messages: z.int(),
      /** the client's first words, and the newest ones of anybody; up to 200 characters */
      first: z.string(),
      last: z.string(),
      /** this viewer may open it */
      opens: z.boolean(),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** Places in a text to be marked: [from, to) in UTF-16 units. */
const ranges = z.array(z.tuple([z.int(), z.int()]));

/**
 * `GET /desk/api/search?q=&kind=messages|clients|contacts&cursor=&limit=`. Words in Russian and English in any of their forms,
 * the last one as a beginning; names, e-mails, phone digits, external ids by a part. Without `kind` the best few of each.
 */
export const searchResults = z.object({
  messages: z.array(
    z.object({
      conversation: z.uuid(),
      seq: z.int(),
      title: z.string(),
      author: z.enum(['client', 'specialist']),
      audience: z.enum(['client', 'internal']),
      name: z.string().nullable(),
      at: z.iso.datetime(),
      excerpt: z.string(),
      ranges,
    }),
  ),
  clients: z.array(clientInShort.extend({ ranges, owners: z.array(z.object({ department, specialist: person })) })),
  contacts: z.array(named.extend({ ranges, client: clientInShort.nullable(), conversation: z.uuid().nullable() })),
  nextCursor: z.string().nullable(),
});

/**
 * `POST /desk/api/contacts/:id/attach` and `…/detach`. Attaching where they are already is success. Detaching with the record's
 * id undoes it: whom they belonged to before, they belong to again.
 */
export const attach = z
  .strictObject({
    client: z.uuid().optional(),
    newClient: z.strictObject({ name: short, size: z.enum(sizeClasses) }).optional(),
    role: short.optional(),
    reason,
  })
  .refine((each) => (each.client === undefined) !== (each.newClient === undefined), 'exactly one of client and newClient');
export const detach = z.strictObject({ record: z.uuid(), reason });
export const attached = z.object({
  contact: z.uuid(),
  /** null: to none now */
  client: clientInShort.nullable(),
  record: z.uuid().nullable(),
});

/** `POST /desk/api/clients/:id/invite`: a personal way in for a new employee of the client. The link is shown once. */
export const invite = z.strictObject({ name: short, role: short.optional(), language: z.enum(languages).optional() });
export const invited = z.object({
  contact: z.uuid(),
  link: z.string(),
  /** the same way into the window through the bot; null while Telegram is off. Whichever is opened first counts */
  telegram: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});

/**
 * `GET /desk/api/tasks?view=mine|department&state=open|done&cursor=&limit=`: open ones by due date, done ones newest first.
 * `POST /desk/api/tasks/:id/done { outcome }`: done; done already is success. `mine` counts mine that are open, `overdue` those of them past due.
 */
export const taskList = z.object({
  tasks: z.array(task),
  nextCursor: z.string().nullable(),
  counts: z.object({ mine: z.int(), overdue: z.int() }),
});
export const taskDone = z.strictObject({ outcome: reason });

/** What may stand in a snippet: `{contact}`, `{specialist}`, `{department}`, `{client}`. */
export const snippetBody = z
  .strictObject({ ru: z.string().trim().min(1).max(4000).optional(), en: z.string().trim().min(1).max(4000).optional() })
  .refine((each) => each.ru !== undefined || each.en !== undefined, 'at least one language');

/**
 * `GET /desk/api/snippets?conversation=`: one's department's and the shared ones; with a conversation each also as `text`, ready
 * to be sent in the contact's language. `POST /desk/api/snippets`, `PUT /desk/api/snippets/:id`, `DELETE /desk/api/snippets/:id`:
 * of one's own department; shared ones (`department: null`) by heads and up.
 */
export const snippetInput = z.strictObject({ title: short, body: snippetBody, department: z.string().max(64).nullable() });
export const snippet = z.object({
  id: z.uuid(),
  title: z.string(),
  body: z.object({ ru: z.string().optional(), en: z.string().optional() }),
  /** null: for everybody */
  department: department.nullable(),
  text: z.string().optional(),
  mayChange: z.boolean(),
});
export const snippetList = z.object({ snippets: z.array(snippet) });

/*
 * `GET /desk/api/conversations` also takes q, department (key), specialist (id, or `none`), channel, size, waiting (`yes`: only
 * those who wait for us); its counts have `tasks`: mine that are open.
 */

export type File = z.infer<typeof file>;
export type Details = z.infer<typeof details>;
export type ContactCard = z.infer<typeof contactCard>;
export type ClientCard = z.infer<typeof clientCard>;
export type Timeline = z.infer<typeof timeline>;
export type SearchResults = z.infer<typeof searchResults>;
export type Attached = z.infer<typeof attached>;
export type Invited = z.infer<typeof invited>;
export type Task = z.infer<typeof task>;
export type TaskList = z.infer<typeof taskList>;
export type Snippet = z.infer<typeof snippet>;
export type SnippetList = z.infer<typeof snippetList>;
