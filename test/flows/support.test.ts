import { describe, expect, it } from 'vitest';
import { flowOf, supportFlow } from '../../flows/index.ts';
import { questionTree } from '../../flows/question-tree.ts';
import {
  after,
  assigned,
  deedsOf,
  due,
  irina,
  knownContact,
  metricsOf,
  nobody,
  noted,
  olga,
  pavel,
  queueLate,
  replied,
  resolved,
  retried,
  says,
  stranger,
  taken,
  tellsOf,
  transferred,
  writtenTo,
} from './world.ts';

const flow = supportFlow(questionTree);

describe('while nobody is free', () => {
  it('the client is told once, and what they write is kept', () => {
    const queued = after(flow, knownContact(), nobody());
    expect(queued.outline.status).toBe('queued');
    expect(tellsOf(queued)).toEqual([{ type: 'tell', key: 'queued', department: 'client' }]);
    const written = flow.step(queued.state, says());
    expect(deedsOf(written)).toEqual([]);
    const again = after(flow, knownContact(), nobody(), says(), retried, nobody());
    expect(again.outline.status).toBe('queued');
    expect(again.effects).toEqual([]);
  });

  it('a place that comes free brings the person, who holds the turn of the first message', () => {
    const late = after(flow, knownContact(), nobody(), queueLate(true));
    expect(deedsOf(late)).toEqual([
      { type: 'tell', key: 'queue-late', department: 'client' },
      { type: 'call-head-to-queue', full: true },
    ]);
    expect(tellsOf(flow.step(late.state, assigned(pavel)))).toEqual([
      { type: 'tell', key: 'joined', specialist: pavel, department: 'client' },
    ]);
    const found = after(flow, knownContact(), nobody(), says(), retried, assigned(pavel));
    expect(deedsOf(found)).toEqual([
      { type: 'tell', key: 'joined', specialist: pavel, department: 'client' },
      { type: 'hold-turn', specialist: pavel },
    ]);
  });

  it('one who was told to wait is told who came, even if they know them', () => {
    const found = after(flow, knownContact(), assigned(irina), transferred(irina, 'client'), nobody(), retried, assigned(irina));
    expect(tellsOf(found)).toEqual([{ type: 'tell', key: 'joined', specialist: irina, department: 'client' }]);
  });

  it('a wait for another department is told again', () => {
    const moved = after(flow, knownContact(), nobody(), transferred(olga, 'finance'), nobody('finance'));
    expect(tellsOf(moved)).toEqual([{ type: 'tell', key: 'queued', department: 'finance' }]);
  });

  it('a second wait, after somebody was there, is told too', () => {
    const again = after(flow, knownContact(), nobody(), retried, assigned(irina), transferred(irina, 'client'), nobody());
    expect(tellsOf(again)).toEqual([{ type: 'tell', key: 'queued', department: 'client' }]);
  });

  it('the one a transfer named is sought again by name', () => {
    const retriedByName = after(flow, knownContact(), assigned(irina), transferred(irina, 'finance', olga), nobody('finance'), retried);
    expect(deedsOf(retriedByName)).toEqual([{ type: 'seek-person', department: 'finance', reason: 'retried', exact: olga }]);
  });
});

describe('with a specialist', () => {
  const served = [knownContact(), assigned(irina)] as const;

  it('an answer ends the turn, the next message opens one that the same person holds', () => {
    const answered = after(flow, ...served, replied(irina, 20));
    expect(answered.outline.status).toBe('waiting-on-client');
    expect(deedsOf(answered)).toEqual([{ type: 'answer-turn', message: 20 }]);
    const written = flow.step(answered.state, says(undefined, 21));
    expect(deedsOf(written)).toEqual([
      { type: 'open-turn', message: 21 },
      { type: 'hold-turn', specialist: irina },
    ]);
    expect(deedsOf(flow.step(written.state, says(undefined, 22)))).toEqual([]);
  });

  it('a second answer answers no turn, and the wait for the client begins again', () => {
    const twice = after(flow, ...served, replied(irina), replied(irina, 21));
    expect(deedsOf(twice)).toEqual([]);
    expect(twice.effects).toContainEqual(expect.objectContaining({ type: 'set-timer', key: 'serving.idle' }));
  });

  it('notes change nothing', () => {
    const before = after(flow, ...served);
    expect(flow.step(before.state, noted)).toEqual({ ...before, effects: [] });
  });

  it('a colleague takes over: the former is let go first, and comes next should it fail', () => {
    const decision = after(flow, ...served, taken(pavel));
    expect(deedsOf(decision)).toEqual([
      { type: 'release', specialist: irina },
      { type: 'seek-person', department: 'client', reason: 'taken', exact: pavel, prefer: irina },
    ]);
    expect(deedsOf(flow.step(decision.state, assigned(pavel)))).toEqual([
      { type: 'tell', key: 'joined', specialist: pavel, department: 'client' },
      { type: 'hold-turn', specialist: pavel },
    ]);
    expect(tellsOf(flow.step(decision.state, assigned(irina)))).toEqual([]);
  });

  it('taking what one has already changes nothing', () => {
    expect(after(flow, ...served, taken(irina)).effects).toEqual([]);
  });

  it('taking over after the answer leaves the client the next word', () => {
    expect(after(flow, ...served, replied(irina), taken(pavel), assigned(pavel)).outline.status).toBe('waiting-on-client');
  });

  it('a transfer seeks the next person, who has the turn even after an answer', () => {
    const decision = after(flow, ...served, replied(irina), transferred(irina, 'finance'));
    expect(decision.outline).toMatchObject({ status: 'transferred', department: 'finance', specialist: null });
    expect(deedsOf(decision)).toEqual([
      { type: 'release', specialist: irina },
      { type: 'open-turn', message: 1 },
      { type: 'seek-person', department: 'finance', reason: 'transferred', except: irina },
    ]);
    expect(flow.step(decision.state, assigned(olga, 'finance')).outline).toMatchObject({ status: 'waiting-on-us', specialist: olga });
  });

  it('resolving lets the person go, tells the client, and answers no turn', () => {
    const decision = after(flow, ...served, resolved(irina));
    expect(deedsOf(decision)).toEqual([
      { type: 'tell', key: 'resolved' },
      { type: 'release', specialist: irina },
    ]);
    expect(decision.outline).toMatchObject({ status: 'resolved', specialist: irina });
  });

  it('a client silent for long has it resolved', () => {
    const answered = after(flow, ...served, replied(irina));
    const idle = flow.step(answered.state, due(answered, 'serving.idle'));
    expect(deedsOf(idle)).toEqual([
      { type: 'tell', key: 'resolved' },
      { type: 'release', specialist: irina },
    ]);
  });
});

describe('a conversation the specialist begins', () => {
  it('seeks them by name, introduces nobody twice, and leaves the client the next word', () => {
    const begun = flow.open(writtenTo(irina, 'sales'));
    expect(deedsOf(begun)).toEqual([{ type: 'seek-person', department: 'sales', reason: 'written-to', exact: irina }]);
    expect(metricsOf(begun)).toEqual(['opened', 'replied']);
    const found = flow.step(begun.state, assigned(irina, 'sales'));
    expect(deedsOf(found)).toEqual([]);
    expect(found.outline).toMatchObject({ status: 'waiting-on-client', specialist: irina, department: 'sales' });
  });

  it('opens a turn they hold when the client answers', () => {
    expect(deedsOf(after(flow, writtenTo(irina), assigned(irina), says(undefined, 2)))).toEqual([
      { type: 'open-turn', message: 2 },
      { type: 'hold-turn', specialist: irina },
    ]);
  });

  it('that nobody has room for is settled without a word, and comes back to them with the answer', () => {
    const settled = after(flow, writtenTo(irina), nobody());
    expect(settled.outline.status).toBe('resolved');
    expect(tellsOf(settled)).toEqual([]);
    expect(deedsOf(flow.step(settled.state, says(undefined, 2)))).toContainEqual(
      expect.objectContaining({ type: 'seek-person', reason: 'reopened', prefer: irina }),
    );
  });

  it('tells the client of somebody else who has it', () => {
    expect(tellsOf(after(flow, writtenTo(irina), assigned(pavel)))).toMatchObject([{ key: 'joined', specialist: pavel }]);
  });
});

describe('a resolved conversation', () => {
  const settled = [knownContact(), assigned(irina), replied(irina), resolved(irina)] as const;

  it('is reopened by the client’s message, with the same person before anybody else', () => {
    const reopened = after(flow, ...settled, says(undefined, 40));
    expect(deedsOf(reopened)).toEqual([
      { type: 'open-turn', message: 40 },
      { type: 'seek-person', department: 'client', reason: 'reopened', prefer: irina },
    ]);
    expect(deedsOf(flow.step(reopened.state, assigned(irina)))).toEqual([{ type: 'hold-turn', specialist: irina }]);
    expect(tellsOf(flow.step(reopened.state, assigned(pavel)))).toMatchObject([{ key: 'joined', specialist: pavel }]);
    expect(flow.step(reopened.state, nobody()).outline.status).toBe('queued');
  });

  it('is reopened by our own word, which leaves the client the next one', () => {
    const reopened = after(flow, ...settled, replied(pavel));
    expect(deedsOf(reopened)).toEqual([{ type: 'seek-person', department: 'client', reason: 'reopened', exact: pavel, prefer: irina }]);
    expect(flow.step(reopened.state, assigned(pavel)).outline.status).toBe('waiting-on-client');
    const nowhere = flow.step(reopened.state, nobody());
    expect(nowhere.outline.status).toBe('resolved');
    expect(tellsOf(nowhere)).toEqual([]);
  });

  it('that nobody can take again is waited for, and the client is told anew', () => {
    const again = after(flow, knownContact(), nobody(), resolved(irina), says(), nobody());
    expect(tellsOf(again)).toEqual([{ type: 'tell', key: 'queued', department: 'client' }]);
  });

  it('gives back a place that was found too late', () => {
    expect(deedsOf(after(flow, knownContact(), resolved(irina), assigned(pavel)))).toEqual([{ type: 'release', specialist: pavel }]);
  });

  it('closes when the time to reopen it is over, and then takes nothing', () => {
    const decision = after(flow, ...settled);
    const closed = flow.step(decision.state, due(decision, 'resolved.reopen'));
    expect(closed.outline).toMatchObject({ status: 'closed', specialist: irina });
    for (const event of [says(), replied(irina), taken(pavel), resolved(irina), retried, assigned(pavel), nobody()]) {
      expect(flow.step(closed.state, event)).toEqual({ ...closed, effects: [] });
    }
  });
});

describe('the flow', () => {
  it('is found by name and version, an old one as the newest, and no other is', () => {
    expect(flowOf('support', 1, questionTree)).toMatchObject({ name: 'support', version: 2, tree: questionTree });
    expect(flowOf('support', 2, questionTree)).toMatchObject({ name: 'support', version: 2, tree: questionTree });
    expect(() => flowOf('support', 3, questionTree)).toThrow('unknown flow: support 3');
    expect(() => flowOf('sales', 1, questionTree)).toThrow('unknown flow: sales 1');
  });

  it('refuses a stored state that is none of its own', () => {
    const { state } = after(flow, stranger());
    expect(() => flow.outline({ ...state, value: 'elsewhere' })).toThrow('not a state of the support flow');
    expect(() => flow.step({ ...state, value: 'elsewhere' }, says())).toThrow();
  });
});
