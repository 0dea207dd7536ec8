import type { ContactDetail } from '../../domain/contact-detail.ts';
import { feed } from '../batch/carry-out.ts';
import { done, refused } from '../batch/outcome.ts';
import { currentOf } from './current.ts';
import type { Kind } from './kind.ts';
import { fromAddress } from './sender.ts';

/** The client answers the offer to leave a way to reach them: with one, or with none. */
export interface OfferAnswer {
  readonly type: 'offer-answer';
  readonly account: string;
  readonly address: string;
  readonly detail: ContactDetail | null;
}

/** A stranger left a way to reach them, or would rather not (R31). What they leave never proves who they are (R6). */
export const offerAnswer: Kind<OfferAnswer> = {
  ...fromAddress,
  handle(batch, window, { submission: { detail } }) {
    // What is settled stays so, but a way to reach them is kept there all the same.
    const conversation = currentOf(window) ?? window.conversations.find(({ row }) => row.status === 'resolved');
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
  },
};
