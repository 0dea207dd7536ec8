import type { RefKey } from '../db/refs.ts';
import type { Seq } from '../domain/ids.ts';
import { refText } from './arrival.ts';
import type { Batch, WindowDraft } from './draft.ts';

/** Keeps where a message stands in a channel. What stands there already stays: a place is given once. */
export function noteRef(batch: Batch, window: WindowDraft, at: RefKey, seq: Seq): void {
  const key = refText(at);
  if (window.refs.has(key)) return;
  window.refs.set(key, seq);
  batch.plan.refs.push({ accountId: at.accountId, chat: at.chat, externalId: at.id, windowId: window.row.id, seq });
}
