import type { Seq } from '../../domain/ids.ts';
import { account, refKey } from '../batch/arrival.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { addFetches } from '../delivery/arrived-files.ts';
import { noteRef } from '../delivery/refs.ts';
import type { Fetch } from '../submissions/command.ts';
import type { Origin } from '../submissions/desk.ts';

/** Changed in a messenger, where it stands: there it reads so already. */
export function skipOrigin(batch: Batch, window: WindowDraft, seq: Seq, origin: Origin | undefined): void {
  if (origin === undefined) return;
  const change = batch.plan.outboxEdits.find((each) => each.windowId === window.row.id && each.seq === seq);
  if (change !== undefined) change.from = account(batch, origin.account);
}

/** Written in a messenger: the message stands there already, so it is not shown there again, and its files are fetched from there. */
export function noteOrigin(
  batch: Batch,
  window: WindowDraft,
  handled: Handled,
  origin: Origin | undefined,
  fetches: readonly Fetch[] = [],
): Handled {
  if (origin === undefined || handled.type === 'refused' || handled.seq === null) return handled;
  const { seq } = handled;
  const accountId = account(batch, origin.account);
  const { outbox } = batch.plan;
  const isMirror = (row: (typeof outbox)[number]) =>
    row.windowId === window.row.id && row.seq === seq && row.audience === 'internal' && row.target.startsWith(`${accountId}:`);
  outbox.splice(0, outbox.length, ...outbox.filter((row) => !isMirror(row)));
  noteRef(batch, window, refKey(batch, origin.account, origin), seq);
  addFetches(batch, window, seq, accountId, fetches);
  return handled;
}
