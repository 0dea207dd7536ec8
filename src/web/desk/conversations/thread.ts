import type { ConversationCard, ConversationView } from '../../../http/desk/conversations/card-contract.ts';
import type { DeskMessage } from '../../../http/desk/conversations/message.ts';

export interface Thread {
  readonly phase: 'loading' | 'ready' | 'forbidden' | 'missing' | 'failed';
  readonly card: ConversationCard | null;
  /** oldest first, each once */
  readonly messages: readonly DeskMessage[];
  /** there are earlier ones on the server */
  readonly more: boolean;
  readonly loadingOlder: boolean;
}

export const emptyThread: Thread = { phase: 'loading', card: null, messages: [], more: false, loadingOlder: false };

export const messageKey = (message: DeskMessage): string => `${message.conversation}:${message.seq}`;

/**
 * Two sets of messages as one, in order of their place. Of two copies the one with the newer change stays; where that is the same,
 * the one that was read later: how far a message has come is no change of it.
 */
export function merged(known: readonly DeskMessage[], arrived: readonly DeskMessage[]): readonly DeskMessage[] {
  const all = new Map(known.map((message) => [messageKey(message), message]));
  for (const message of arrived) {
    const copy = all.get(messageKey(message));
    if (copy === undefined || copy.changed <= message.changed) all.set(messageKey(message), message);
  }
  return [...all.values()].sort((a, b) => a.seq - b.seq || a.changed - b.changed);
}

const lastSeq = (messages: readonly DeskMessage[]): number => messages.at(-1)?.seq ?? 0;

export const newestChange = (messages: readonly DeskMessage[]): number =>
  messages.reduce((newest, each) => Math.max(newest, each.changed), 0);

/**
 * What the server shows now, laid over what is on the screen. After a long absence the newest page may not reach down to
 * what we hold: then the old part goes, since a hole in a thread must never look like a whole.
 */
export function refreshed(thread: Thread, view: ConversationView): Thread {
  const stale = thread.card !== null && thread.card.version > view.conversation.version;
  const card = stale ? thread.card : view.conversation;
  const oldest = view.messages[0]?.seq ?? 0;
  const hole =
    view.more && thread.messages.length > 0 && oldest > lastSeq(thread.messages) + 1 && !view.messages.some((each) => holds(thread, each));
  const kept = hole ? [] : thread.messages.filter((each) => !isGone(each, view));
  const reachesDeeper = kept.length > 0 && (kept[0]?.seq ?? 0) < oldest;
  return { ...thread, phase: 'ready', card, messages: merged(kept, view.messages), more: reachesDeeper ? thread.more : view.more };
}

/** What the newest page leaves out is not of this contact's history any more: two who were taken for one are two again. */
const isGone = (message: DeskMessage, { messages, more }: ConversationView): boolean =>
  message.seq <= lastSeq(messages) &&
  (!more || message.seq > (messages[0]?.seq ?? 0)) &&
  !messages.some((each) => messageKey(each) === messageKey(message));

const holds = (thread: Thread, message: DeskMessage): boolean => thread.messages.some((each) => messageKey(each) === messageKey(message));

export const withOlder = (thread: Thread, older: readonly DeskMessage[], more: boolean): Thread => ({
  ...thread,
  loadingOlder: false,
  more,
  messages: merged(thread.messages, older),
});

export const withChanged = (thread: Thread, changed: readonly DeskMessage[]): Thread => ({
  ...thread,
  messages: merged(thread.messages, changed),
});

/** Tells whether a hint is news for the thread on the screen: it shows all of the contact's conversations, not just the open one. */
export function concerns(id: string, thread: Thread, hint: { readonly conversation: string; readonly version: number }): boolean {
  if (hint.conversation === id) return thread.card === null || hint.version >= thread.card.version;
  return thread.messages.some((message) => message.conversation === hint.conversation);
}
