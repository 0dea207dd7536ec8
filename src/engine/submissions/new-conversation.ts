import type { DepartmentKey } from '../../domain/department.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Track } from '../../domain/track.ts';
import { type Batch, type ConversationDraft, departmentId, type WindowDraft } from '../batch/draft.ts';
import type { Reach } from '../batch/outcome.ts';

/** A conversation that is about to be opened in a window; `reach` is where the client is written to. */
export function draftNew(
  batch: Batch,
  window: WindowDraft,
  reach: Reach,
  department: DepartmentKey,
  track: Track = 'general',
): ConversationDraft {
  const { company, now } = batch;
  const { flow } = company;
  const conversation: ConversationDraft = {
    row: {
      id: batch.newId<'conversation'>() as ConversationId,
      windowId: window.row.id,
      contactId: window.contact.id,
      clientId: window.client?.id ?? null,
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
      tellSeq: null,
      notices: null,
      openedAt: now,
      waitingSince: null,
      lastMessageAt: now,
      preview: '',
      standInId: null,
      replacedId: null,
      headCalls: null,
      overPortfolioBy: null,
      proposed: null,
      dueAt: null,
      joinedInto: null,
      resolvedAt: null,
      closedAt: null,
    },
    flow,
    window,
    isNew: true,
    isTouched: false,
    before: { specialist: null, department, units: 0 },
    reserved: null,
    newTurn: null,
    newHold: null,
    answered: null,
    thread: null,
    lastReply: 0,
    searchedInVain: new Set(),
  };
  window.conversations.push(conversation);
  return conversation;
}
