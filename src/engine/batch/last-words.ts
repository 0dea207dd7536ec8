import { lastWordsOf } from '../../db/batch/unanswered.ts';
import type { Queries } from '../../db/db.ts';
import type { Arrival } from './arrival.ts';
import type { WindowDraft } from './draft.ts';
import { unique } from './order.ts';

/** Where a client's words may go over to another conversation, what they said last in each is read. */
export async function readLastWords(tx: Queries, arrivals: readonly Arrival[], windows: readonly WindowDraft[]): Promise<void> {
  const concerned = unique(
    arrivals.flatMap(({ kind, submission, windowId }) => (kind.readsLastWords?.(submission) && windowId !== null ? windowId : [])),
    String,
  );
  const found = Map.groupBy(await lastWordsOf(tx, concerned), (each) => each.conversationId);
  for (const each of windows.flatMap((window) => window.conversations)) each.lastWords = found.get(each.row.id) ?? [];
}
