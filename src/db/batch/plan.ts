import type { CallEnd } from '../../domain/head-call.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { NewAnnouncement } from '../endpoints/announce.ts';
import type * as schema from '../schema.ts';
import type { MovedMessage } from './unanswered.ts';

type Rows<Table extends { $inferSelect: unknown }> = Table['$inferSelect'][];

/** Everything one batch will write, collected while it decides; `db/commit` writes it set by set. Rows are whole. */
export interface Plan {
  readonly contacts: Rows<typeof schema.contact>;
  readonly identityLinks: Rows<typeof schema.identityLink>;
  readonly newWindows: Rows<typeof schema.window>;
  readonly windows: Rows<typeof schema.window>;
  readonly clients: NewClient[];
  readonly contactClients: Rows<typeof schema.contactClient>;
  readonly ownerships: Rows<typeof schema.ownership>;
  readonly newConversations: Rows<typeof schema.conversation>;
  /** `caseUnits` null: they stay as they are */
  readonly conversations: (Omit<typeof schema.conversation.$inferSelect, 'caseUnits'> & { readonly caseUnits: number | null })[];
  readonly events: Rows<typeof schema.conversationEvent>;
  readonly messages: Rows<typeof schema.message>;
  readonly edits: Pick<typeof schema.message.$inferSelect, 'windowId' | 'seq' | 'body' | 'changed' | 'editedAt' | 'deletedAt'>[];
  readonly reactions: Pick<typeof schema.message.$inferSelect, 'windowId' | 'seq' | 'reactions' | 'changed'>[];
  /** where messages stand in their channels */
  readonly refs: Rows<typeof schema.externalRef>;
  /** files still with a messenger */
  readonly fetches: Rows<typeof schema.fileFetch>;
  /** files that came, or never will */
  readonly fetched: string[];
  /** files that now belong to a message */
  readonly attached: Pick<typeof schema.attachment.$inferSelect, 'id' | 'windowId' | 'seq'>[];
  readonly newTurns: Rows<typeof schema.turn>;
  readonly answeredTurns: Pick<typeof schema.turn.$inferSelect, 'id' | 'answeredAt' | 'answeredSeq' | 'answeredBy' | 'deliveredAt'>[];
  readonly newHolds: Rows<typeof schema.turnHold>;
  /** turns that ended without an answer */
  readonly closedTurns: Pick<typeof schema.turn.$inferSelect, 'id' | 'closedAt' | 'closedReason'>[];
  readonly endedHolds: Pick<typeof schema.turnHold.$inferSelect, 'turnId' | 'n' | 'until' | 'ended'>[];
  readonly lapsedHolds: Pick<typeof schema.turnHold.$inferSelect, 'turnId' | 'n' | 'lapsedAt'>[];
  readonly snapshots: Rows<typeof schema.rosterSnapshot>;
  readonly assignments: Rows<typeof schema.assignment>;
  readonly failedSearches: Rows<typeof schema.failedSearch>;
  /** searches in vain that came to what one before them did */
  readonly searchesAgain: Pick<typeof schema.failedSearch.$inferSelect, 'conversationId' | 'n' | 'outcome' | 'lastAt'>[];
  readonly loads: Pick<typeof schema.specialistLoad.$inferSelect, 'specialistId' | 'departmentId' | 'caseUnits' | 'portfolioUnits'>[];
  readonly timers: Map<string, typeof schema.timer.$inferSelect>;
  readonly clearedTimers: Map<string, { conversationId: string; key: string }>;
  readonly outbox: Rows<typeof schema.outbox>;
  readonly outboxEdits: OutboxEdit[];
  readonly refusals: Refusal[];
  /** identities that wrote again */
  readonly reachable: string[];
  readonly newThreads: NewThread[];
  readonly threads: Pick<typeof schema.slackThread.$inferSelect, 'id' | 'wanted' | 'dueAt' | 'endedAt'>[];
  readonly ratings: Rows<typeof schema.conversationRating>;
  /** contacts who are asked to rate */
  /** outreach that led a conversation to its person */
  readonly came: { id: string; conversationId: (typeof schema.conversation.$inferSelect)['id']; cameAt: Date }[];
  readonly rated: { id: string; ratingAskedAt: Date | null }[];
  /** messages that belong to another conversation of their window from now on */
  readonly moved: MovedMessage[];
  readonly metrics: Rows<typeof schema.metricEvent>;
  readonly announcements: NewAnnouncement[];
  readonly consents: Rows<typeof schema.consent>;
  readonly details: Rows<typeof schema.contactDetail>;
  readonly proposals: Rows<typeof schema.proposal>;
  readonly deadlines: Rows<typeof schema.deadline>;
  readonly proposalWords: Rows<typeof schema.proposalWord>;
  /** proposals that go on to the director, or ended */
  readonly proposalSteps: Pick<typeof schema.proposal.$inferSelect, 'id' | 'status' | 'raisedAt' | 'endedAt'>[];
  /** what somebody has to do; one open one of a kind and conversation is enough */
  readonly tasks: Rows<typeof schema.task>;
  /** conversations whose client was named, or named otherwise, and that client: what is to be done for them is for it */
  readonly renamed: Map<string, string>;
  /** clients of whom it is to be looked at who owns them, and when: a conversation was said to be about them, or about another */
  readonly reconsidered: Map<string, Date>;
  /** that the desk proposes: with a client that had none since, for its last salesperson where nobody of sales owns it now */
  readonly meetings: {
    readonly task: typeof schema.task.$inferSelect;
    readonly deadline: typeof schema.deadline.$inferSelect;
    readonly since: Date;
  }[];
  /** questions to finance, as they are to be posted in Slack */
  readonly slackQuestions: Rows<typeof schema.slackQuestion>;
  /** those that were answered: their tasks are done, and their posts say so */
  readonly answeredQuestions: { task: string; at: Date; by: SpecialistId; answer: string }[];
  /** calls for a head's help that ended: their tasks are done by themselves */
  readonly endedCalls: { conversationId: string; kind: string; doneAt: Date; doneBy: SpecialistId | null; result: CallEnd }[];
}

/** A message that changed or went: wherever it was sent, this is to follow. */
export interface OutboxEdit {
  readonly windowId: string;
  readonly seq: number;
  /** number of the change */
  readonly n: number;
  verb: 'edit' | 'delete';
  /** only where colleagues work: nothing of it is the client's */
  internal: boolean;
  /** the account whose messenger it was changed in: there it stands changed already */
  from: string | null;
  readonly dueAt: Date;
}

/** What a channel would not take. */
export interface Refusal {
  readonly windowId: string;
  readonly target: string;
  readonly reason: string;
  /** nothing reaches anybody at the address any more */
  readonly unreachable: boolean;
  /** the message; null: all that waits for the address, which is dead or somebody else's */
  readonly seq: number | null;
  readonly verb: 'send' | 'edit' | 'delete' | 'react';
  /** where the contact can be reached instead */
  readonly instead: string | null;
  readonly at: Date;
}

/** A thread among colleagues, and from which message of the conversation on it shows them; `limit`: the newest so many. */
export interface NewThread {
  readonly row: typeof schema.slackThread.$inferSelect;
  readonly target: string;
  readonly account: string;
  readonly windowId: string;
  from: number;
  readonly limit: number;
  readonly at: Date;
}

/** A stranger who became a client; the name is what they typed at the organisation's question, read where it is stored. */
export interface NewClient {
  readonly id: string;
  readonly size: string;
  readonly stage: string;
  readonly createdAt: Date;
  readonly windowId: string;
  readonly nameSeq: number | null;
  readonly name: string;
}

export function emptyPlan(): Plan {
  return {
    contacts: [],
    identityLinks: [],
    newWindows: [],
    windows: [],
    clients: [],
    contactClients: [],
    ownerships: [],
    newConversations: [],
    conversations: [],
    events: [],
    messages: [],
    edits: [],
    reactions: [],
    refs: [],
    fetches: [],
    fetched: [],
    attached: [],
    newTurns: [],
    answeredTurns: [],
    newHolds: [],
    closedTurns: [],
    endedHolds: [],
    lapsedHolds: [],
    snapshots: [],
    assignments: [],
    failedSearches: [],
    searchesAgain: [],
    loads: [],
    timers: new Map(),
    clearedTimers: new Map(),
    outbox: [],
    outboxEdits: [],
    refusals: [],
    reachable: [],
    newThreads: [],
    threads: [],
    ratings: [],
    came: [],
    rated: [],
    moved: [],
    metrics: [],
    announcements: [],
    consents: [],
    details: [],
    proposals: [],
    deadlines: [],
    proposalWords: [],
    proposalSteps: [],
    tasks: [],
    renamed: new Map(),
    reconsidered: new Map(),
    meetings: [],
    slackQuestions: [],
    answeredQuestions: [],
    endedCalls: [],
  };
}
