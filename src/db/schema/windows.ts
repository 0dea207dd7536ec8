import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ClientId, ContactId, ConversationId, DepartmentId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { OpenQuestion } from '../../domain/open-question.ts';
import type { Origin } from '../../domain/origin.ts';
import type { Proposed } from '../../domain/proposal.ts';
import { at, count, tsvector } from './columns.ts';

/** A contact's whole endless thread. Its row is the lock of everything in it. */
export const window = pgTable(
  'window',
  {
    id: uuid('id').$type<WindowId>().primaryKey(),
    contactId: uuid('contact_id').$type<ContactId>().notNull(),
    /** last number given to a message, or to a change of one */
    lastSeq: count('last_seq').notNull(),
    /** number of the newest change of an older message: below it, reading on by `seq` misses something */
    lastChange: count('last_change').notNull(),
    /** newest message the client's screen has shown */
    seenSeq: count('seen_seq').notNull(),
    /** the desk's newest text, while nobody has written since (domain/voice `OpenTell`): the next one takes its place (R14) */
    tell: jsonb('tell'),
    /** which of their clients the contact said they write for next: by a tap, a personal link, the site's login; what they write takes it up */
    chosenClientId: uuid('chosen_client_id').$type<ClientId>(),
  },
  (t) => [index('window_contact').on(t.contactId)],
);

export const conversation = pgTable(
  'conversation',
  {
    id: uuid('id').$type<ConversationId>().primaryKey(),
    windowId: uuid('window_id').$type<WindowId>().notNull(),
    contactId: uuid('contact_id').$type<ContactId>().notNull(),
    clientId: uuid('client_id').$type<ClientId>(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>(),
    status: text('status').notNull(),
    /** general or finance (domain/track): who answers; finance runs parallel to the rest (R10) */
    track: text('topic').notNull(),
    /** what it is about, of the company's list (domain/topic); null: nobody has said yet */
    topic: text('topic_key'),
    flow: text('flow').notNull(),
    flowVersion: integer('flow_version').notNull(),
    treeHash: text('tree_hash').notNull(),
    /** the flow's snapshot, the truth; the columns around it are projections written with it */
    state: jsonb('state').notNull(),
    /** one more with every change; desks use it to see what is new */
    version: integer('version').notNull(),
    /** events in the log */
    events: integer('events').notNull(),
    /** units of the conversation budget the person in charge spends on it, as reserved */
    caseUnits: integer('case_units').notNull(),
    /** whose budget they are of, where the person in charge works elsewhere: whoever met another department's client (R7); null: `departmentId` */
    placeDepartmentId: uuid('place_department_id').$type<DepartmentId>(),
    channel: text('channel').notNull(),
    /** where the client wrote last, and where answers go: `<account id>:<address>` */
    target: text('target').notNull(),
    /** turns there were, the one now open, and its holds: projections of `turn` and `turn_hold` */
    turns: integer('turns').notNull(),
    openTurnId: uuid('open_turn_id'),
    openHolds: integer('open_holds').notNull(),
    /** what the client was told of files and messages nobody could get, since a person wrote to them: each is said once */
    notices: text('notices'),
    openedAt: at('opened_at').notNull(),
    /** since when the client waits for a person; null when they do not */
    waitingSince: at('waiting_since'),
    lastMessageAt: at('last_message_at').notNull(),
    /** first 120 characters of the newest message, for lists; erased with the message */
    preview: text('preview').notNull(),
    /** who begins when the person in charge is late with the first answer: a projection of the state */
    standInId: uuid('stand_in_id').$type<SpecialistId>(),
    /** who was late, so that the person in charge took over: a projection of the state */
    replacedId: uuid('replaced_id').$type<SpecialistId>(),
    /** calls for the head's help that nothing has ended yet (engine/turns `HeadCall`); null for none */
    headCalls: jsonb('head_calls'),
    /** questions to finance that nobody has answered yet (domain/open-question); null for none */
    questions: jsonb('questions').$type<readonly OpenQuestion[]>(),
    /** until when the open turn is to be answered: a projection of its hold, for lists; null when nobody owes an answer */
    dueAt: at('due_at'),
    /** the window's last message when the client, or a colleague for them, said that what they write is of this matter; null: nobody did */
    chosenSeq: count('chosen_seq'),
    /** the head who lets whoever is found have it beyond their portfolio (R12); null: nobody did */
    overPortfolioBy: uuid('over_portfolio_by').$type<SpecialistId>(),
    /** who is wished for of its department, while that is not decided: a projection of `proposal` */
    proposed: jsonb('proposed').$type<Proposed>(),
    /** two on one matter became one: this one ended for the sake of that */
    joinedInto: uuid('joined_into'),
    origin: text('origin').$type<Origin>().notNull().default('live'),
    resolvedAt: at('resolved_at'),
    closedAt: at('closed_at'),
  },
  (t) => [
    index('conversation_window').on(t.windowId).where(sql`status <> 'closed'`),
    index('conversation_contact').on(t.contactId, t.openedAt),
    index('conversation_stand_in').on(t.standInId).where(sql`stand_in_id is not null and status <> 'closed'`),
    index('conversation_specialist').on(t.specialistId).where(sql`status <> 'closed'`),
    index('conversation_queue').on(t.departmentId, t.waitingSince).where(sql`status = 'queued'`),
    index('conversation_recent').on(t.departmentId, t.openedAt),
    check('conversation_origin', sql`origin in ('live', 'demo', 'imported')`),
  ],
);

/** The log: what `decide` was given, in order. Append-only, no personal data. */
export const conversationEvent = pgTable(
  'conversation_event',
  {
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    n: integer('n').notNull(),
    at: at('at').notNull(),
    type: text('type').notNull(),
    data: jsonb('data').notNull(),
  },
  // Events lie in order of time: a few bytes a megabyte find the newest ones for the fold that reports are made by.
  (t) => [primaryKey({ columns: [t.conversationId, t.n] }), index('conversation_event_at').using('brin', t.at)],
);

export const message = pgTable(
  'message',
  {
    windowId: uuid('window_id').$type<WindowId>().notNull(),
    seq: count('seq').notNull(),
    id: uuid('id').notNull(),
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    /** client, specialist or system */
    author: text('author').notNull(),
    authorId: uuid('author_id'),
    /** `client`: both sides see it; `internal`: never leaves the company */
    audience: text('audience').notNull(),
    /** { text, choice?, question?, key?, params?, language? }; null once erased */
    body: jsonb('body'),
    /** the sender's own id of it, unique in the window's channel by `inbound_key` */
    clientKey: text('client_key'),
    /** number of the newest change of this message; `seq` while it never changed */
    changed: count('changed').notNull(),
    occurredAt: at('occurred_at').notNull(),
    receivedAt: at('received_at').notNull(),
    editedAt: at('edited_at'),
    deletedAt: at('deleted_at'),
    /** emoji under it (domain/message `Reaction[]`); null for none */
    reactions: jsonb('reactions'),
    /** not shown to the window's client since then: it was said to or by another one, whom a join that was undone had taken for them */
    withheldAt: at('withheld_at'),
  },
  (t) => [
    primaryKey({ columns: [t.windowId, t.seq] }),
    check('message_audience', sql`audience in ('client', 'internal')`),
    // Messages lie in order of time: a few bytes a megabyte find the newest ones for the fold that makes them searchable.
    index('message_received').using('brin', t.receivedAt),
  ],
);

/** Words of messages for searching, kept beside the messages by a fold that runs after them, so that writing one costs nothing more. */
export const messageSearch = pgTable(
  'message_search',
  {
    windowId: uuid('window_id').$type<WindowId>().notNull(),
    seq: count('seq').notNull(),
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    words: tsvector('words').notNull(),
  },
  (t) => [primaryKey({ columns: [t.windowId, t.seq] }), index('message_search_words').using('gin', t.words)],
);
