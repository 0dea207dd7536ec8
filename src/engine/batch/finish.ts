import type { Hint, Topic } from '../../live/live.ts';
import { type Batch, type ConversationDraft, departmentId, departmentKey, type LoadBook, type WindowDraft } from './draft.ts';
import { linkRow } from './strangers.ts';

/** Turns what changed in memory into rows to write. */
export function finish(batch: Batch, book: LoadBook | null): void {
  const { plan } = batch;
  for (const window of batch.windows) {
    if (window.isNew) addNewWindow(batch, window);
    else if (hasChanged(window)) plan.windows.push(window.row);
    for (const conversation of window.conversations) {
      if (conversation.isTouched) showInThread(batch, conversation);
      if (conversation.isNew) plan.newConversations.push(conversation.row);
      else if (conversation.isTouched) plan.conversations.push(withUnits(conversation));
    }
  }
  for (const row of book?.changed ?? []) {
    plan.loads.push({
      specialistId: row.specialist,
      departmentId: departmentId(batch.company, row.department),
      caseUnits: row.cases,
      portfolioUnits: row.portfolio,
    });
  }
}

/** Reserved units that stay as they are, are left as they are. */
function withUnits({ row, before }: ConversationDraft) {
  return { ...row, caseUnits: row.caseUnits === before.units ? null : row.caseUnits };
}

function addNewWindow(batch: Batch, window: WindowDraft): void {
  if (window.conversations.length === 0 || window.newIdentity === null) return;
  const { id, name, language } = window.contact;
  batch.plan.newWindows.push(window.row);
  batch.plan.contacts.push({
    id,
    windowId: window.row.id,
    name,
    language,
    email: null,
    phone: null,
    siteId: null,
    telegramId: null,
    createdAt: batch.now,
    ratingAskedAt: window.contact.ratingAskedAt,
    erasedAt: null,
  });
  batch.plan.identityLinks.push(linkRow(batch, window.newIdentity.id, id, 'first-message'));
}

/** The card in its thread is to show the conversation as it is now. */
function showInThread({ plan, now }: Batch, { row, thread }: ConversationDraft): void {
  if (thread === null) return;
  const fresh = plan.newThreads.find((each) => each.row.id === thread.id);
  if (fresh !== undefined) fresh.row.wanted = row.version;
  else plan.threads.push({ id: thread.id, wanted: row.version, dueAt: now, endedAt: null });
}

function hasChanged({ row, stored }: WindowDraft): boolean {
  if (stored === null) return false;
  const { lastSeq, seenSeq, lastChange, chosenClientId } = stored;
  return row.lastSeq !== lastSeq || row.seenSeq !== seenSeq || row.lastChange !== lastChange || row.chosenClientId !== chosenClientId;
}

export interface Notices {
  /** who is notified once it is committed */
  readonly hints: readonly Hint[];
  /** there are new rows in the outbox */
  readonly hasMail: boolean;
  /** there are files to fetch */
  readonly hasFetches: boolean;
  /** departments where a place came free */
  readonly freed: readonly string[];
}

export function noticesOf(batch: Batch): Notices {
  const hints: Hint[] = [];
  for (const window of batch.windows) {
    const touched = window.conversations.filter((each) => each.isTouched);
    if (touched.length > 0 || hasChanged(window)) hints.push({ topic: `window:${window.row.id}` });
    for (const each of touched) {
      for (const topic of topicsOf(batch, each)) hints.push({ topic, conversation: each.row.id, version: each.row.version });
    }
  }
  return {
    hints,
    hasFetches: batch.plan.fetches.length > 0,
    hasMail: batch.plan.outbox.length + batch.plan.outboxEdits.length + batch.plan.refusals.length > 0,
    freed: [...batch.freed],
  };
}

/** The desks concerned: whoever has it and its department, those it has just left, and who has something to do for it. */
function topicsOf(batch: Batch, { row, before }: ConversationDraft): ReadonlySet<Topic> {
  const topics = new Set<Topic>(['all', `department:${departmentKey(batch.company, row.departmentId)}`, `department:${before.department}`]);
  const tasks = batch.plan.tasks.filter((each) => each.conversationId === row.id).map((each) => each.specialistId);
  for (const specialist of [row.specialistId, before.specialist, ...tasks]) if (specialist !== null) topics.add(`specialist:${specialist}`);
  return topics;
}
