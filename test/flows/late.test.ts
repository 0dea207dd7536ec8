import { describe, expect, it } from 'vitest';
import { supportFlow } from '../../flows/index.ts';
import { questionTree } from '../../flows/question-tree.ts';
import {
  after,
  assigned,
  assignedBefore,
  clientNamed,
  comesTo,
  deedsOf,
  handedBack,
  irina,
  joined,
  knownContact,
  lapsed,
  nobody,
  olga,
  parted,
  pavel,
  promised,
  replied,
  resolved,
  retried,
  says,
  taken,
  tellsOf,
  transferred,
  unavailable,
  undelivered,
  unreachable,
  waived,
} from './world.ts';

const flow = supportFlow(questionTree);
const served = [knownContact(), assignedBefore(irina, olga)] as const;

describe('R13: the first answer, late', () => {
  it('seeks the stand-in and leaves the owner in charge until there is one', () => {
    const late = after(flow, ...served, lapsed(irina));
    expect(late.outline).toMatchObject({ status: 'waiting-on-us', specialist: irina, standIn: olga });
    expect(deedsOf(late)).toEqual([{ type: 'seek-person', department: 'client', reason: 'takeover', except: irina, standIn: olga }]);
  });

  it('is taken over: the client is told who it is, and the former owner is remembered', () => {
    const over = after(flow, ...served, lapsed(irina), assigned(olga));
    expect(over.outline).toMatchObject({ status: 'waiting-on-us', specialist: olga, standIn: null, replaced: irina });
    expect(deedsOf(over)).toEqual([
      { type: 'release', specialist: irina },
      { type: 'tell', key: 'joined', specialist: olga, department: 'client' },
      { type: 'hold-turn', specialist: olga },
    ]);
  });

  it('that nobody can take over stays, and the head is called', () => {
    const alone = after(flow, ...served, lapsed(irina), nobody());
    expect(alone.outline).toMatchObject({ status: 'waiting-on-us', specialist: irina, replaced: null });
    expect(deedsOf(alone)).toEqual([{ type: 'call-head' }]);
    expect(after(flow, ...served, nobody()).effects).toEqual([]);
  });

  it('of the stand-in calls the head, and nobody third', () => {
    const both = after(flow, ...served, lapsed(irina), assigned(olga), lapsed(olga, 1, 2));
    expect(both.outline.specialist).toBe(olga);
    expect(deedsOf(both)).toEqual([{ type: 'call-head', late: irina }]);
  });

  it('of one who has it no longer is nobody’s', () => {
    expect(after(flow, ...served, lapsed(pavel)).effects).toEqual([]);
    expect(after(flow, ...served, replied(irina), lapsed(irina)).effects).toEqual([]);
  });

  it('stays with who took over until somebody takes it by hand', () => {
    const over = [...served, lapsed(irina), assigned(olga), replied(olga)] as const;
    expect(after(flow, ...over).outline).toMatchObject({ replaced: irina, standIn: null });
    expect(after(flow, ...over, taken(irina), assigned(irina)).outline).toMatchObject({ specialist: irina, replaced: null });
  });
});

describe('R13: who was late', () => {
  const over = [...served, lapsed(irina), assigned(olga)] as const;
  const sought = (decision: ReturnType<typeof after>) => deedsOf(decision).find((each) => each.type === 'seek-person');

  it('is not sought when it is handed on, nor when whoever stands in is not there; whoever has it then stands in for them', () => {
    const handedOn = after(flow, ...over, transferred(olga, 'client'));
    expect(sought(handedOn)).toEqual({ type: 'seek-person', department: 'client', reason: 'transferred', except: olga, late: [irina] });
    expect(handedOn.outline).toMatchObject({ specialist: null, replaced: null, late: [irina] });
    expect(flow.step(handedOn.state, assigned(pavel)).outline).toMatchObject({ replaced: irina, standIn: null });
    expect(sought(after(flow, ...over, replied(olga), transferred(olga, 'client')))).toMatchObject({ late: [irina] });
    expect(sought(after(flow, ...over, unavailable(olga)))).toMatchObject({ reason: 'away', late: [irina] });
    expect(sought(after(flow, ...over, transferred(olga, 'client'), nobody(), retried))).toMatchObject({
      reason: 'retried',
      late: [irina],
    });
  });

  it('was so in their department: another one begins anew, and it does not go back by way of it', () => {
    const elsewhere = after(flow, ...over, transferred(olga, 'sales'));
    expect(sought(elsewhere)).not.toHaveProperty('late');
    const there = flow.step(elsewhere.state, assigned(pavel, 'sales'));
    expect(there.outline).toMatchObject({ replaced: null, late: [irina] });
    expect(sought(flow.step(there.state, transferred(pavel, 'client')))).toMatchObject({ except: pavel, late: [irina] });
  });

  it('may be two, the second of whom somebody who met the client stood in for', () => {
    const both = after(flow, ...over, comesTo(pavel), lapsed(olga, 1, 2), assigned(pavel));
    expect(both.outline).toMatchObject({ replaced: olga, late: [irina, olga] });
    expect(sought(flow.step(both.state, transferred(pavel, 'client')))).toMatchObject({ except: pavel, late: [irina, olga] });
    // What the second has again is still not the first one's.
    const back = after(flow, ...over, comesTo(pavel), lapsed(olga, 1, 2), assigned(pavel), handedBack(olga, true), assigned(olga));
    expect(back.outline).toMatchObject({ specialist: olga, replaced: irina, late: [irina] });
  });

  it('is so no more once they have it again, it is settled, or about another client', () => {
    expect(after(flow, ...over, transferred(olga, 'client'), assigned(irina)).outline).toMatchObject({ replaced: null, late: [] });
    expect(after(flow, ...over, resolved(olga)).outline.late).toEqual([]);
    expect(after(flow, ...over, replied(olga), parted).outline.late).toEqual([]);
    const named = after(flow, ...over, clientNamed('contact', true));
    expect(sought(named)).not.toHaveProperty('late');
    expect(flow.step(named.state, assigned(pavel)).outline).toMatchObject({ replaced: null, late: [] });
  });

  it('is read from what was stored before it was kept by itself', () => {
    const { state } = after(flow, ...over);
    const { late: _, ...context } = state.context;
    const before = { ...state, context };
    expect(flow.outline(before)).toEqual(flow.outline(state));
    expect(sought(flow.step(before, transferred(olga, 'client')))).toMatchObject({ late: [irina] });
    const settled = flow.step(before, resolved(olga));
    expect(flow.step(settled.state, taken(irina)).outline.late).toEqual([]);
  });
});

describe('R7: whoever is with the client', () => {
  it('stands in, and again when they come again after somebody else was to go on', () => {
    const met = { ...knownContact(), metBy: pavel };
    const gone = [transferred(irina, 'client'), assigned(pavel), unavailable(pavel), assigned(irina)] as const;
    expect(after(flow, met, assignedBefore(irina, pavel), ...gone).outline.standIn).toBeNull();
    expect(after(flow, met, assignedBefore(irina, pavel), ...gone, comesTo(pavel)).outline.standIn).toBe(pavel);
    // Of several the first one does.
    expect(after(flow, met, assignedBefore(irina, pavel), comesTo(olga)).outline.standIn).toBe(pavel);
  });
});

describe('a later answer, late', () => {
  it('brings a reminder', () => {
    const late = after(flow, ...served, replied(irina), says(), lapsed(irina, 2));
    expect(deedsOf(late)).toEqual([{ type: 'remind', specialist: irina }]);
    expect(late.outline).toMatchObject({ specialist: irina, standIn: null });
  });
});

describe('a promise', () => {
  it('is told to the client and replaces the deadline', () => {
    expect(deedsOf(after(flow, ...served, promised(irina, 5000)))).toEqual([
      { type: 'promise', specialist: irina, until: 5000 },
      { type: 'tell', key: 'promised', specialist: irina, department: 'client', until: 5000 },
    ]);
  });

  it('that is not kept brings a reminder, on the first turn too', () => {
    expect(deedsOf(after(flow, ...served, promised(irina), lapsed(irina, 1, 2)))).toEqual([{ type: 'remind', specialist: irina }]);
  });

  it('is of the person in charge, while the client waits', () => {
    expect(after(flow, ...served, promised(pavel)).effects).toEqual([]);
    expect(after(flow, ...served, replied(irina), promised(irina)).effects).toEqual([]);
  });
});

describe('a turn without an answer', () => {
  it('is waived: the client has the last word, and nothing is offered any more', () => {
    const decision = after(flow, unreachable({ kind: 'asks-human' }), assigned(irina), waived(irina));
    expect(decision.outline.status).toBe('waiting-on-client');
    expect(deedsOf(decision)).toEqual([{ type: 'end-turn' }]);
    expect(decision.effects).toContainEqual({ type: 'clear-timer', key: 'offer' });
    expect(deedsOf(flow.step(decision.state, says(undefined, 40)))).toEqual([
      { type: 'open-turn', message: 40 },
      { type: 'hold-turn', specialist: irina },
    ]);
  });

  it('opens again when the answer never arrived', () => {
    const again = after(flow, ...served, replied(irina, 20), undelivered(20));
    expect(again.outline).toMatchObject({ status: 'waiting-on-us', specialist: irina });
    expect(deedsOf(again)).toEqual([
      { type: 'reopen-turn', message: 20 },
      { type: 'hold-turn', specialist: irina },
    ]);
  });
});

describe('who is not there', () => {
  it('is let go, and somebody else is sought', () => {
    const gone = after(flow, ...served, unavailable(irina));
    expect(gone.outline).toMatchObject({ status: 'seeking', specialist: null });
    expect(deedsOf(gone)).toEqual([
      { type: 'release', specialist: irina },
      { type: 'seek-person', department: 'client', reason: 'away', prefer: irina, except: irina },
    ]);
  });

  it('leaves the client in the queue when there is nobody else, and comes first once they are back', () => {
    const queued = after(flow, ...served, unavailable(irina), nobody());
    expect(queued.outline.status).toBe('queued');
    expect(tellsOf(queued)).toEqual([{ type: 'tell', key: 'queued', department: 'client' }]);
    expect(deedsOf(flow.step(queued.state, { type: 'retried' }))).toEqual([
      { type: 'seek-person', department: 'client', reason: 'retried', prefer: irina },
    ]);
  });
});

describe('a conversation joined to another', () => {
  it('ends, wherever it stands, and keeps no place', () => {
    const ended = after(flow, ...served, joined);
    expect(ended.outline).toMatchObject({ status: 'closed', specialist: irina });
    expect(deedsOf(ended)).toEqual([{ type: 'release', specialist: irina }]);
    expect(after(flow, ...served, resolved(irina), joined).effects).toContainEqual({ type: 'clear-timer', key: 'resolved.reopen' });
  });
});
