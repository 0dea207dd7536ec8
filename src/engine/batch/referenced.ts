import { lastClientMessages, loadMessages } from '../../db/batch/refs.ts';
import type { Queries } from '../../db/db.ts';
import type { ConversationId, Seq } from '../../domain/ids.ts';
import { type Arrival, refsOf, refText } from './arrival.ts';
import type { Batch, WindowDraft } from './draft.ts';
import { unique } from './order.ts';

/**
 * Reads, under the windows' locks, the stored messages that submissions point at, and of windows where several conversations are
 * open who wrote last in each. An ordinary message points at nothing, so nothing is read for it.
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
  const [messages, spoken] = await Promise.all([
    loadMessages(
      tx,
      unique(places, ({ windowId, seq }) => `${windowId} ${seq}`),
    ),
    lastClientMessages(
      tx,
      busy.map((each) => each.row.id as ConversationId),
    ),
  ]);
  const drafts = new Map(windows.map((each) => [each.row.id, each]));
  for (const each of messages) drafts.get(each.windowId)?.messages.set(each.seq, each);
  const spokeAt = new Map(spoken.map((each) => [each.conversationId as string, each.seq]));
  for (const each of busy) each.spoke = spokeAt.get(each.row.id) ?? 0;
}

function referencedBy(batch: Batch, { submission }: Arrival, window: WindowDraft): Seq[] {
  switch (submission.type) {
    case 'undelivered':
    case 'fetched':
      return [submission.seq];
    case 'desk': {
      const { command } = submission;
      if (command.type === 'edit' || command.type === 'delete') return [command.seq];
      return (command.type === 'reply' || command.type === 'note') && command.quote !== undefined ? [command.quote] : [];
    }
    default:
      return refsOf(batch, submission).flatMap((each) => window.refs.get(refText(each)) ?? []);
  }
}
