import { sql } from 'drizzle-orm';
import { boolean, date, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { ClientId, ConversationId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { at, count } from './columns.ts';

/*
 * What reports are made of. Nothing here is written with a message: a fold that runs behind the writes makes it of the log, and all of it
 * can be thrown away and made again. A fact is one thing that is counted, with all that it is counted by; a cell is many facts of a day or
 * a month.
 */

/** One thing that is counted about a conversation: an answer, a resolve, an assignment, a breach … (domain/reports/fact `Fact`). */
export const reportFact = pgTable(
  'report_fact',
  {
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    n: integer('n').notNull(),
    kind: text('kind').notNull(),
    /** the moment it is counted at, its day and its hour in the company's calendar */
    at: at('at').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    hour: smallint('hour').notNull(),
    until: at('until'),
    state: text('state').notNull(),
    ok: boolean('ok'),
    workingSeconds: integer('working_seconds'),
    calendarSeconds: integer('calendar_seconds'),
    value: integer('value'),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>(),
    clientId: uuid('client_id').$type<ClientId>(),
    channel: text('channel').notNull(),
    size: text('size'),
    topic: text('topic'),
    rule: text('rule'),
    origin: text('origin').notNull(),
    /** numbers of the turn in the conversation and of the hold in the turn */
    turn: integer('turn'),
    hold: integer('hold'),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.n] }),
    index('report_fact_day').on(t.kind, t.day),
    // Cells of a day are made of all kinds at once.
    index('report_fact_all_of_day').on(t.day),
  ],
);

/** Facts of a day or a month added up, by some of what they are counted by (`cube` says which); what is not of the cube is ''. */
export const reportCell = pgTable(
  'report_cell',
  {
    cube: text('cube').notNull(),
    /** the day, or the first day of the month */
    start: date('start', { mode: 'string' }).notNull(),
    kind: text('kind').notNull(),
    origin: text('origin').notNull(),
    department: text('department').notNull(),
    specialist: text('specialist').notNull(),
    channel: text('channel').notNull(),
    size: text('size').notNull(),
    topic: text('topic').notNull(),
    rule: text('rule').notNull(),
    weekday: text('weekday').notNull(),
    hour: text('hour').notNull(),
    done: integer('done').notNull(),
    open: integer('open').notNull(),
    waived: integer('waived').notNull(),
    unanswered: integer('unanswered').notNull(),
    ok: integer('ok').notNull(),
    workingSum: count('working_sum').notNull(),
    calendarSum: count('calendar_sum').notNull(),
    valueSum: count('value_sum').notNull(),
    /** how many seconds how often (domain/reports/sketch): `bucket:count,…` */
    working: text('working').notNull(),
    calendar: text('calendar').notNull(),
    values: text('values').notNull(),
  },
  (t) => [index('report_cell_start').on(t.cube, t.start)],
);

/** Whether what is counted of a day, or of the month that begins then, has changed since its cells were made. */
export const reportSpan = pgTable(
  'report_span',
  {
    /** `day` or `month` of cells, or `load`: a day of loads and queues */
    grain: text('grain').notNull(),
    start: date('start', { mode: 'string' }).notNull(),
    isStale: boolean('is_stale').notNull(),
    /** of `load`: how much of the day is counted, all of it unless it still goes on; null: nothing yet, or another grain */
    seconds: integer('seconds'),
  },
  (t) => [primaryKey({ columns: [t.grain, t.start] })],
);

/** How long a conversation was with somebody, or waited in a queue (domain/reports/stays): of what the load of a day is made. */
export const reportStay = pgTable(
  'report_stay',
  {
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    /** the event it began with */
    n: integer('n').notNull(),
    /** null: it waited in the department's queue */
    specialistId: uuid('specialist_id').$type<SpecialistId>(),
    /** whose place it took, or whose queue it stood in */
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    from: at('from').notNull(),
    /** of `from`, in the company's calendar */
    day: date('day', { mode: 'string' }).notNull(),
    /** null: it is still there */
    until: at('until'),
    /** it came otherwise than because the client was theirs, or they had it before */
    isNew: boolean('is_new').notNull(),
    /** how it ended (domain/reports/stays); null: it has not */
    ended: text('ended'),
    origin: text('origin').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.n] }),
    index('report_stay_time').using('gist', sql`tstzrange(${t.from}, ${t.until})`),
    index('report_stay_day').on(t.day),
  ],
);

/**
 * What somebody had to do in a department on a day, over time: units of a budget times seconds, while they took conversations there.
 * Capacity, portfolio and places have no origin (''); conversations have theirs.
 */
export const reportLoad = pgTable(
  'report_load',
  {
    day: date('day', { mode: 'string' }).notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    origin: text('origin').notNull(),
    capacity: count('capacity').notNull(),
    cases: count('cases').notNull(),
    /** of these, those that came anew */
    newCases: count('new_cases').notNull(),
    portfolio: count('portfolio').notNull(),
    /** numbers times seconds: of conversations, clients, and places left for conversations */
    conversations: count('conversations').notNull(),
    clients: count('clients').notNull(),
    places: count('places').notNull(),
    /** the same of somebody who takes none there by themselves: a head, a leaver */
    otherConversations: count('other_conversations').notNull(),
    otherClients: count('other_clients').notNull(),
    /** conversations that came on this day, and those of them that came anew */
    gained: integer('gained').notNull(),
    gainedNew: integer('gained_new').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.departmentId, t.specialistId, t.origin] })],
);

/** How many waited in a department's queue on a day: conversations times seconds, and the most at a time. Origin '' is all together. */
export const reportQueue = pgTable(
  'report_queue',
  {
    day: date('day', { mode: 'string' }).notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    origin: text('origin').notNull(),
    waited: count('waited').notNull(),
    most: integer('most').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.departmentId, t.origin] })],
);

/** A question of the tree that a conversation came to, in order (domain/reports/questions-of): counted on the day the conversation began. */
export const reportQuestion = pgTable(
  'report_question',
  {
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    n: smallint('n').notNull(),
    at: at('at').notNull(),
    day: date('day', { mode: 'string' }).notNull(),
    treeHash: text('tree_hash').notNull(),
    question: text('question').notNull(),
    /** the option; `typed` for words; null: none was given */
    answer: text('answer'),
    /** answered, or what happened instead */
    outcome: text('outcome').notNull(),
    /** where the conversation's answers led in the end; null: nowhere */
    leaf: text('leaf'),
    /** somebody was found for the conversation */
    isServed: boolean('is_served').notNull(),
    /** where the conversation went first, and to whom */
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>(),
    channel: text('channel').notNull(),
    origin: text('origin').notNull(),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.n] }), index('report_question_day').on(t.day)],
);

/** How much of a conversation its facts know of. */
export const reportConversation = pgTable(
  'report_conversation',
  {
    conversationId: uuid('conversation_id').$type<ConversationId>().primaryKey(),
    /** events in the log, as they were read */
    events: integer('events').notNull(),
    foldedAt: at('folded_at').notNull(),
    /** an answer is on its way, and counts when it has arrived */
    isAwaited: boolean('is_awaited').notNull(),
  },
  (t) => [index('report_conversation_awaited').on(t.conversationId).where(sql`is_awaited`)],
);

/** A conversation that has to be folded again, as something about it changed without an event: whose client it is. */
export const reportAgain = pgTable('report_again', {
  id: uuid('id').primaryKey().defaultRandom(),
  conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
});

/** How far the fold has come; one row. */
export const reportFold = pgTable('report_fold', {
  id: integer('id').primaryKey(),
  /** everything that happened until then has been looked at; null: the first time through has not ended */
  foldedUntil: at('folded_until'),
  /** the first time through goes by the conversations' ids, since then */
  after: uuid('after'),
  beganAt: at('began_at'),
});
