import { assertEvent } from 'xstate';
import { act, answeredFor } from './acts.ts';
import { offerNoLonger } from './offer.ts';

/* What was settled goes on with what the client wrote since, or what they wrote turns out to be another matter (R15). */

/** It goes on with what the client wrote since, elsewhere, and with whoever had it, unless somebody has answered there already. */
export const goOn = act(({ former }, event) => {
  assertEvent(event, 'continued');
  const { message, introduced, specialist } = event;
  return { set: { lastMessage: message, introduced, exact: specialist ?? null, prefer: specialist === undefined ? former : null } };
});

/** The client waits here from now on for what they wrote elsewhere. */
export const openContinued = act(({ turn, lastMessage }, event) => {
  assertEvent(event, 'continued');
  if (turn || !event.waits) return {};
  return { set: { turn: true }, effects: [{ type: 'open-turn', message: lastMessage }] };
});

/** As it was settled before: the client was told then. */
export const settledAsBefore = act(({ specialist, former, waits, offer }) => ({
  set: { turn: false, specialist: null, former: specialist ?? former, waitingFor: null, late: undefined, ...answeredFor },
  effects: [...(specialist === null ? [] : [{ type: 'release' as const, specialist }]), ...offerNoLonger(waits, offer)],
}));
