import type { ConversationList, ConversationRow } from '../../../http/desk/conversations/conversation-list.ts';
import { foundIn } from '../kit/found-in.ts';

export interface List {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly rows: readonly ConversationRow[];
  readonly nextCursor: string | null;
  readonly counts: ConversationList['counts'];
}

export const emptyList: List = { phase: 'loading', rows: [], nextCursor: null, counts: { mine: 0, waiting: 0, queue: 0 } };

/** Puts pages of one list together. A row that moved between two pages while they were read counts once. */
export function joined(pages: readonly ConversationList[]): Omit<List, 'phase'> {
  const rows = new Map<string, ConversationRow>();
  for (const row of pages.flatMap((page) => page.conversations)) {
    const known = rows.get(row.id);
    if (known === undefined || known.version < row.version) rows.set(row.id, row);
  }
  const last = pages.at(-1);
  return { rows: [...rows.values()], nextCursor: last?.nextCursor ?? null, counts: pages[0]?.counts ?? last?.counts ?? emptyList.counts };
}

/** Keeps the rows that hold every word typed: in the name, the preview, the person or the department. */
export function filtered(rows: readonly ConversationRow[], filter: string): readonly ConversationRow[] {
  if (filter.trim() === '') return rows;
  return rows.filter((row) => foundIn([row.title, row.client?.name, row.preview, row.specialist?.name, row.department.name], filter));
}
