import type { Effect } from '../src/domain/effect.ts';
import type { Waits } from '../src/domain/event.ts';
import type { SupportContext } from './context.ts';

/*
 * Nobody is lost (R31): a stranger who waits for a person is offered, once a conversation and never as a condition, to leave a
 * phone, an e-mail or Telegram. One timer from the first unanswered turn on, whatever states it goes through.
 */

const key = 'offer';

type Offer = SupportContext['offer'];

export const isOffered = (offer: Offer | undefined): boolean => offer !== undefined && offer !== 'past';

export function offerLater({ offer: delay }: Waits, offer: Offer | undefined): readonly Effect[] {
  if (delay === undefined || isOffered(offer)) return [];
  return [{ type: 'set-timer', key, delay, raised: { type: 'offer.due' } }];
}

export function offerNoLonger({ offer: delay }: Waits, offer: Offer | undefined): readonly Effect[] {
  return delay === undefined || isOffered(offer) ? [] : [{ type: 'clear-timer', key }];
}
