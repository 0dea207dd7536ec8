import type { AccountId, Seq } from '../../domain/ids.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';
import type { Fetch } from '../submissions/submission.ts';

/** Files of a message whose bytes are still with a messenger: they are fetched once this is committed. */
export function addFetches(batch: Batch, window: WindowDraft, seq: Seq, accountId: AccountId, files: readonly Fetch[]): void {
  for (const { id, remote } of files) {
    batch.plan.fetches.push({
      attachmentId: id,
      accountId,
      windowId: window.row.id,
      seq,
      remote,
      attempts: 0,
      dueAt: batch.now,
      leasedBy: null,
    });
  }
}
