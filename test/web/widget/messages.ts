import type { ChatMessage } from '../../../src/http/chat/protocol.ts';
import type { Pending } from '../../../src/web/widget/state/pending.ts';
import { emptyThread, reduceThread, type Thread, type ThreadAction } from '../../../src/web/widget/state/thread.ts';

export const noon = Date.UTC(2026, 2, 3, 12);

export function message(seq: number, more: Partial<ChatMessage> = {}): ChatMessage {
  const at = new Date(noon + seq * 1000).toISOString();
  return { seq, from: 'specialist', name: 'Anna', text: `text ${seq}`, at, edited: false, deleted: false, ...more };
}

export function own(seq: number, id: string, more: Partial<ChatMessage> = {}): ChatMessage {
  const at = new Date(noon + seq * 1000).toISOString();
  return { seq, id, from: 'client', text: `from ${id}`, at, edited: false, deleted: false, ...more };
}

export function pending(id: string, more: Partial<Pending> = {}): Pending {
  return { id, text: `from ${id}`, at: noon, state: 'sending', ...more };
}

export function threadAfter(...actions: readonly ThreadAction[]): Thread {
  return actions.reduce(reduceThread, emptyThread);
}
