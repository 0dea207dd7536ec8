import { v7 } from 'uuid';
import type { Db } from '../../../src/db/db.ts';
import type { SendResult } from '../../../src/domain/delivery.ts';
import type { Channel, Dispatch } from '../../../src/engine/delivery/channel.ts';
import { deliverOnce } from '../../../src/engine/delivery/deliver.ts';
import type { InFlight } from '../../../src/engine/delivery/in-flight.ts';

/** What left, in the order in which it left: `window seq verb`. */
export interface Post {
  readonly sent: Dispatch[];
  /** how the channel answers from now on */
  answers: (dispatch: Dispatch) => SendResult | Promise<SendResult>;
  /** one turn of a deliverer of one's own, at a time by its clock; returns how many rows it worked off */
  deliver(db: Db, now: Date, holder?: string, underway?: InFlight): Promise<number>;
}

/** A channel that remembers what it was given. */
export function post(): Post {
  const sent: Dispatch[] = [];
  const own = v7();
  const made: Post = {
    sent,
    answers: () => ({ type: 'sent', externalId: '1' }),
    deliver: (db, now, holder = own, underway = undefined) =>
      deliverOnce({ db, now: () => now, holder, channelOf: () => channel, ...(underway === undefined ? {} : { inFlight: underway }) }),
  };
  const channel: Channel = {
    kind: 'webchat',
    async send(dispatch) {
      const result = await made.answers(dispatch);
      if (result.type === 'sent') sent.push(dispatch);
      return result;
    },
  };
  return made;
}
