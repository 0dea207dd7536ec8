import type { RefKey } from '../../db/batch/refs.ts';
import type { Seq } from '../../domain/ids.ts';
import { refText } from '../batch/arrival.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';

/** Keeps where a message stands in a channel. What stands there already stays: a place is given once. */
export function noteRef(batch: Batch, window: WindowDraft, at: RefKey, seq: Seq): void {
  const key = refText(at);
  if (window.refs.has(key)) return;
  window.refs.set(key, seq);
  batch.plan.refs.push({ accountId: at.accountId, chat: at.chat, externalId: at.id, windowId: window.row.id, seq });
}
