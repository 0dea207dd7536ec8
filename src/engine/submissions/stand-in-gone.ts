import type { ConversationId, SpecialistId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import { conversationIn } from '../batch/draft.ts';
import { done, refused } from '../batch/outcome.ts';
import { toldLast } from '../delivery/tell.ts';
import type { Kind } from './kind.ts';
import { ownWork } from './sender.ts';

/** Whoever stands in for the person in charge, who owes an answer, left or works in another department by now. */
export interface StandInGone {
  readonly type: 'stand-in-gone';
  readonly conversation: ConversationId;
  readonly specialist: SpecialistId;
}

/** Nobody is named behind the person in charge any more, and a client who reads that the other would help reads it no longer (R7, R13). */
export const standInGone: Kind<StandInGone> = {
  ...ownWork,
  handle(batch, window, { submission: { conversation: id, specialist } }) {
    const conversation = conversationIn(window, id);
    if (conversation?.row.status !== 'waiting-on-us' || conversation.row.standInId !== specialist) return refused('not-due');
    const { dueAt } = conversation.row;
    const told = toldLast(conversation);
    const isTold = told?.key === 'called' && told.params?.['by'] !== undefined && dueAt !== null && dueAt > batch.now;
    feed(batch, conversation, { type: 'stand-in.gone', specialist, ...(isTold && { told: true }) });
    return done(conversation);
  },
};
