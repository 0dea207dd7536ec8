import type { StoredMessage } from '../../db/batch/refs.ts';
import type { ContactId, ConversationId, Seq } from '../../domain/ids.ts';
import type { Audience, Author, MessageBody, Reaction } from '../../domain/message.ts';
import { type Batch, touch, type WindowDraft } from '../batch/draft.ts';

export interface Rewritten {
  readonly body: MessageBody;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
  /** what is to be done wherever it was sent */
  readonly verb: 'edit' | 'delete';
}

/** A message as it is by now: of this batch, or stored and read for it. */
export function messageAt(batch: Batch, window: WindowDraft, seq: Seq): StoredMessage | undefined {
  const fresh = batch.plan.messages.find((each) => each.windowId === window.row.id && each.seq === seq);
  if (fresh === undefined) return window.messages.get(seq);
  return {
    windowId: window.row.id,
    seq,
    conversationId: fresh.conversationId as ConversationId,
    clientId: null,
    author: fresh.author as Author,
    authorId: fresh.authorId as ContactId | null,
    audience: fresh.audience as Audience,
    body: fresh.body as MessageBody | null,
    editedAt: fresh.editedAt,
    deletedAt: fresh.deletedAt,
    withheldAt: fresh.withheldAt,
    reactions: fresh.reactions as readonly Reaction[] | null,
  };
}

/** Puts other words in a message's place, or none. Wherever it was sent, the change follows it; what has not left yet leaves as it is now. */
export function rewrite(batch: Batch, window: WindowDraft, seq: Seq, { body, editedAt, deletedAt, verb }: Rewritten): void {
  const { plan } = batch;
  const isIt = (each: { readonly windowId: string; readonly seq: number }) => each.windowId === window.row.id && each.seq === seq;
  const unwritten = plan.messages.find(isIt);
  if (unwritten !== undefined) {
    Object.assign(unwritten, { body, editedAt: unwritten.author === 'system' ? null : editedAt, deletedAt });
    if (verb === 'delete') plan.outbox.splice(0, plan.outbox.length, ...plan.outbox.filter((each) => !isIt(each)));
    return;
  }
  const stored = window.messages.get(seq);
  if (stored !== undefined) window.messages.set(seq, { ...stored, body, editedAt, deletedAt });
  // Nobody has read what this batch wrote there before: one edit of a message is enough, with the last words.
  const earlier = plan.edits.find(isIt);
  if (earlier !== undefined) Object.assign(earlier, { body, editedAt, deletedAt });
  else plan.edits.push({ windowId: window.row.id, seq, body, changed: nextChange(window), editedAt, deletedAt });
  follow(batch, window, seq, { verb, internal: false });
}

/** The emoji under a message; colleagues see them, nothing of it goes to the client. */
export function rereact(batch: Batch, window: WindowDraft, seq: Seq, reactions: readonly Reaction[]): void {
  const { plan } = batch;
  const isIt = (each: { readonly windowId: string; readonly seq: number }) => each.windowId === window.row.id && each.seq === seq;
  const kept = reactions.length === 0 ? null : reactions;
  const unwritten = plan.messages.find(isIt);
  if (unwritten !== undefined) {
    unwritten.reactions = kept;
    return;
  }
  const stored = window.messages.get(seq);
  if (stored !== undefined) window.messages.set(seq, { ...stored, reactions: kept });
  const earlier = plan.reactions.find(isIt);
  if (earlier !== undefined) earlier.reactions = kept;
  else plan.reactions.push({ windowId: window.row.id, seq, reactions: kept, changed: nextChange(window) });
  follow(batch, window, seq, { verb: 'edit', internal: true });
}

/** Something about the message is new that is not part of it, such as how it fared: whoever shows it reads it again. */
export function showAgain(batch: Batch, window: WindowDraft, { seq, reactions }: StoredMessage): void {
  const { plan } = batch;
  if (plan.messages.some((each) => each.windowId === window.row.id && each.seq === seq)) return;
  if (plan.reactions.some((each) => each.windowId === window.row.id && each.seq === seq)) return;
  plan.reactions.push({ windowId: window.row.id, seq, reactions, changed: nextChange(window) });
}

/** The desks that show the message's conversation are notified. */
export function touchOf(window: WindowDraft, { conversationId }: Pick<StoredMessage, 'conversationId'>): void {
  const conversation = window.conversations.find((each) => each.row.id === conversationId);
  if (conversation !== undefined) touch(conversation);
}

function nextChange(window: WindowDraft): Seq {
  const changed = ++window.row.lastSeq;
  window.row.lastChange = changed;
  return changed;
}

function follow(batch: Batch, window: WindowDraft, seq: Seq, { verb, internal }: { verb: 'edit' | 'delete'; internal: boolean }): void {
  const earlier = batch.plan.outboxEdits.find((each) => each.windowId === window.row.id && each.seq === seq);
  if (earlier === undefined) {
    batch.plan.outboxEdits.push({ windowId: window.row.id, seq, n: window.row.lastSeq, verb, internal, from: null, dueAt: batch.now });
    return;
  }
  if (verb === 'delete') earlier.verb = verb;
  earlier.internal &&= internal;
}
