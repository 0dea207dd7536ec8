import type { DepartmentKey } from '../../domain/department.ts';
import type { ClientId, ConversationId } from '../../domain/ids.ts';
import type { Track } from '../../domain/track.ts';
import { type Batch, type ConversationDraft, departmentId, untouched, type WindowDraft } from '../batch/draft.ts';
import type { Reach } from '../batch/outcome.ts';

/** What a new conversation is about. */
export interface NewMatter {
  readonly department: DepartmentKey;
  readonly track?: Track;
  /** of the contact's clients the one it is for; null: of none, or that is not said yet */
  readonly client: ClientId | null;
}

/** A conversation that is about to be opened in a window; `reach` is where the client is written to. */
export function draftNew(
  batch: Batch,
  window: WindowDraft,
  reach: Reach,
  { department, track = 'general', client }: NewMatter,
): ConversationDraft {
  const conversation: ConversationDraft = {
    row: newRow(batch, window, reach, { department, track, client }),
    flow: batch.company.flow,
    window,
    isNew: true,
    ...untouched(),
    before: { specialist: null, department, units: 0 },
    reserved: null,
  };
  window.conversations.push(conversation);
  return conversation;
}

function newRow(
  { company, now, newId }: Batch,
  window: WindowDraft,
  reach: Reach,
  { department, track, client }: Required<NewMatter>,
): ConversationDraft['row'] {
  const { flow } = company;
  return {
    id: newId<'conversation'>() as ConversationId,
    windowId: window.row.id,
    contactId: window.contact.id,
    clientId: client,
    departmentId: departmentId(company, department),
    specialistId: null,
    status: 'asking',
    track,
    topic: null,
    chosenSeq: null,
    flow: flow.name,
    flowVersion: flow.version,
    treeHash: company.treeHash,
    state: null,
    version: 0,
    events: 0,
    caseUnits: 0,
    placeDepartmentId: null,
    ...reach,
    turns: 0,
    openTurnId: null,
    openHolds: 0,
    notices: null,
    openedAt: now,
    waitingSince: null,
    lastMessageAt: now,
    preview: '',
    standInId: null,
    replacedId: null,
    headCalls: null,
    questions: null,
    overPortfolioBy: null,
    origin: 'live',
    proposed: null,
    dueAt: null,
    joinedInto: null,
    resolvedAt: null,
    closedAt: null,
  };
}
