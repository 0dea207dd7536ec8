import { assertEvent } from 'xstate';
import type { SeekReason } from '../src/domain/effect.ts';
import {
  act,
  keepMessage,
  openTurn,
  record,
  release,
  replied,
  seek,
  type supportSetup,
  takeCharge,
  wantAnybody,
  wantReplier,
} from './acts.ts';
import { saysHuman, saysStart, saysText, saysTextAgain } from './compile.ts';
import type { SupportContext, SupportEvent } from './context.ts';
import { contactLeft } from './offer-acts.ts';

/*
 * A contact of several clients is asked for which of them they write, where nothing tells: once a matter, by one tap, in the manner of the
 * question tree (R2). Unlike a stranger's, a matter nobody has answered the question of goes to a person, who names the client.
 */

type StateConfig = Parameters<typeof supportSetup.createStateConfig>[0];

interface Input {
  readonly context: SupportContext;
  readonly event: SupportEvent;
}

/** The client is named, and with it who is to serve the matter: somebody else than until now, or somebody at last. */
export const goesElsewhere = ({ event }: Input) => event.type === 'client.named' && event.moves;

/**
 * Keeps the tap, and which department serves the client; whoever was asked for by name was asked for another client's sake, and whoever was late
 * was so with another client's matter.
 */
const wantServing = act((_, event) => {
  assertEvent(event, 'client.named');
  const tapped = event.message === undefined ? {} : { lastMessage: event.message };
  return {
    set: { department: event.department, exact: null, prefer: null, replaced: null, late: undefined, ...tapped },
    effects: [...(event.message === undefined ? [] : [{ type: 'record', metric: 'client-message' } as const]), namedMetric],
  };
});

const namedMetric = { type: 'record', metric: 'client-named' } as const;

/** Also where nobody else is to serve it, what the contact tapped is their newest message. */
export const keepNamed = act((_, event) => {
  assertEvent(event, 'client.named');
  if (event.message === undefined) return { effects: [namedMetric] };
  return { set: { lastMessage: event.message }, effects: [{ type: 'record', metric: 'client-message' }, namedMetric] };
});

const askFor = (reason: 'asked' | 'not-understood') => act(() => ({ effects: [{ type: 'tell', key: 'whose-client', reason }] }));

const missed = act(({ misses }) => ({ set: { misses: misses + 1 } }));

/** Whoever begins it and is of several clients, none of which is told by anything. */
export const opensUnclear = {
  guard: ({ event }: Input) => event.type === 'opened' && event.unclear === true,
  target: 'choosing',
  actions: [keepMessage, record('client-asked'), askFor('asked')],
} as const;

/** What they were asked as a stranger is asked no more. */
export const askAnew = [act(() => ({ set: { misses: 0 } })), record('client-asked'), askFor('asked')];

/** From wherever the client is asked something: they wait for a person from now on. */
export const namedAtFirst = { target: '#support.seeking', actions: [wantServing, openTurn, seek('opened')] } as const;

/** From wherever no person is in charge. */
export const namedMeanwhile = [
  { guard: goesElsewhere, target: '#support.seeking', reenter: true, actions: [wantServing, openTurn, seek('client-named')] },
  { actions: keepNamed },
] as const;

/** From wherever one is: who answered already goes on. */
export const namedWhileServed = [
  { guard: goesElsewhere, target: '#support.seeking', actions: [wantServing, release, seek('client-named')] },
  { actions: keepNamed },
] as const;

/** Somebody where it belongs by what is known of it: a matter of money is one, whichever client it is for (R10). */
const toWhoeverServes = (reason: SeekReason) => [wantAnybody, openTurn, seek(reason)];

/** Waits for the client's name; `steppedIn`: what leads out of it by a colleague's hand. */
export function choosing(steppedIn: NonNullable<StateConfig['on']>): StateConfig {
  return {
    on: {
      ...steppedIn,
      'client.named': namedAtFirst,
      'client.message': [
        { guard: saysHuman, target: '#support.seeking', actions: [keepMessage, ...toWhoeverServes('asked-for-human')] },
        { guard: saysStart, target: '#support.choosing', reenter: true, actions: [keepMessage, askFor('asked')] },
        { guard: saysTextAgain, target: '#support.seeking', actions: [keepMessage, ...toWhoeverServes('not-understood')] },
        { guard: saysText, target: '#support.choosing', reenter: true, actions: [keepMessage, missed, askFor('not-understood')] },
        { actions: keepMessage },
      ],
      'contact.left': { actions: contactLeft },
      replied: { target: '#support.seeking', actions: [replied, wantReplier, seek('taken')] },
      assigned: { target: '#support.serving.waiting-on-us', actions: [openTurn, takeCharge] },
    },
    after: { reminder: { target: '#support.seeking', actions: toWhoeverServes('not-understood') } },
  };
}
