import { queuedOfNewcomers } from '../db/conversations/queued-of-clients.ts';
import { meetingDepartment } from '../domain/engagement.ts';
import { type OwedAction, oweActions } from '../engine/submissions/owed.ts';
import { desk } from '../texts/posted-desk.ts';
import { translator } from '../texts/translate.ts';
import type { ClientTx } from './recorded.ts';

const t = translator(desk);

/**
 * Sends what clients wait with in the queue of the client department to sales, where they have turned out to be large and are served by nobody
 * yet (R4). What somebody has already is answered by them first.
 */
export async function sendGrown({ tx, now, newId }: Pick<ClientTx, 'tx' | 'now' | 'newId'>, clients: readonly string[]): Promise<void> {
  const waiting = await queuedOfNewcomers(tx, clients);
  const actions = waiting.flatMap(({ id: conversation, steerer: actor, language }): OwedAction[] => {
    if (actor === null) return [];
    const command = { type: 'transfer', department: meetingDepartment, reason: t(language, 'grown') } as const;
    return [{ type: 'desk', key: `grown-${newId()}`, conversation, actor, command }];
  });
  if (actions.length > 0) await oweActions(tx, now, actions);
}
