import { conversationsIn } from '../../db/clients/joined-contacts.ts';
import type { WindowId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import { shownTo } from './shown.ts';

/** Notifies the clients and the desks that have these windows open: two people are taken for one from now on, or are two again. */
export async function showJoin({ db, live }: Pick<Deps, 'db' | 'live'>, windows: readonly WindowId[]): Promise<void> {
  const desks = await conversationsIn(db, windows);
  live.publish([...windows.map((window) => ({ topic: `window:${window}` as const })), ...desks.flatMap(shownTo)]);
}
