import { newestAnswered } from '../../db/batch/answered.ts';
import type { Queries } from '../../db/db.ts';
import type { Arrival } from './arrival.ts';
import type { WindowDraft } from './draft.ts';
import { unique } from './order.ts';

/** Where an answer may turn out never to arrive, the turn it answered is looked up. */
export async function readAnswered(tx: Queries, arrivals: readonly Arrival[], windows: readonly WindowDraft[]): Promise<void> {
  const concerned = unique(
    arrivals.flatMap(({ kind, submission, windowId }) => (kind.readsAnswered?.(submission) && windowId !== null ? windowId : [])),
    String,
  );
  const found = new Map((await newestAnswered(tx, concerned)).map((each) => [each.conversationId, each]));
  for (const each of windows.flatMap((window) => window.conversations)) each.answered = found.get(each.row.id) ?? null;
}
