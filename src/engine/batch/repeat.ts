import { findByClientKey } from '../../db/batch/load.ts';
import type { Queries } from '../../db/db.ts';
import type { Outcome } from '../submissions/submission.ts';
import type { Arrival } from './arrival.ts';

/** Already done is done: a repeat of another flush is answered like the first, from what is stored. `now`: where nothing of it is found. */
export async function answerRepeat(tx: Queries, { kind, submission, windowId }: Arrival, now: Date): Promise<Outcome> {
  if (windowId === null) return { type: 'refused', code: 'unknown-conversation' };
  const clientKey = kind.clientKey?.(submission);
  const stored = clientKey === undefined ? null : await findByClientKey(tx, windowId, clientKey);
  return {
    type: 'accepted',
    conversation: stored?.conversationId ?? kind.conversation?.(submission) ?? null,
    window: windowId,
    seq: stored?.seq ?? null,
    at: stored?.receivedAt ?? now,
    duplicate: true,
    // What stands among the internal messages, but was meant for the client, was kept inside.
    ...(stored?.inside && kind.isForClient?.(submission) && { keptInside: true }),
  };
}
