import { assertEvent } from 'xstate';
import type { Effect } from '../src/domain/effect.ts';
import { act, over } from './acts.ts';
import { offerNoLonger } from './offer.ts';

/** A place was reserved for a conversation that needs it no more. */
export const giveBack = act((_, event) => {
  assertEvent(event, 'assigned');
  return { effects: [{ type: 'release', specialist: event.specialist }] };
});

/** The contact is being erased: the conversation is over for good, with its turn unanswered. Nobody is left to be told. */
export const ended = act((context) => {
  const { specialist, former, waits, offer } = context;
  const free: readonly Effect[] = specialist === null ? [] : [{ type: 'release', specialist }];
  return {
    set: {
      turn: false,
      specialist: null,
      former: specialist ?? former,
      waitingFor: null,
      late: undefined,
      agreed: undefined,
      ...over(context),
    },
    effects: [...free, ...offerNoLonger(waits, offer), { type: 'record', metric: 'resolved' }, { type: 'record', metric: 'closed' }],
  };
});

/**
 * The matter is settled. A turn still open ends without an answer: resolving is no reply, so no `answer-turn` is asked for.
 * Who settled what was nobody's is remembered, and asked first if it comes back.
 */
export const settled = act((context, event) => {
  const { specialist, former, waits, offer } = context;
  const free: readonly Effect[] = specialist === null ? [] : [{ type: 'release', specialist }];
  const last = specialist ?? (event.type === 'resolved' ? event.by : former);
  return {
    set: { turn: false, specialist: null, former: last, waitingFor: null, late: undefined, agreed: undefined, ...over(context) },
    effects: [{ type: 'tell', key: 'resolved' }, ...free, ...offerNoLonger(waits, offer), { type: 'record', metric: 'resolved' }],
  };
});
