import type { MessageBody } from '../../domain/message.ts';
import { account, refKey } from '../batch/arrival.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { addFetches } from '../delivery/arrived-files.ts';
import { noteRef } from '../delivery/refs.ts';
import { messageAt } from '../delivery/rewrite.ts';
import type { DeskAction, Fetch, Words } from '../submissions/submission.ts';

/** What a specialist wrote, as it is kept. */
export type Written = Pick<MessageBody, 'text' | 'marks' | 'attachments' | 'quote'>;

/** `audience`: an internal message is no answer's quote, the client never saw it. */
export function writtenOf(batch: Batch, window: WindowDraft, words: Words, audience: 'client' | 'internal'): Written {
  const { text, marks, attachments, quote } = words;
  const quoted = quote === undefined ? undefined : messageAt(batch, window, quote);
  const isShown = quoted !== undefined && (audience === 'internal' || quoted.audience === 'client');
  return {
    text,
    ...(marks === undefined || marks.length === 0 ? {} : { marks }),
    ...(attachments === undefined ? {} : { attachments }),
    ...(isShown ? { quote: quoted.seq } : {}),
  };
}

/** Changed in a messenger, where it stands: there it reads so already. */
export function changedThere(batch: Batch, window: WindowDraft, handled: Handled, origin: DeskAction['origin']): Handled {
  if (origin === undefined || handled.type === 'refused') return handled;
  const { seq } = handled;
  const change = batch.plan.outboxEdits.find((each) => each.windowId === window.row.id && each.seq === seq);
  if (change !== undefined) change.from = account(batch, origin.account);
  return handled;
}

/** Written in a messenger: the message stands there already, so it is not shown there again, and its files are fetched from there. */
export function cameFrom(
  batch: Batch,
  window: WindowDraft,
  handled: Handled,
  origin: DeskAction['origin'],
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
