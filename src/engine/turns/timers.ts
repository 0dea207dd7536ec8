import type { Batch, ConversationDraft } from '../batch/draft.ts';

/** A timer's place in the plan. */
export function timerKey(conversation: string, key: string): string {
  return `${conversation} ${key}`;
}

/**
 * Sets a timer of the conversation, or moves it. The number of the event is its generation: a new one every time, so a generation
 * that fired or was cleared never comes again.
 */
export function setTimer({ plan }: Batch, { row }: ConversationDraft, key: string, dueAt: Date, raised: { readonly type: string }): void {
  plan.clearedTimers.delete(timerKey(row.id, key));
  plan.timers.set(timerKey(row.id, key), { conversationId: row.id, key, generation: row.events, dueAt, raised });
}

export function clearTimer({ plan }: Batch, { row }: ConversationDraft, key: string): void {
  plan.timers.delete(timerKey(row.id, key));
  plan.clearedTimers.set(timerKey(row.id, key), { conversationId: row.id, key });
}

/** What came before it in the batch has set the timer anew, or has no more need of it. */
export function isMoved({ plan }: Batch, { row }: ConversationDraft, key: string): boolean {
  return plan.timers.has(timerKey(row.id, key)) || plan.clearedTimers.has(timerKey(row.id, key));
}
