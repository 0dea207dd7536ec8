import { searchedInVain } from '../../db/batch/searched.ts';
import type { Queries } from '../../db/db.ts';
import type { Arrival } from './arrival.ts';
import type { WindowDraft } from './draft.ts';

/** Where a person is sought once more, what it came to since the conversation's last event is looked up. */
export async function readSearched(tx: Queries, arrivals: readonly Arrival[], windows: readonly WindowDraft[]): Promise<void> {
  const again = new Set(arrivals.flatMap(({ kind, submission }) => kind.searchesAgain?.(submission) ?? []));
  const found = Map.groupBy(await searchedInVain(tx, [...again]), (each) => each.conversationId);
  for (const { row, searchedInVain: known } of windows.flatMap((window) => window.conversations))
    for (const { outcome } of found.get(row.id) ?? []) known.add(outcome);
}
