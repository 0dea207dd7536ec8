import { lastHumanWords, loadMessages } from '../../db/batch/refs.ts';
import type { Queries } from '../../db/db.ts';
import type { Seq } from '../../domain/ids.ts';
import { type Arrival, refText } from './arrival.ts';
import type { Batch, WindowDraft } from './draft.ts';
import { unique } from './order.ts';

/**
 * Reads, under the windows' locks, the stored messages that submissions refer to, and of windows where several conversations are
 * open who wrote last in each. An ordinary message refers to nothing, so nothing is read for it.
 */
export async function loadReferenced(
  tx: Queries,
  batch: Batch,
  arrivals: readonly Arrival[],
  windows: readonly WindowDraft[],
): Promise<void> {
  const places = arrivals.flatMap((each) => {
    const { window } = each;
    if (window === null) return [];
    return referencedBy(batch, each, window).map((seq) => ({ windowId: window.row.id, seq }));
  });
  const busy = windows.filter((each) => each.conversations.length > 1).flatMap((each) => each.conversations);
  if (places.length === 0 && busy.length === 0) return;
  const [messages, words] = await Promise.all([
    loadMessages(
      tx,
      unique(places, ({ windowId, seq }) => `${windowId} ${seq}`),
    ),
    lastHumanWords(
      tx,
      busy.map((each) => each.row.id),
    ),
  ]);
  const drafts = new Map(windows.map((each) => [each.row.id, each]));
  for (const each of messages) drafts.get(each.windowId)?.messages.set(each.seq, each);
  const spoken = new Map(words.map((each) => [each.conversationId, each]));
  for (const each of busy) {
    each.lastReply = Number(spoken.get(each.row.id)?.reply ?? 0);
    each.lastWord = Number(spoken.get(each.row.id)?.word ?? 0);
  }
}

function referencedBy(batch: Batch, { kind, submission }: Arrival, window: WindowDraft): readonly Seq[] {
  const named = kind.refs?.(batch, submission).flatMap((each) => window.refs.get(refText(each)) ?? []) ?? [];
  const other = kind.messages?.(submission) ?? [];
  return named.length === 0 ? other : [...named, ...other];
}
