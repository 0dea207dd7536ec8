import { searchedInVain } from '../../db/batch/searched.ts';
import type { Queries } from '../../db/db.ts';
import type { Arrival } from './arrival.ts';
import type { WindowDraft } from './draft.ts';

/**
 * Whatever is about a conversation that waits in a queue may have a person sought for it once more: what searches came to since its last
 * event is looked up, so that the same again is counted.
 */
export async function readSearched(tx: Queries, arrivals: readonly Arrival[], windows: readonly WindowDraft[]): Promise<void> {
  const named = new Set(arrivals.flatMap(({ kind, submission }) => kind.conversation?.(submission) ?? []));
  const queued = windows.flatMap(({ conversations }) => conversations).filter(({ row }) => row.status === 'queued' && named.has(row.id));
  const found = await searchedInVain(
    tx,
    queued.map(({ row }) => row.id),
  );
  const outcomes = Map.groupBy(found, (each) => each.conversationId);
  for (const { row, searchedInVain: known } of queued) for (const { outcome } of outcomes.get(row.id) ?? []) known.add(outcome);
}
