import type { ConversationId, SpecialistId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import { conversationIn } from '../batch/draft.ts';
import { done, refused } from '../batch/outcome.ts';
import { isInCharge } from '../verbs/guard.ts';
import type { Kind } from './kind.ts';
import { ownWork } from './sender.ts';

/** The person in charge, who owes an answer, is away, off, absent or has left. */
export interface NotThere {
  readonly type: 'not-there';
  readonly conversation: ConversationId;
  readonly specialist: SpecialistId;
}

/** Somebody else begins at once, without a violation, and the client stays whose they were (R16). */
export const notThere: Kind<NotThere> = {
  ...ownWork,
  handle(batch, window, { submission: { conversation: id, specialist } }) {
    const conversation = conversationIn(window, id);
    if (conversation?.row.status !== 'waiting-on-us' || !isInCharge(conversation, specialist)) return refused('not-due');
    feed(batch, conversation, { type: 'unavailable', specialist });
    return done(conversation);
  },
};
