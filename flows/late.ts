import { assertEvent } from 'xstate';
import { act, colleagueWith, over } from './acts.ts';
import type { SupportContext, SupportEvent } from './context.ts';
import { offerNoLonger } from './offer.ts';
import { lateOf } from './was-late.ts';

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

/**
 * The first answer is late, and nobody had to step in before; or whoever was called to a client does not come (R7). Once somebody has stepped
 * in, only whoever met the client steps in for them too: there is no third who is blamed.
 */
export const isLate = (seen: Seen) => {
  const { replaced, standIn, metBy } = seen.context;
  const isNext = replaced === null || (standIn !== null && standIn === metBy);
  return isCurrent(seen) && ((isAwaited(seen) && isNext) || (isFirst(seen) && replaced === null));
};

/** The first answer is late, and it is late by the one who stepped in; or somebody is with the client, and it is late by whoever stepped in there. */
export const isTakenOver = (seen: Seen) =>
  isCurrent(seen) && !isLate(seen) && (isFirst(seen) || isAwaited(seen) || isWithClient(seen)) && seen.context.replaced !== null;

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
export const seekTakeover = act((context) => {
  const { department, specialist, standIn, size, metBy = null } = context;
  if (specialist === null) return {};
  const seek = {
    type: 'seek-person',
    department,
    reason: 'takeover',
    except: specialist,
    ...lateOf(context),
    ...(standIn !== null && { standIn }),
    ...(metBy !== null && { metBy }),
    ...(size !== null && { size }),
  } as const;
  return { set: { takeover: true }, effects: [seek] };
});

/** Whoever stood in is not there any more: should the person in charge be late, whoever can begins; the client reads of nobody else. */
export const nobodyBehind = act((context, event) => {
  assertEvent(event, 'stand-in.gone');
  const { specialist, department, metBy = null } = context;
  const isTold = event.told === true && specialist !== null;
  return {
    set: { standIn: null, ...(metBy === event.specialist && { metBy: null }) },
    effects: isTold ? [{ type: 'tell', key: 'called', specialist, department }] : [],
  };
});

/** Nobody could take over: it stays with whoever was late. */
export const callHead = act(() => ({ set: { takeover: false }, effects: [{ type: 'call-head' }] }));

/** Whoever took over is late too. */
export const callHeadToBoth = act(({ replaced }) => ({ effects: [{ type: 'call-head', ...(replaced !== null && { late: replaced }) }] }));

/** One of the two who had it, the late one and their stand-in. */
const isOfTheTwo = ({ context, event }: Seen) =>
  context.replaced !== null && 'specialist' in event && (event.specialist === context.replaced || event.specialist === context.specialist);

/** A head decides, or the second of the two agrees: it goes back. */
export const isHandedBack = (seen: Seen) =>
  seen.context.replaced !== null &&
  seen.event.type === 'hand-back.agreed' &&
  (seen.event.asHead === true || (isOfTheTwo(seen) && seen.context.agreed !== undefined && seen.context.agreed !== seen.event.specialist));

/** The first of the two agrees. */
export const isHandBackBegun = (seen: Seen) =>
  isOfTheTwo(seen) && seen.context.agreed !== (seen.event as { specialist?: string }).specialist;

export const agree = act((_, event) => {
  assertEvent(event, 'hand-back.agreed');
  return { set: { agreed: event.specialist } };
});

/** Who was late has it again; should they not be had, whoever stood in keeps it. */
export const handBack = act((context, event) => {
  assertEvent(event, 'hand-back.agreed');
  const { department, replaced, specialist, size } = context;
  if (replaced === null) return {};
  return {
    set: { exact: replaced, prefer: specialist },
    effects: [
      {
        type: 'seek-person',
        department,
        reason: event.asHead === true ? 'handed-back-by-head' : 'handed-back',
        exact: replaced,
        ...lateOf(context, replaced),
        ...(specialist !== null && { prefer: specialist }),
        ...(size !== null && { size }),
      },
    ],
  };
});

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
