import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ConversationId, DepartmentId, SpecialistId, WindowId } from '../../domain/ids.ts';
import { at, count } from './columns.ts';

/**
 * A conversation's thread in its department's Slack channel; the root is the client's card. A conversation handed to another
 * department gets another thread, and the old one ends. The card is posted behind the replies, coalesced: `wanted` is the
 * conversation's version it should show, `posted` the one it shows.
 */
export const slackThread = pgTable(
  'slack_thread',
  {
    id: uuid('id').primaryKey(),
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    channel: text('channel').notNull(),
    /** null before the card was posted; replies wait for it */
    rootTs: text('root_ts'),
    wanted: integer('wanted').notNull(),
    posted: integer('posted').notNull(),
    /** hash of the card as it stands there: the same one is not posted again */
    postedHash: text('posted_hash'),
    /** the person in charge who was mentioned last */
    mentionedId: uuid('mentioned_id'),
    mentionedAt: at('mentioned_at'),
    /** the client's first words stand on the card itself, up to this message; null: none do */
    carriedTo: count('carried_to'),
    /** tries of which nobody knows what became: before the next one Slack is asked whether the card stands */
    attempts: integer('attempts').notNull().default(0),
    dueAt: at('due_at').notNull(),
    /** until then the card is one process's business, whatever falls due meanwhile */
    claimedUntil: at('claimed_until'),
    claimedBy: uuid('claimed_by'),
    /** when the card changed last */
    shownAt: at('shown_at'),
    createdAt: at('created_at').notNull(),
    endedAt: at('ended_at'),
    /** the window's last message when somebody whom the desk does not know, or a program, wrote here last; null once that is dealt with */
    outsideSeq: count('outside_seq'),
    /** what others wrote up to this message is dealt with: the person in charge wrote after it, and said whether that was for the client */
    clearedSeq: count('cleared_seq').notNull().default(0),
  },
  (t) => [
    uniqueIndex('slack_thread_current').on(t.conversationId).where(sql`ended_at is null`),
    uniqueIndex('slack_thread_root').on(t.channel, t.rootTs),
    index('slack_thread_due').on(t.dueAt).where(sql`wanted > posted`),
  ],
);

/** Where a thread stood before it was begun anew: what is written there still reaches nobody, and says where it goes on. */
export const slackThreadFormer = pgTable(
  'slack_thread_former',
  {
    channel: text('channel').notNull(),
    rootTs: text('root_ts').notNull(),
    threadId: uuid('thread_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.channel, t.rootTs] })],
);

/**
 * What Slack has told of a message written in a thread, in whatever order it told it: whatever comes is merged into the row, so that an
 * older state changes nothing and a deletion stays one.
 */
export const slackHeard = pgTable(
  'slack_heard',
  {
    channel: text('channel').notNull(),
    ts: text('ts').notNull(),
    /** `edited.ts` of its newest state; empty: as it was written */
    editedTs: text('edited_ts').notNull(),
    /** it is known how it read when it was written */
    isOriginal: boolean('is_original').notNull(),
    /** it was marked as words for colleagues in one of its states */
    isInside: boolean('is_inside').notNull(),
    /** it turned to colleagues in one of its states */
    mentions: boolean('mentions').notNull().default(false),
    deletedAt: at('deleted_at'),
  },
  (t) => [primaryKey({ columns: [t.channel, t.ts] })],
);

/** A message in a thread that waits for its author's tap: to the client, or inside. */
export const slackHeld = pgTable(
  'slack_held',
  {
    id: uuid('id').primaryKey(),
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    threadId: uuid('thread_id').notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    channel: text('channel').notNull(),
    ts: text('ts').notNull(),
    /** { text, marks, files } as it was parsed */
    content: jsonb('content').notNull(),
    /** may it be sent on as it is, or by a head only */
    isOwn: boolean('is_own').notNull(),
    /** `mentions`, `after-word`, `unseen`: why it is asked; null where it is only offered */
    why: text('why'),
    /** the window's last message when it was written: what others wrote up to there its author has seen; null: somebody outside wrote since */
    afterSeq: count('after_seq'),
    createdAt: at('created_at').notNull(),
    decidedAt: at('decided_at'),
    decision: text('decision'),
  },
  (t) => [
    uniqueIndex('slack_held_message').on(t.channel, t.ts),
    index('slack_held_waiting').on(t.conversationId).where(sql`is_own and decided_at is null`),
  ],
);

/**
 * What was written in a thread and taken: which message it became, and what of it is still watched, so that its author sees on
 * the message itself how it fared with the client.
 */
export const slackMessage = pgTable(
  'slack_said',
  {
    channel: text('channel').notNull(),
    ts: text('ts').notNull(),
    threadTs: text('thread_ts').notNull(),
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    windowId: uuid('window_id').$type<WindowId>().notNull(),
    seq: count('seq').notNull(),
    audience: text('audience').notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    slackUser: text('slack_user').notNull(),
    /** `edited.ts` of the newest change taken: older ones come too late */
    editedTs: text('edited_ts'),
    /** `send` while it is watched whether it arrives, `part` where not all of it can; null: not watched */
    watched: text('watched'),
    watchedFrom: at('watched_from'),
    /** which change of it is watched, beside that: `edit`, `delete`; null: none */
    changeWatched: text('change_watched'),
    changedFrom: at('changed_from'),
    /** the message that change is of: what became of the words before they were taken inside */
    changedSeq: count('changed_seq'),
    dueAt: at('due_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.channel, t.ts] }),
    index('slack_said_due').on(t.dueAt).where(sql`watched is not null or change_watched is not null`),
  ],
);

/**
 * A question to whoever answers about money as it stands in their channel, with a button to answer it (R10). It is wanted by the transaction
 * that asks, and again by the one that answers; `posted` is what stands there.
 */
export const slackQuestion = pgTable(
  'slack_question',
  {
    taskId: uuid('task_id').primaryKey(),
    channel: text('channel').notNull(),
    /** null before it was posted */
    ts: text('ts'),
    /** 1: the question, 2: with its answer */
    wanted: integer('wanted').notNull(),
    posted: integer('posted').notNull(),
    /** tries of which nobody knows what became: before the next one Slack is asked whether it stands */
    attempts: integer('attempts').notNull().default(0),
    dueAt: at('due_at').notNull(),
    /** until then it is one process's business, whatever falls due meanwhile */
    claimedUntil: at('claimed_until'),
    claimedBy: uuid('claimed_by'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [index('slack_question_due').on(t.dueAt).where(sql`wanted > posted`)],
);

/**
 * A proposal about a client's owner as it stands in the messages from the app of somebody whose word it waits for, with the two buttons (R8).
 * One row each time they are asked. What is wanted follows from the proposal and from who decides about it now; `posted` is what stands there.
 */
export const slackProposal = pgTable(
  'slack_proposal',
  {
    id: uuid('id').primaryKey(),
    proposalId: uuid('proposal_id').notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    /** null before it was posted */
    channel: text('channel'),
    ts: text('ts'),
    /** 1: asked, 2: somebody else is asked now, 3: how it ended */
    wanted: integer('wanted').notNull(),
    posted: integer('posted').notNull(),
    /** tries of which nobody knows what became: before the next one Slack is asked whether it stands */
    attempts: integer('attempts').notNull().default(0),
    dueAt: at('due_at').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('slack_proposal_asked').on(t.proposalId, t.specialistId).where(sql`wanted = 1`),
    index('slack_proposal_due').on(t.dueAt).where(sql`wanted > posted`),
    index('slack_proposal_open').on(t.proposalId).where(sql`wanted < 3`),
  ],
);

/** What somebody wants to be told in a summary, where it is not the usual: each working day, each week, at which hour. */
export const summaryWish = pgTable('summary_wish', {
  specialistId: uuid('specialist_id').$type<SpecialistId>().primaryKey(),
  daily: boolean('daily').notNull(),
  weekly: boolean('weekly').notNull(),
  /** of the company's clock; null: when their department opens */
  hour: integer('hour'),
});

/** A summary for somebody, in their messages from the app: once a day and kind, whatever server comes first. */
export const slackSummary = pgTable(
  'slack_summary',
  {
    id: uuid('id').primaryKey(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    /** daily, weekly */
    kind: text('kind').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    /** tries of which nobody knows what became: before the next one Slack is asked whether it stands */
    attempts: integer('attempts').notNull().default(0),
    dueAt: at('due_at').notNull(),
    createdAt: at('created_at').notNull(),
    /** posted, or given up; null: still to be done */
    settledAt: at('settled_at'),
  },
  (t) => [
    uniqueIndex('slack_summary_once').on(t.specialistId, t.kind, t.day),
    index('slack_summary_due').on(t.dueAt).where(sql`settled_at is null`),
  ],
);
