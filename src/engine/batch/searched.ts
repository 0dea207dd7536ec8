import { searchedInVain } from '../../db/batch/searched.ts';
import type { Queries } from '../../db/db.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Arrival } from './arrival.ts';
import type { WindowDraft } from './draft.ts';

/**
 * Whatever is about a conversation that waits in a queue may have a person sought for it once more: what searches came to since its last
 * event is looked up, so that the same again is counted.
 */
export function readSearched(tx: Queries, arrivals: readonly Arrival[], windows: readonly WindowDraft[]): Promise<void> {
  return readInVain(tx, new Set(arrivals.flatMap(({ kind, submission }) => kind.conversation?.(submission) ?? [])), windows);
}

/** Reads what searches in vain came to since the last event of those of these conversations that wait in a queue. */
export async function readInVain(tx: Queries, named: ReadonlySet<ConversationId>, windows: readonly WindowDraft[]): Promise<void> {
  const queued = windows.flatMap(({ conversations }) => conversations).filter(({ row }) => row.status === 'queued' && named.has(row.id));
  const found = await searchedInVain(
    tx,
    queued.map(({ row }) => row.id),
  );
  const outcomes = Map.groupBy(found, (each) => each.conversationId);
  for (const { row, searchedInVain: known } of queued) for (const { outcome } of outcomes.get(row.id) ?? []) known.add(outcome);
}
