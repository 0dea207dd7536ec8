import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

/*
 * Ids are uuids minted by the application. Order inside a window is `message (window_id, seq)`. Hot tables lead with
 * window_id or conversation_id and carry no other global unique key, so that they can be partitioned by hash later.
 * Joins, roles and ownerships are dated rows: the current one has no `until`, nothing is overwritten.
 */

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });
const count = (name: string) => bigint(name, { mode: 'number' });
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

// ——— the company ———

export const department = pgTable('department', {
  id: uuid('id').primaryKey(),
  key: text('key').notNull().unique(),
  /** { ru, en } */
  name: jsonb('name').notNull(),
  timeZone: text('time_zone').notNull(),
  headId: uuid('head_id'),
});

export const specialist = pgTable(
  'specialist',
  {
    id: uuid('id').primaryKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    departmentId: uuid('department_id').references(() => department.id),
    languages: jsonb('languages').notNull(),
    /** both budgets in units; 6000 is a capacity of 1 */
    capacity: integer('capacity').notNull(),
    /** takes conversations; a head or a director may, a leaver never */
    serves: boolean('serves').notNull(),
    availability: text('availability').notNull(),
    awayUntil: at('away_until'),
    deputyId: uuid('deputy_id'),
    createdAt: at('created_at').notNull(),
    leftAt: at('left_at'),
  },
  (t) => [uniqueIndex('specialist_email').on(sql`lower(${t.email})`)],
);

export const policy = pgTable('policy', {
  version: integer('version').primaryKey(),
  data: jsonb('data').notNull(),
  activatedAt: at('activated_at').notNull(),
  activatedBy: uuid('activated_by'),
});

/** Question trees by the hash of their data; conversations are pinned to one. The newest published is asked of new strangers. */
export const questionTree = pgTable('question_tree', {
  hash: text('hash').primaryKey(),
  data: jsonb('data').notNull(),
  publishedAt: at('published_at').notNull(),
});

// ——— clients ———

export const client = pgTable('client', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  size: text('size').notNull(),
  stage: text('stage').notNull(),
  productLine: text('product_line'),
  /** the company's own id of the client, when it came from there */
  externalId: text('external_id').unique(),
  createdAt: at('created_at').notNull(),
});

export const contact = pgTable('contact', {
  id: uuid('id').primaryKey(),
  /** where this person's messages go now; history is the union of all windows of the contact */
  windowId: uuid('window_id').notNull(),
  name: text('name'),
  language: text('language').notNull(),
  email: text('email'),
  phone: text('phone'),
  /** the company site's name for this person: the subject of its signed JWT */
  siteId: text('site_id').unique(),
  createdAt: at('created_at').notNull(),
  erasedAt: at('erased_at'),
});

export const contactClient = pgTable(
  'contact_client',
  {
    id: uuid('id').primaryKey(),
    contactId: uuid('contact_id').notNull(),
    clientId: uuid('client_id').notNull(),
    role: text('role'),
    from: at('from').notNull(),
    until: at('until'),
    reason: text('reason').notNull(),
  },
  (t) => [uniqueIndex('contact_client_current').on(t.contactId).where(sql`until is null`), index('contact_client_client').on(t.clientId)],
);

export const ownership = pgTable(
  'ownership',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id').notNull(),
    departmentId: uuid('department_id').notNull(),
    specialistId: uuid('specialist_id').notNull(),
    from: at('from').notNull(),
    until: at('until'),
    reason: text('reason').notNull(),
  },
  (t) => [
    uniqueIndex('ownership_current').on(t.clientId, t.departmentId).where(sql`until is null`),
    index('ownership_specialist').on(t.specialistId).where(sql`until is null`),
  ],
);

export const specialistLoad = pgTable(
  'specialist_load',
  {
    specialistId: uuid('specialist_id').notNull(),
    departmentId: uuid('department_id').notNull(),
    portfolioUnits: integer('portfolio_units').notNull(),
    caseUnits: integer('case_units').notNull(),
    policyVersion: integer('policy_version').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.specialistId, t.departmentId] }),
    index('specialist_load_department').on(t.departmentId),
    check('specialist_load_not_negative', sql`portfolio_units >= 0 and case_units >= 0`),
  ],
);

// ——— channels ———

/** A bot, a workspace, the web chat: whatever the company is reached through. */
export const channelAccount = pgTable(
  'channel_account',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').notNull(),
    externalId: text('external_id').notNull(),
  },
  (t) => [uniqueIndex('channel_account_external').on(t.kind, t.externalId)],
);

/** What came in already. The second insert of a key is how a repeat is noticed. Pruned by age, so no foreign key. */
export const inboundKey = pgTable(
  'inbound_key',
  {
    accountId: uuid('account_id').notNull(),
    externalId: text('external_id').notNull(),
    receivedAt: at('received_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.externalId] })],
);

export const identity = pgTable(
  'identity',
  {
    id: uuid('id').primaryKey(),
    accountId: uuid('account_id').notNull(),
    /** the person's address in the channel: a visitor id, a chat id */
    externalId: text('external_id').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [uniqueIndex('identity_address').on(t.accountId, t.externalId)],
);

export const identityLink = pgTable(
  'identity_link',
  {
    id: uuid('id').primaryKey(),
    identityId: uuid('identity_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    from: at('from').notNull(),
    until: at('until'),
    /** what proved it: `first-message`, `site-login`, … */
    proof: text('proof').notNull(),
  },
  (t) => [uniqueIndex('identity_link_current').on(t.identityId).where(sql`until is null`), index('identity_link_contact').on(t.contactId)],
);

/** Where a stored message stands in a channel: for edits, quotes and reactions. */
export const externalRef = pgTable(
  'external_ref',
  {
    accountId: uuid('account_id').notNull(),
    chat: text('chat').notNull(),
    externalId: text('external_id').notNull(),
    windowId: uuid('window_id').notNull(),
    seq: count('seq').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.chat, t.externalId] })],
);

// ——— windows and what is said in them ———

/** A contact's whole endless thread. Its row is the lock of everything in it. */
export const window = pgTable('window', {
  id: uuid('id').primaryKey(),
  contactId: uuid('contact_id').notNull(),
  /** last number given to a message, or to a change of one */
  lastSeq: count('last_seq').notNull(),
  /** number of the newest change of an older message: below it, reading on by `seq` misses something */
  lastChange: count('last_change').notNull(),
  /** newest message the client's screen has shown */
  seenSeq: count('seen_seq').notNull(),
});

export const conversation = pgTable(
  'conversation',
  {
    id: uuid('id').primaryKey(),
    windowId: uuid('window_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    clientId: uuid('client_id'),
    departmentId: uuid('department_id').notNull(),
    specialistId: uuid('specialist_id'),
    status: text('status').notNull(),
    topic: text('topic').notNull(),
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
    channel: text('channel').notNull(),
    /** where the client wrote last, and where answers go: `<account id>:<address>` */
    target: text('target').notNull(),
    /** turns there were, the one now open, and its holds: projections of `turn` and `turn_hold` */
    turns: integer('turns').notNull(),
    openTurnId: uuid('open_turn_id'),
    openHolds: integer('open_holds').notNull(),
    /** the desk's newest text, while nobody has written since: the next one takes its place (R14) */
    tellSeq: count('tell_seq'),
    openedAt: at('opened_at').notNull(),
    /** since when the client waits for a person; null when they do not */
    waitingSince: at('waiting_since'),
    lastMessageAt: at('last_message_at').notNull(),
    /** first 120 characters of the newest message, for lists; erased with the message */
    preview: text('preview').notNull(),
    resolvedAt: at('resolved_at'),
    closedAt: at('closed_at'),
  },
  (t) => [
    index('conversation_window').on(t.windowId).where(sql`status <> 'closed'`),
    index('conversation_contact').on(t.contactId, t.openedAt),
    index('conversation_specialist').on(t.specialistId).where(sql`status <> 'closed'`),
    index('conversation_queue').on(t.departmentId, t.waitingSince).where(sql`status = 'queued'`),
    index('conversation_recent').on(t.departmentId, t.openedAt),
  ],
);

/** The log: what `decide` was given, in order. Append-only, no personal data. */
export const conversationEvent = pgTable(
  'conversation_event',
  {
    conversationId: uuid('conversation_id').notNull(),
    n: integer('n').notNull(),
    at: at('at').notNull(),
    type: text('type').notNull(),
    data: jsonb('data').notNull(),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.n] })],
);

export const message = pgTable(
  'message',
  {
    windowId: uuid('window_id').notNull(),
    seq: count('seq').notNull(),
    id: uuid('id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
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
  },
  (t) => [primaryKey({ columns: [t.windowId, t.seq] }), check('message_audience', sql`audience in ('client', 'internal')`)],
);

// ——— whose turn it is ———

/** From a client's message that needs an answer to that answer. The clock stops when the answer is committed; it counts when delivered. */
export const turn = pgTable(
  'turn',
  {
    id: uuid('id').primaryKey(),
    conversationId: uuid('conversation_id').notNull(),
    n: integer('n').notNull(),
    openedAt: at('opened_at').notNull(),
    openedSeq: count('opened_seq').notNull(),
    answeredAt: at('answered_at'),
    answeredSeq: count('answered_seq'),
    answeredBy: uuid('answered_by'),
    deliveredAt: at('delivered_at'),
  },
  (t) => [uniqueIndex('turn_conversation').on(t.conversationId, t.n)],
);

/** Who held a turn, and until when they had to answer. A violation is a lapsed hold. */
export const turnHold = pgTable(
  'turn_hold',
  {
    turnId: uuid('turn_id').notNull(),
    n: integer('n').notNull(),
    specialistId: uuid('specialist_id').notNull(),
    departmentId: uuid('department_id').notNull(),
    from: at('from').notNull(),
    due: at('due').notNull(),
    lapsedAt: at('lapsed_at'),
    until: at('until'),
    /** the event that began it, and how it ended: answered, passed-on, resolved */
    reason: text('reason').notNull(),
    ended: text('ended'),
    policyVersion: integer('policy_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.turnId, t.n] })],
);

// ——— who got it, and why ———

/** The staff of a department as one batch of assignments saw it: loads, capacity, availability, in order of id. */
export const rosterSnapshot = pgTable('roster_snapshot', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').notNull(),
  at: at('at').notNull(),
  policyVersion: integer('policy_version').notNull(),
  candidates: jsonb('candidates').notNull(),
});

export const assignment = pgTable(
  'assignment',
  {
    id: uuid('id').notNull(),
    conversationId: uuid('conversation_id').notNull(),
    n: integer('n').notNull(),
    at: at('at').notNull(),
    departmentId: uuid('department_id').notNull(),
    /** null: nobody could have it, and it was queued */
    specialistId: uuid('specialist_id'),
    rule: text('rule').notNull(),
    /** why a person was sought */
    reason: text('reason').notNull(),
    policyVersion: integer('policy_version').notNull(),
    snapshotId: uuid('snapshot_id').notNull(),
    /** { top, counts, passed, overload }: ids, loads and codes, worded when read */
    explanation: jsonb('explanation').notNull(),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.n] })],
);

// ——— what is still to be done ———

export const timer = pgTable(
  'timer',
  {
    conversationId: uuid('conversation_id').notNull(),
    key: text('key').notNull(),
    /** goes up with every setting: only the generation that is stored can fire */
    generation: integer('generation').notNull(),
    dueAt: at('due_at').notNull(),
    /** the event to feed to the flow */
    raised: jsonb('raised').notNull(),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.key] }), index('timer_due').on(t.dueAt)],
);

/**
 * What is to leave for a channel. A lane is (window, target): its rows go in order of `n`, and the head blocks the rest.
 * A dead row keeps its reason and lets the lane go on.
 */
export const outbox = pgTable(
  'outbox',
  {
    windowId: uuid('window_id').notNull(),
    /** `<account id>:<address>` */
    target: text('target').notNull(),
    n: count('n').notNull(),
    /** send, edit, delete */
    verb: text('verb').notNull(),
    seq: count('seq').notNull(),
    /** the row this one needs: an edit needs its send */
    dependsOn: count('depends_on'),
    urgent: boolean('urgent').notNull(),
    /** waiting, leased, sent, dead */
    status: text('status').notNull(),
    attempts: integer('attempts').notNull(),
    dueAt: at('due_at').notNull(),
    leasedBy: uuid('leased_by'),
    leasedUntil: at('leased_until'),
    doneAt: at('done_at'),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.windowId, t.target, t.n] }),
    index('outbox_due').on(t.dueAt).where(sql`status in ('waiting', 'leased')`),
    index('outbox_lane').on(t.windowId, t.target, t.n).where(sql`status in ('waiting', 'leased')`),
  ],
);

/** A channel that said "not so fast": nothing of this scope is sent before `until`. */
export const gate = pgTable('gate', { scope: text('scope').primaryKey(), until: at('until').notNull() });

/** Work only one process does at a time. */
export const lease = pgTable('lease', {
  name: text('name').primaryKey(),
  holder: uuid('holder').notNull(),
  until: at('until').notNull(),
});

/** When a process was last seen alive: after an outage deadlines move by the gap. */
export const heartbeat = pgTable('heartbeat', { name: text('name').primaryKey(), at: at('at').notNull() });

// ——— files ———

export const attachment = pgTable('attachment', {
  id: uuid('id').primaryKey(),
  windowId: uuid('window_id'),
  seq: count('seq'),
  name: text('name'),
  mediaType: text('media_type').notNull(),
  size: count('size').notNull(),
  sha256: text('sha256').notNull(),
  createdAt: at('created_at').notNull(),
});

export const attachmentChunk = pgTable(
  'attachment_chunk',
  {
    attachmentId: uuid('attachment_id').notNull(),
    n: integer('n').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.attachmentId, t.n] }),
    foreignKey({ columns: [t.attachmentId], foreignColumns: [attachment.id] }).onDelete('cascade'),
  ],
);

// ——— what is counted ———

export const metricEvent = pgTable(
  'metric_event',
  {
    conversationId: uuid('conversation_id').notNull(),
    n: integer('n').notNull(),
    at: at('at').notNull(),
    metric: text('metric').notNull(),
    departmentId: uuid('department_id').notNull(),
    specialistId: uuid('specialist_id'),
    channel: text('channel').notNull(),
    data: jsonb('data'),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.n, t.metric] }), index('metric_event_at').on(t.at)],
);

// ——— the desk's doors ———

/** A link that signs a specialist in once. Only the hash is kept. */
export const signInLink = pgTable('sign_in_link', {
  tokenHash: text('token_hash').primaryKey(),
  specialistId: uuid('specialist_id').notNull(),
  createdAt: at('created_at').notNull(),
  expiresAt: at('expires_at').notNull(),
  usedAt: at('used_at'),
});

export const deskSession = pgTable(
  'desk_session',
  {
    id: uuid('id').primaryKey(),
    specialistId: uuid('specialist_id').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    endedAt: at('ended_at'),
  },
  (t) => [index('desk_session_specialist').on(t.specialistId)],
);
