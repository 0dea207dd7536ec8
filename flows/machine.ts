import {
  ask,
  callOver,
  holdTurn,
  keepMessage,
  openTurn,
  queueLate,
  record,
  release,
  replied,
  seek,
  supportSetup,
  takeCharge,
  waitFor,
  wantFormer,
  wantNext,
  wantOpener,
  wantReplier,
  wantTaker,
} from './acts.ts';
import { compileTree, firstAnswers } from './compile.ts';
import { contextOf, type SupportContext, type SupportEvent } from './context.ts';
import { goOn, openContinued, settledAsBefore } from './former.ts';
import {
  agree,
  callHead,
  callHeadToBoth,
  handBack,
  isCurrent,
  isHandBackBegun,
  isHandedBack,
  isLate,
  isTakenOver,
  joined,
  nobodyBehind,
  noReplyNeeded,
  promise,
  remind,
  seekTakeover,
  undelivered,
  wantDeputy,
} from './late.ts';
import { isOffered } from './offer.ts';
import { confirmContact, contactLeft, offer, offerAtOnce, offerDeclined } from './offer-acts.ts';
import { ended, giveBack, settled } from './settled.ts';
import type { Tree } from './tree.ts';
import { askAnew, choosing, keepNamed, namedAtFirst, namedMeanwhile, namedWhileServed, opensUnclear } from './whose-client.ts';

type StateConfig = Parameters<typeof supportSetup.createStateConfig>[0];
type Transitions = NonNullable<StateConfig['on']>;

interface Seen {
  readonly context: SupportContext;
  readonly event: SupportEvent;
}

const mayOffer = ({ context }: { readonly context: SupportContext }) => context.turn && !isOffered(context.offer);

/** Somebody else than the person in charge is with the client, and nobody was before. */
const comesInPerson = ({ context, event }: Seen) =>
  event.type === 'client.message' &&
  event.metBy !== undefined &&
  event.metBy !== context.specialist &&
  (context.metBy ?? null) === null &&
  !context.promised;

const turnOpen = ({ context }: { readonly context: SupportContext }) => context.turn;

/** A specialist steps in: the same from wherever the conversation stands. */
const taken = { target: '#support.seeking', actions: [wantTaker, release, record('taken'), seek('taken')] };
const transferred = { target: '#support.transferred', actions: [wantNext, release, openTurn, record('transferred'), seek('transferred')] };
const resolved = { target: '#support.resolved', actions: settled };
const parted = { target: '#support.resolved', actions: settledAsBefore };

/** Whoever owes the answer is not there: somebody else begins at once, and the client stays whose they were (R16). */
const unavailable = { target: '#support.seeking', actions: [wantDeputy, release, record('unavailable'), seek('away')] };

/** Somebody was found: with an open turn they hold it, else the client has the last word already. */
const found = [
  { guard: turnOpen, target: '#support.serving.waiting-on-us', actions: takeCharge },
  { target: '#support.serving.waiting-on-client', actions: takeCharge },
];

const queue = { target: '#support.queued', actions: [openTurn, waitFor] };

/** No person in charge, and one is sought: whatever else happens meanwhile is kept. */
const meanwhile = {
  'client.message': { actions: [keepMessage, openTurn] },
  taken: { ...taken, reenter: true },
  transferred: { ...transferred, reenter: true },
  resolved,
  parted,
  assigned: found,
  nobody: queue,
  replied: { actions: replied },
  'client.named': namedMeanwhile,
} satisfies Transitions;

/**
 * A conversation's life at the single window. `after` waits by the calendar only; reaction deadlines are holds of a turn.
 * A person in charge is one whose place is reserved: each `seek-person` has let the former one go before, but for a takeover, which
 * leaves the one who was late in charge until there is somebody else.
 */
export function supportMachine(tree: Tree) {
  return supportSetup.createMachine({
    id: 'support',
    context: ({ input }) => contextOf(input),
    initial: 'opening',
    on: {
      'offer.due': { guard: mayOffer, actions: offer },
      'contact.left': { actions: [confirmContact, contactLeft] },
      'offer.declined': { actions: offerDeclined },
      joined: { target: '.closed', actions: joined },
      erased: { target: '.closed', actions: ended },
    },
    states: {
      opening: {
        exit: [record('opened'), offerAtOnce],
        on: {
          opened: [
            {
              // As with a conversation opened again by our own word: nobody waits, so without a place for it it is settled.
              guard: ({ event }) => event.by !== undefined,
              target: 'reopened',
              actions: [wantOpener, record('replied'), seek('written-to')],
            },
            opensUnclear,
            {
              guard: ({ context }) => context.known,
              target: 'seeking',
              actions: [keepMessage, openTurn, seek('opened')],
            },
            ...firstAnswers(tree),
            { target: 'asking', actions: [keepMessage, ask(tree.root, 'asked')] },
          ],
        },
      },
      asking: {
        initial: tree.root,
        states: compileTree(tree),
        on: {
          // Whoever steps in while the client is being asked has a client who waits for them.
          taken: { ...taken, actions: [openTurn, ...taken.actions] },
          // The question stays the last word until it is answered.
          'contact.left': { actions: contactLeft },
          transferred,
          resolved,
          replied: { target: 'seeking', actions: [replied, wantReplier, seek('taken')] },
          assigned: { target: 'serving.waiting-on-us', actions: [openTurn, takeCharge] },
          'client.named': namedAtFirst,
          'client.unclear': { target: 'choosing', actions: askAnew },
        },
      },
      choosing: choosing({ taken: { ...taken, actions: [openTurn, ...taken.actions] }, transferred, resolved }),
      seeking: { on: meanwhile },
      transferred: { on: meanwhile },
      reopened: {
        on: {
          ...meanwhile,
          // Opened by our own word, and there is no place: nobody waits, so it is settled as before.
          nobody: [{ guard: turnOpen, ...queue }, { target: 'resolved' }],
        },
      },
      queued: {
        on: {
          ...meanwhile,
          // Whoever is with them serves them, where nobody else can.
          'client.message': [{ guard: comesInPerson, target: 'seeking', actions: [keepMessage, seek('met')] }, { actions: keepMessage }],
          // Who is queued waits for a person, so there is a turn to hold.
          assigned: { target: 'serving.waiting-on-us', actions: takeCharge },
          nobody: { actions: waitFor },
          retried: { target: 'seeking', actions: seek('retried') },
          'queue.late': { actions: queueLate },
          replied: { target: 'seeking', actions: [replied, wantReplier, seek('taken')] },
        },
      },
      serving: {
        initial: 'waiting-on-us',
        states: {
          'waiting-on-us': {
            on: {
              lapsed: [
                // The first answer is late: the stand-in begins. One who took over and is late too calls for the head, nobody third (R13).
                { guard: isLate, actions: [record('lapsed'), seekTakeover] },
                { guard: isTakenOver, actions: [record('lapsed'), callHeadToBoth] },
                { guard: isCurrent, actions: [record('lapsed'), remind] },
              ],
              promised: { guard: isCurrent, actions: [record('promised'), promise] },
              'client.message': { guard: comesInPerson, actions: [keepMessage, holdTurn, callOver] },
              waived: { target: 'waiting-on-client', actions: [record('waived'), noReplyNeeded] },
              'sent-over': { target: 'waiting-on-client', actions: [record('sent-over'), noReplyNeeded] },
              unavailable: { guard: isCurrent, ...unavailable },
              'stand-in.gone': { guard: ({ context, event }) => context.standIn === event.specialist, actions: nobodyBehind },
            },
          },
          'waiting-on-client': {
            after: { idle: resolved },
            on: {
              undelivered: { target: 'waiting-on-us', actions: [record('undelivered'), undelivered, holdTurn] },
              'client.message': { target: 'waiting-on-us', actions: [keepMessage, openTurn, holdTurn, callOver] },
            },
          },
        },
        on: {
          'client.message': { actions: keepMessage },
          replied: { target: '.waiting-on-client', actions: replied },
          taken: { guard: ({ context, event }) => event.specialist !== context.specialist, ...taken },
          transferred,
          resolved,
          parted,
          // The late one does not take it back alone: both agree, or the head (R13).
          'hand-back.agreed': [
            { guard: isHandedBack, target: '#support.seeking', actions: [handBack, release, record('handed-back')] },
            { guard: isHandBackBegun, actions: agree },
          ],
          assigned: { guard: ({ context, event }) => event.specialist !== context.specialist, actions: takeCharge },
          // Nobody to take over: it stays with whoever was late.
          nobody: { guard: ({ context }) => context.takeover, actions: callHead },
          'client.named': namedWhileServed,
        },
      },
      resolved: {
        after: { reopen: { target: 'closed', actions: record('closed') } },
        on: {
          'client.message': { target: 'reopened', actions: [keepMessage, record('reopened'), openTurn, wantFormer, seek('reopened')] },
          replied: { target: 'reopened', actions: [replied, record('reopened'), wantReplier, seek('reopened')] },
          continued: { target: 'reopened', actions: [goOn, record('reopened'), openContinued, seek('reopened')] },
          taken: { ...taken, actions: [record('reopened'), ...taken.actions] },
          transferred: { ...transferred, actions: [record('reopened'), ...transferred.actions] },
          assigned: { actions: giveBack },
          'client.named': { actions: keepNamed },
          // It was settled before: when counts as it was.
          erased: { target: 'closed', actions: record('closed') },
        },
      },
      closed: { type: 'final' },
    },
  });
}
