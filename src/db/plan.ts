import type * as schema from './schema.ts';

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
  readonly edits: Pick<typeof schema.message.$inferSelect, 'windowId' | 'seq' | 'body' | 'changed' | 'editedAt'>[];
  /** files that now belong to a message */
  readonly attached: Pick<typeof schema.attachment.$inferSelect, 'id' | 'windowId' | 'seq'>[];
  readonly newTurns: Rows<typeof schema.turn>;
  readonly answeredTurns: Pick<typeof schema.turn.$inferSelect, 'id' | 'answeredAt' | 'answeredSeq' | 'answeredBy'>[];
  readonly newHolds: Rows<typeof schema.turnHold>;
  readonly endedHolds: Pick<typeof schema.turnHold.$inferSelect, 'turnId' | 'n' | 'until' | 'ended'>[];
  readonly snapshots: Rows<typeof schema.rosterSnapshot>;
  readonly assignments: Rows<typeof schema.assignment>;
  readonly loads: Pick<typeof schema.specialistLoad.$inferSelect, 'specialistId' | 'departmentId' | 'caseUnits' | 'portfolioUnits'>[];
  readonly timers: Map<string, typeof schema.timer.$inferSelect>;
  readonly clearedTimers: Map<string, { conversationId: string; key: string }>;
  readonly outbox: Rows<typeof schema.outbox>;
  readonly outboxEdits: Rows<typeof schema.outbox>;
  readonly metrics: Rows<typeof schema.metricEvent>;
  readonly consents: Rows<typeof schema.consent>;
  readonly details: Rows<typeof schema.contactDetail>;
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
    attached: [],
    newTurns: [],
    answeredTurns: [],
    newHolds: [],
    endedHolds: [],
    snapshots: [],
    assignments: [],
    loads: [],
    timers: new Map(),
    clearedTimers: new Map(),
    outbox: [],
    outboxEdits: [],
    metrics: [],
    consents: [],
    details: [],
  };
}
