import { feed } from '../batch/carry-out.ts';
import type { Batch, WindowDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { currentOf } from './current.ts';
import type { OfferAnswer } from './submission.ts';

/** A stranger left a way to reach them, or would rather not (R31). What they leave never says who they are (R6). */
export function answerOffer(batch: Batch, window: WindowDraft, { detail }: OfferAnswer): Handled {
  const conversation = currentOf(window);
  if (conversation === undefined) return refused('unknown-conversation');
  if (detail === null) {
    feed(batch, conversation, { type: 'offer.declined' });
    return done(conversation);
  }
  const { contact } = window;
  batch.plan.details.push({ id: batch.newId(), contactId: contact.id, ...detail, at: batch.now });
  contact.isReachable = true;
  feed(batch, conversation, { type: 'contact.left', kind: detail.kind });
  return done(conversation);
}
