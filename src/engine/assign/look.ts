import { windowsOfConversations } from '../../db/batch/load.ts';
import type { Db } from '../../db/db.ts';
import type { ConversationId, NewId } from '../../domain/ids.ts';
import { type Batch, type LoadBook, newBatch, type WindowDraft } from '../batch/draft.ts';
import { addSought, type Needs, readBook } from '../batch/load-book.ts';
import { lookIntoWindows } from '../batch/open-windows.ts';
import { unique } from '../batch/order.ts';
import { readInVain } from '../batch/searched.ts';
import type { Company } from '../company.ts';
import { soughtAgain } from '../submissions/retry.ts';
import { reserve, type Sought, searchFor } from './assign.ts';
import { isKept } from './write.ts';

export interface LookDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly company: () => Company;
}

/**
 * Finds those of the queued conversations for which a search would come to anything new. Nothing is locked or written for it, so that however
 * many wait for what there is not (a portfolio with room, somebody trained, a place that is kept for others), nobody else waits for them.
 */
export async function worthSearching(
  { db, now, newId, company }: LookDeps,
  queued: readonly ConversationId[],
): Promise<readonly ConversationId[]> {
  if (queued.length === 0) return [];
  const batch = newBatch({ now: now(), newId, company: company() });
  const places = await windowsOfConversations(db, queued);
  const ids = unique(
    places.map((each) => each.windowId),
    String,
  );
  const windows = await lookIntoWindows(db, batch, ids);
  batch.windows.push(...windows);
  await readInVain(db, new Set(queued), windows);
  const searches = searchesOf(windows, queued);
  const needs: Needs = { departments: new Set(), specialists: new Set() };
  for (const { seek } of searches) addSought(needs, seek);
  return tryOut(batch, await readBook(db, needs, batch.now, batch.company), searches);
}

/** Tries the searches out in their order, with a place less for each that finds somebody. `book`: nobody else's, it is changed. */
export function tryOut(batch: Batch, book: LoadBook, searches: readonly Sought[]): readonly ConversationId[] {
  return searches.flatMap((each) => {
    const searched = searchFor(batch, book, each);
    reserve(batch, book, searched);
    const isFound = searched.found.route.type === 'assigned';
    return isFound || !isKept(searched) ? [each.conversation.row.id as ConversationId] : [];
  });
}

/** What those of the conversations that are queued still would seek, in the order that was asked for. */
export function searchesOf(windows: readonly WindowDraft[], queued: readonly ConversationId[]): Sought[] {
  const found = new Map(windows.flatMap(({ conversations }) => conversations.map((each) => [each.row.id as string, each])));
  return queued.flatMap((id) => {
    const conversation = found.get(id);
    const seek = conversation?.row.status === 'queued' ? soughtAgain(conversation) : undefined;
    return conversation === undefined || seek === undefined ? [] : [{ conversation, seek }];
  });
}
