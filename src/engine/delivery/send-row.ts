import type { Seq } from '../../domain/ids.ts';
import type { Audience, Author } from '../../domain/message.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';

/** A message that is to leave for a target; its number is its place in the lane. People's words go before those of the desk itself. */
export function sendRow(
  batch: Batch,
  window: WindowDraft,
  { target, audience, seq, author }: { readonly target: string; readonly audience: Audience; readonly seq: Seq; readonly author: Author },
) {
  return {
    windowId: window.row.id,
    target,
    n: seq,
    verb: 'send',
    audience,
    seq,
    dependsOn: null,
    urgent: author !== 'system',
    status: 'waiting',
    attempts: 0,
    dueAt: batch.now,
    leasedBy: null,
    leasedUntil: null,
    doneAt: null,
    reason: null,
  };
}
