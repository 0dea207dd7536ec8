import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { supportFlow } from '../../flows/index.ts';
import { questionTree as tree } from '../../flows/question-tree.ts';
import { optionsOf } from '../../flows/tree.ts';
import { type Decision, statuses } from '../../src/domain/decision.ts';
import type { Effect } from '../../src/domain/effect.ts';
import type { Opened } from '../../src/domain/event.ts';
import type { SpecialistId } from '../../src/domain/ids.ts';
import {
  asksHuman,
  assigned,
  contactLeft,
  continued,
  declined,
  irina,
  knownContact,
  type Later,
  lapsed,
  nobody,
  noted,
  olga,
  parted,
  passedOn,
  passing,
  pavel,
  promised,
  queueLate,
  replied,
  resolved,
  retried,
  says,
  startsAnew,
  stranger,
  taken,
  tap,
  tellsOf,
  transferred,
  unavailable,
  undelivered,
  unreachable,
  waived,
  writtenTo,
} from './world.ts';

const flow = supportFlow(tree);
const runs = { numRuns: 300 };

const person = fc.constantFrom(irina, pavel, olga);
const department = fc.constantFrom('client', 'sales', 'finance');
const taps = Object.entries(tree.questions).flatMap(([id, question]) => optionsOf(question).map(({ option }) => tap(id, option)));
const words = fc.oneof(fc.constant({ kind: 'text' } as const), fc.constantFrom(asksHuman, passedOn, startsAnew), fc.constantFrom(...taps));
const seq = fc.integer({ min: 2, max: 1_000_000 });

const opened: fc.Arbitrary<Opened> = fc.oneof(
  words.map((each) => stranger(each)),
  fc.tuple(words, fc.boolean()).map(([each, isStaffed]) => unreachable(each, isStaffed)),
  department.map((each) => knownContact(each)),
  fc.tuple(person, department).map(([by, where]) => writtenTo(by, where)),
);

/** What people do; who is found is the engine's part. */
const doing: fc.Arbitrary<Later> = fc.oneof(
  { arbitrary: fc.tuple(words, seq).map(([what, n]) => says(what, n)), weight: 4 },
  { arbitrary: fc.tuple(person, seq).map(([who, n]) => replied(who, n)), weight: 2 },
  fc.tuple(person, department).map(([who, where]) => taken(who, where)),
  fc.tuple(person, department, fc.option(person, { nil: undefined })).map(([by, where, to]) => transferred(by, where, to)),
  person.map(resolved),
  fc.constant(retried),
  fc.boolean().map(queueLate),
  fc.constantFrom(noted, ...passing),
  fc.constantFrom(contactLeft, declined),
  {
    arbitrary: fc.tuple(person, fc.constantFrom(1, 2), fc.constantFrom(1, 2)).map(([who, turn, hold]) => lapsed(who, turn, hold)),
    weight: 2,
  },
  person.map((who) => promised(who)),
  person.map((who) => waived(who)),
  person.map(unavailable),
  fc.constant(undelivered()),
  fc.tuple(fc.boolean(), fc.option(person, { nil: undefined })).map(([waits, who]) => continued(waits, who)),
  fc.constant(parted),
);

const timer: fc.Arbitrary<Later> = fc
  .constantFrom(
    'reminder.support.asking.who',
    'abandon.support.asking.who',
    'idle.support.serving.waiting-on-client',
    'reopen.support.resolved',
  )
  .map((name) => ({ type: 'timer', key: name, raised: { type: `xstate.after.${name}` } }));

const offerDue: Later = { type: 'timer', key: 'offer', raised: { type: 'offer.due' } };

const anything: fc.Arbitrary<Later> = fc.oneof(
  doing,
  timer,
  fc.constant(offerDue),
  fc.tuple(person, department).map(([who, where]) => assigned(who, where)),
  department.map(nobody),
);

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('whatever happens, in whatever order', () => {
  it('nothing throws, the status is one of the known, and at most one thing is said', () => {
    fc.assert(
      fc.property(opened, fc.array(anything, { maxLength: 40 }), (first, events) => {
        let decision = flow.open(first);
        for (const event of events) {
          decision = flow.step(decision.state, event);
          expect(statuses).toContain(decision.outline.status);
          expect(tellsOf(decision).length).toBeLessThanOrEqual(1);
          expect(decision.outline).toEqual(flow.outline(decision.state));
        }
      }),
      runs,
    );
  });

  it('the state is plain JSON: stored and read again it goes on the same', () => {
    fc.assert(
      fc.property(opened, fc.array(anything, { maxLength: 40 }), (first, events) => {
        let kept = flow.open(first);
        let stored = flow.open(first);
        for (const event of events) {
          expect(json(kept)).toEqual(kept);
          kept = flow.step(kept.state, event);
          stored = flow.step(json(stored.state) as Decision['state'], json(event) as Later);
          expect(stored).toEqual(kept);
        }
      }),
      runs,
    );
  });

  it('a replay of the same events ends in the very same state', () => {
    fc.assert(
      fc.property(opened, fc.array(anything, { maxLength: 40 }), (first, events) => {
        const replay = () => JSON.stringify(events.reduce((at, event) => flow.step(at.state, event), flow.open(first)));
        expect(replay()).toBe(replay());
      }),
      runs,
    );
  });
});

/** The engine in small: places, turns and timers as the effects ask for them, and a person, or nobody, for every search. */
class Ledger {
  holder: SpecialistId | null = null;
  turn = false;
  readonly timers = new Map<string, { readonly type: string }>();

  carryOut(effect: Effect): 'seek' | null {
    switch (effect.type) {
      case 'release':
        // Who takes over has their place before the former one gives theirs back.
        if (effect.specialist === this.holder) this.holder = null;
        return null;
      case 'promise':
      case 'remind':
        expect(effect.specialist).toBe(this.holder);
        return null;
      case 'reopen-turn':
      case 'open-turn':
        expect(this.turn).toBe(false);
        this.turn = true;
        return null;
      case 'end-turn':
      case 'answer-turn':
        expect(this.turn).toBe(true);
        this.turn = false;
        return null;
      case 'hold-turn':
        expect(this.turn).toBe(true);
        expect(effect.specialist).toBe(this.holder);
        return null;
      case 'set-timer':
        this.timers.set(effect.key, effect.raised);
        return null;
      case 'clear-timer':
        this.timers.delete(effect.key);
        return null;
      case 'seek-person':
        expect(this.holder === null || effect.reason === 'takeover').toBe(true);
        return 'seek';
      default:
        return null;
    }
  }
}

const finds = fc.option(person, { nil: null });
const moments = fc.array(
  fc.tuple(fc.oneof({ arbitrary: doing, weight: 5 }, { arbitrary: fc.constant('timer' as const), weight: 1 }), finds),
  { maxLength: 40 },
);

function live(first: Opened, found: SpecialistId | null, then: readonly (readonly [Later | 'timer', SpecialistId | null])[]): void {
  const ledger = new Ledger();
  let decision = settle(flow.open(first), found);
  for (const [event, next] of then) {
    const fed = event === 'timer' ? dueNow() : event;
    if (fed !== null) decision = settle(flow.step(decision.state, fed), next);
  }

  /** Carries out a decision and answers its search in the same breath, as a transaction does. */
  function settle(made: Decision, who: SpecialistId | null): Decision {
    const seek = made.effects.filter((each) => ledger.carryOut(each) === 'seek')[0];
    if (seek?.type === 'seek-person') {
      // Whoever is late is not asked to take over from themselves.
      const next = who === seek.except ? null : who;
      if (next !== null || seek.reason !== 'takeover') ledger.holder = next;
      return settle(flow.step(made.state, next === null ? nobody(seek.department) : assigned(next, seek.department)), null);
    }
    const { status } = made.outline;
    if (status === 'resolved' || status === 'closed') ledger.turn = false;
    check(made);
    return made;
  }

  function check({ outline: { status, specialist, offer } }: Decision): void {
    const serving = status === 'waiting-on-us' || status === 'waiting-on-client';
    expect(['seeking', 'transferred', 'reopened']).not.toContain(status);
    expect(ledger.holder).toBe(serving ? specialist : null);
    expect(ledger.turn).toBe(status === 'waiting-on-us' || status === 'queued');
    const waits = [...ledger.timers.keys()].filter((key) => key !== 'asking.reminder' && key !== 'offer');
    const due: Partial<Record<typeof status, string>> = {
      asking: 'asking.abandon',
      'waiting-on-client': 'serving.idle',
      resolved: 'resolved.reopen',
    };
    expect(waits).toEqual(due[status] === undefined ? [] : [due[status]]);
    if (ledger.timers.has('offer')) expect([ledger.turn, first.waits.offer, offer]).toEqual([true, 60_000, false]);
    if (status !== 'asking') expect([...ledger.timers.keys()]).not.toContain('asking.reminder');
  }

  function dueNow(): Later | null {
    const [next] = ledger.timers;
    if (next === undefined) return null;
    ledger.timers.delete(next[0]);
    return { type: 'timer', key: next[0], raised: next[1] };
  }
}

describe('with somebody found, or nobody, for every search', () => {
  it('one person at most is in charge, turns open and end by pairs, and each wait has its one timer', () => {
    fc.assert(
      fc.property(opened, finds, moments, (first, found, then) => live(first, found, then)),
      { numRuns: 600 },
    );
  });
});
