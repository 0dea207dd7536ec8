import { assertEvent } from 'xstate';
import { act, colleagueWith, over } from './acts.ts';
import type { SupportContext, SupportEvent } from './context.ts';
import { offerNoLonger } from './offer.ts';

/*
 * What becomes of a turn that was not answered in time, or is not to be answered at all (R13, R16). The first answer of a
 * conversation has a stand-in behind it, later ones a reminder, and a time promised to the client is kept to by a reminder too.
 */

interface Seen {
  readonly context: SupportContext;
  readonly event: SupportEvent;
}

/** It speaks of the person in charge; what was on its way to somebody else counts no more. */
export const isCurrent = ({ context, event }: Seen) => 'specialist' in event && event.specialist === context.specialist;

/** The first answer is late, and nobody had to step in before; or whoever was called to a client does not come (R7). */
export const isLate = (seen: Seen) => isCurrent(seen) && (isAwaited(seen) || (isFirst(seen) && seen.context.replaced === null));

/** The first answer is late, and it is late by the one who stepped in; or by whoever met the client and stepped in. */
export const isTakenOver = (seen: Seen) =>
  isCurrent(seen) && !isAwaited(seen) && (isFirst(seen) || isWithClient(seen)) && seen.context.replaced !== null;

function isFirst({ context, event }: Seen): boolean {
  return event.type === 'lapsed' && event.turn === 1 && !context.promised;
}

/** A colleague of the person in charge is with the client. */
function isAwaited({ context }: Seen): boolean {
  return colleagueWith(context, context.specialist) !== null && !context.promised;
}

function isWithClient({ context: { metBy = null, specialist, promised } }: Seen): boolean {
  return metBy !== null && metBy === specialist && !promised;
}

/** Somebody else is sought, the stand-in first; until then it stays with whoever is late. */
export const seekTakeover = act(({ department, specialist, standIn, size, metBy = null }) =>
  specialist === null
    ? {}
    : {
        set: { takeover: true },
        effects: [
          {
            type: 'seek-person',
            department,
            reason: 'takeover',
            except: specialist,
            ...(standIn !== null && { standIn }),
            ...(metBy !== null && { metBy }),
            ...(size !== null && { size }),
          },
        ],
      },
);

export const callHead = act(() => ({ set: { takeover: false }, effects: [{ type: 'call-head' }] }));

export const remind = act(({ specialist }) => (specialist === null ? {} : { effects: [{ type: 'remind', specialist }] }));

/** They have said by when they answer; the client is told, and the hold lasts until then. */
export const promise = act(({ specialist, department }, event) => {
  assertEvent(event, 'promised');
  const { until } = event;
  if (specialist === null) return {};
  return {
    set: { promised: true },
    effects: [
      { type: 'promise', specialist, until },
      { type: 'tell', key: 'promised', specialist, department, until },
    ],
  };
});

/** The client's last words need no answer: they wait for nobody. */
export const noReplyNeeded = act((context) => ({
  set: { turn: false, ...over(context) },
  effects: [{ type: 'end-turn' }, ...offerNoLonger(context.waits, context.offer)],
}));

/** The answer never arrived: the client still waits for it. */
export const undelivered = act((_, event) => {
  assertEvent(event, 'undelivered');
  return { set: { turn: true }, effects: [{ type: 'reopen-turn', message: event.message }] };
});

/** They come first again once they are back, should nobody else be found meanwhile. */
export const wantDeputy = act(({ specialist }) => ({ set: { exact: null, prefer: specialist } }));

/** This one ends for the sake of another on the same matter. */
export const joined = act((context) => {
  const { specialist, former, waits, offer } = context;
  return {
    set: { turn: false, specialist: null, former: specialist ?? former, waitingFor: null, ...over(context) },
    effects: [
      ...(specialist === null ? [] : [{ type: 'release' as const, specialist }]),
      ...offerNoLonger(waits, offer),
      { type: 'record' as const, metric: 'closed' as const },
    ],
  };
});
