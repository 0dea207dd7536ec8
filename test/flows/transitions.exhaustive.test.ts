import { describe, expect, it } from 'vitest';
import { initialTransition } from 'xstate';
import { supportFlow } from '../../flows/index.ts';
import { supportMachine } from '../../flows/machine.ts';
import { contextIn } from '../../flows/outline.ts';
import { questionTree as tree } from '../../flows/question-tree.ts';
import { optionsOf } from '../../flows/tree.ts';
import { lateIn } from '../../flows/was-late.ts';
import { clientQuestion } from '../../src/domain/content.ts';
import { type Decision, type FlowState, statuses } from '../../src/domain/decision.ts';
import type { Opened } from '../../src/domain/event.ts';
import {
  asksHuman,
  assigned,
  assignedBefore,
  clientNamed,
  comesTo,
  contactLeft,
  continued,
  declined,
  erased,
  handedBack,
  irina,
  joined,
  knownContact,
  type Later,
  lapsed,
  nobody,
  noted,
  olga,
  parted,
  passedOn,
  pavel,
  promised,
  queueLate,
  replied,
  resolved,
  retried,
  says,
  sentOver,
  standInGone,
  startsAnew,
  stranger,
  taken,
  tap,
  taps,
  tellsOf,
  topicNoted,
  transferred,
  turnsOutUnclear,
  unavailable,
  unclearContact,
  undelivered,
  unreachable,
  waived,
  writtenTo,
} from './world.ts';

const flow = supportFlow(tree);
const machine = supportMachine(tree);
type Node = (typeof machine)['root'];

const nodes: readonly Node[] = withInner(machine.root);
const places = nodes.filter((each) => each.type !== 'compound' && each.key !== 'opening');
const drawn = nodes.flatMap((node) => [...node.transitions.values()].flat().map((each) => ({ node, each })));

function withInner(node: Node): Node[] {
  return [node, ...Object.values(node.states).flatMap((each) => withInner(each))];
}

const firstWords = [
  ...optionsOf(tree.questions[tree.root]!).map(({ option }) => tap(tree.root, option)),
  { kind: 'text' } as const,
  asksHuman,
  passedOn,
  startsAnew,
];
const openings: readonly Opened[] = [
  knownContact(),
  unclearContact(),
  unclearContact(asksHuman),
  writtenTo(irina),
  ...firstWords.flatMap((each) => [stranger(each), unreachable(each), unreachable(each, false)]),
];

/** One of everything that can come, wherever the conversation stands. */
function eventsAt(state: FlowState): Later[] {
  const { asking } = flow.outline(state);
  const answers =
    asking === null || asking === clientQuestion ? [] : optionsOf(tree.questions[asking]!).map(({ option }) => taps(asking, option));
  const people = [irina, pavel];
  return [
    ...answers,
    taps('elsewhere', 'anything'),
    says(),
    says(asksHuman),
    queueLate(),
    says(passedOn),
    says(startsAnew),
    retried,
    noted,
    contactLeft,
    declined,
    offerDue,
    nobody(),
    nobody('sales'),
    transferred(irina, 'sales'),
    transferred(irina, 'client', pavel),
    resolved(irina),
    undelivered(),
    erased,
    joined,
    sentOver,
    topicNoted,
    turnsOutUnclear,
    ...[true, false].flatMap((moves) => [clientNamed('contact', moves), clientNamed(irina, moves, 'sales')]),
    continued(true),
    continued(false, irina),
    parted,
    ...people.flatMap((each) => [
      assigned(each),
      replied(each),
      taken(each),
      waived(each),
      promised(each),
      unavailable(each),
      handedBack(each),
    ]),
    handedBack(olga, true),
    ...people.flatMap((each) => [lapsed(each), lapsed(each, 2), assignedBefore(each, olga)]),
    comesTo(pavel),
    ...[olga, pavel].flatMap((each) => [standInGone(each), standInGone(each, true)]),
    ...timersAt(state),
  ];
}

const offerDue: Later = { type: 'timer', key: 'offer', raised: { type: 'offer.due' } };

function makeSnapshot(state: FlowState) {
  return machine.resolveState({ value: state.value as Parameters<typeof machine.resolveState>[0]['value'], context: contextIn(state) });
}

/** Made once a state: there are tens of thousands of steps, and several specs look at each. */
const snapshots = new WeakMap<FlowState, ReturnType<typeof makeSnapshot>>();

function snapshotOf(state: FlowState) {
  const known = snapshots.get(state) ?? makeSnapshot(state);
  snapshots.set(state, known);
  return known;
}

function timersAt(state: FlowState): Later[] {
  const raised = snapshotOf(state)._nodes.flatMap((node) => node.ownEvents.filter((type) => type.startsWith('xstate.after.')));
  return raised.map((type) => ({ type: 'timer', key: type, raised: { type } }));
}

/** Who is who makes no difference, only who is the same: the first named is the first, whoever it is. */
function anonymous(): (id: string | null) => number | null {
  const seen: string[] = [];
  return (id) => {
    if (id === null) return null;
    if (!seen.includes(id)) seen.push(id);
    return seen.indexOf(id);
  };
}

/** What makes a difference to what can happen next; answers and the leaf do not. */
function place({ state }: Decision): string {
  const {
    misses,
    turn,
    specialist,
    former,
    introduced,
    waitingFor,
    offer,
    waits,
    standIn,
    replaced,
    takeover,
    promised,
    metBy = null,
  } = contextIn(state);
  const who = anonymous();
  return JSON.stringify([
    state.value,
    Math.min(misses, 2),
    turn,
    who(specialist),
    who(former),
    who(introduced),
    metBy === null ? null : metBy === specialist,
    waitingFor,
    offer,
    waits.offer,
    standIn !== null,
    replaced !== null,
    lateIn(contextIn(state)).length,
    takeover,
    promised,
  ]);
}

interface Step {
  readonly from: FlowState;
  readonly event: Later;
  readonly to: Decision;
}

/** Everything that can happen, breadth first, until nothing new is seen. */
function explore(): { readonly opened: readonly Decision[]; readonly steps: readonly Step[] } {
  const opened = openings.map((each) => flow.open(each));
  const seen = new Set(opened.map(place));
  const steps: Step[] = [];
  const open = [...opened];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    const from = at.state;
    for (const event of eventsAt(from)) {
      const to = flow.step(from, event);
      steps.push({ from, event, to });
      if (seen.has(place(to))) continue;
      seen.add(place(to));
      open.push(to);
    }
  }
  return { opened, steps };
}

const world = explore();

describe('the support machine, explored to the end', () => {
  it('is seen in every state', () => {
    const seen = new Set(
      [...world.opened, ...world.steps.map((each) => each.to)].flatMap(({ state }) => snapshotOf(state)._nodes.map((node) => node.id)),
    );
    expect(places.filter((each) => !seen.has(each.id)).map((each) => each.id)).toEqual([]);
    expect(places).toHaveLength(Object.keys(tree.questions).length + statuses.length);
  });

  it('is seen on every way drawn from one state to another', () => {
    const gone = new Set<unknown>();
    for (const each of openings) {
      for (const way of machine.getTransitionData(initialTransition(machine, each)[0], each)) gone.add(way);
    }
    for (const { from, event } of world.steps) {
      const fed = event.type === 'timer' ? event.raised : event;
      for (const way of machine.getTransitionData(snapshotOf(from), fed as Parameters<typeof machine.getTransitionData>[1])) gone.add(way);
    }
    const missed = drawn
      .filter(({ each }) => !gone.has(each))
      .map(({ node, each }) => `${node.id}: ${each.eventType} → ${each.target?.map((target) => target.id)}`);
    expect(missed).toEqual([]);
    expect(drawn.length).toBe(gone.size);
    expect(gone.size).toBe(224);
  });

  it('shows every status to the outside', () => {
    expect(new Set(world.steps.map((each) => each.to.outline.status))).toEqual(new Set(statuses));
  });

  it('says at most one thing at a time, and never asks while it seeks', () => {
    const asks = (to: Decision) => tellsOf(to).some((each) => each.key === 'question' || each.key === 'whose-client');
    const seeks = (to: Decision) => to.effects.some((each) => each.type === 'seek-person');
    expect(world.steps.filter(({ to }) => tellsOf(to).length > 1 || (seeks(to) && asks(to)))).toEqual([]);
  });

  it('ends without a word as its contact is erased', () => {
    const ends = world.steps.filter(({ from, event }) => event.type === 'erased' && flow.outline(from).status !== 'closed');
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.filter(({ to }) => to.outline.status !== 'closed' || tellsOf(to).length > 0)).toEqual([]);
  });

  it('keeps every message of the client until it is closed', () => {
    const isCounted = (to: Decision) => to.effects.some((each) => each.type === 'record' && each.metric === 'client-message');
    const messages = world.steps.filter(({ event }) => event.type === 'client.message');
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.filter(({ from, to }) => isCounted(to) !== (flow.outline(from).status !== 'closed'))).toEqual([]);
  });

  it('asks for a person exactly when it goes to seek one', () => {
    const seeks = (to: Decision) => to.effects.filter((each) => each.type === 'seek-person').length;
    const isSeeking = ({ outline, state }: Decision) =>
      ['seeking', 'transferred', 'reopened'].includes(outline.status) || contextIn(state).takeover;
    expect(world.steps.filter(({ to }) => seeks(to) > (isSeeking(to) ? 1 : 0))).toEqual([]);
  });
});
