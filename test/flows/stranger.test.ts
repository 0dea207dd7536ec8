import { describe, expect, it } from 'vitest';
import { supportFlow } from '../../flows/index.ts';
import { questionTree } from '../../flows/question-tree.ts';
import {
  after,
  asksHuman,
  assigned,
  deedsOf,
  due,
  irina,
  knownContact,
  metricsOf,
  nobody,
  replied,
  resolved,
  retried,
  says,
  stranger,
  taken,
  tap,
  taps,
  tellsOf,
  transferred,
} from './world.ts';

const flow = supportFlow(questionTree);

describe('R1, R2: a stranger', () => {
  it('who writes freely is asked the first question, and it is no miss', () => {
    const decision = after(flow, stranger());
    expect(decision.outline).toMatchObject({ status: 'asking', asking: 'who', specialist: null });
    expect(deedsOf(decision)).toEqual([{ type: 'tell', key: 'question', question: 'who', reason: 'asked' }]);
    expect(metricsOf(decision)).toEqual(['opened', 'client-message']);
  });

  it('who taps an answer first is asked the next question', () => {
    const decision = after(flow, stranger(tap('who', 'organisation')));
    expect(decision.outline).toMatchObject({ asking: 'workplaces', answers: [{ question: 'who', option: 'organisation', message: 1 }] });
    expect(tellsOf(decision)).toEqual([{ type: 'tell', key: 'question', question: 'workplaces', reason: 'asked' }]);
  });

  it('who asks for a person gets one at once', () => {
    const turn = { type: 'open-turn', message: 1 };
    const seek = { type: 'seek-person', department: 'client', reason: 'asked-for-human' };
    expect(deedsOf(after(flow, stranger(asksHuman)))).toEqual([turn, seek]);
    const later = deedsOf(after(flow, stranger(), taps('who', 'organisation'), says(asksHuman, 12)));
    expect(later).toEqual([{ ...turn, message: 12 }, seek]);
  });

  it('who is not understood once is asked again, twice meets a person', () => {
    const once = after(flow, stranger(), says());
    expect(tellsOf(once)).toEqual([{ type: 'tell', key: 'question', question: 'who', reason: 'not-understood' }]);
    expect(once.outline.status).toBe('asking');
    expect(due(once, 'asking.reminder')).toBeDefined();
    expect(due(once, 'asking.abandon')).toBeDefined();
    const twice = flow.step(once.state, says(undefined, 11));
    expect(deedsOf(twice)).toEqual([
      { type: 'open-turn', message: 11 },
      { type: 'seek-person', department: 'client', reason: 'not-understood' },
    ]);
    expect(metricsOf(twice)).toEqual(['client-message', 'question-missed']);
  });

  it('counts misses over the whole tree', () => {
    const decision = after(flow, stranger(), says(), taps('who', 'organisation'), says());
    expect(decision.outline.status).toBe('seeking');
  });

  it('answers a text question with whatever is typed, or skips it', () => {
    const typed = after(flow, stranger(), taps('who', 'client'), says(undefined, 14));
    expect(typed.outline).toMatchObject({ status: 'seeking', leaf: 'client' });
    expect(typed.outline.answers.at(-1)).toEqual({ question: 'client-name', message: 14 });
    const skipped = after(flow, stranger(), taps('who', 'client'), taps('client-name', 'skip', 14));
    expect(skipped.outline.answers.at(-1)).toEqual({ question: 'client-name', option: 'skip', message: 14 });
  });

  it('hears the leaf’s word once, with the person or with the wait', () => {
    const ended = [stranger(), taps('who', 'myself')] as const;
    expect(tellsOf(after(flow, ...ended, assigned(irina)))).toEqual([
      { type: 'tell', key: 'joined', specialist: irina, department: 'client', leaf: 'personal' },
    ]);
    expect(tellsOf(after(flow, ...ended, nobody()))).toEqual([{ type: 'tell', key: 'queued', department: 'client', leaf: 'personal' }]);
    expect(tellsOf(after(flow, ...ended, nobody(), retried, assigned(irina)))).toEqual([
      { type: 'tell', key: 'joined', specialist: irina, department: 'client' },
    ]);
  });

  it('goes where the leaf says, with the size it found', () => {
    const key = after(flow, stranger(), taps('who', 'organisation'), taps('workplaces', 'over-200'), taps('key-name', 'skip', 15));
    expect(deedsOf(key)).toEqual([
      { type: 'open-turn', message: 15 },
      { type: 'seek-person', department: 'sales', reason: 'opened', size: 'key' },
    ]);
  });

  it('who stops midway is reminded once, and the questions are closed in the end', () => {
    const asked = after(flow, stranger());
    const reminded = flow.step(asked.state, due(asked, 'asking.reminder'));
    expect(tellsOf(reminded)).toEqual([{ type: 'tell', key: 'question', question: 'who', reason: 'reminder' }]);
    expect(reminded.effects.filter((each) => each.type === 'set-timer')).toEqual([]);
    const closed = flow.step(reminded.state, due(asked, 'asking.abandon'));
    expect(closed.outline.status).toBe('closed');
    expect(metricsOf(closed)).toEqual(['abandoned', 'closed']);
    expect(tellsOf(closed)).toEqual([]);
  });

  it('who goes on has the waits moved, not doubled', () => {
    const timers = after(flow, stranger(), taps('who', 'organisation')).effects.filter((each) => each.type.endsWith('timer'));
    expect(timers).toMatchObject([
      { type: 'set-timer', key: 'asking.reminder', delay: 600_000, raised: { type: 'xstate.after.reminder.support.asking.workplaces' } },
      { type: 'set-timer', key: 'asking.abandon', delay: 86_400_000 },
    ]);
  });

  it('is met by a specialist who steps in, whatever was being asked', () => {
    const decision = after(flow, stranger(), taken(irina));
    expect(deedsOf(decision)).toEqual([
      { type: 'open-turn', message: 1 },
      { type: 'seek-person', department: 'client', reason: 'taken', exact: irina },
    ]);
    expect(flow.step(decision.state, assigned(irina)).outline).toMatchObject({ status: 'waiting-on-us', specialist: irina });
    expect(after(flow, stranger(), transferred(irina, 'sales')).outline).toMatchObject({ status: 'transferred', department: 'sales' });
    expect(after(flow, stranger(), resolved(irina)).outline).toMatchObject({ status: 'resolved', specialist: irina });
    expect(after(flow, stranger(), replied(irina), assigned(irina)).outline.status).toBe('waiting-on-client');
  });
});

describe('a known contact', () => {
  it('is asked nothing', () => {
    expect(deedsOf(after(flow, knownContact('sales')))).toEqual([
      { type: 'open-turn', message: 1 },
      { type: 'seek-person', department: 'sales', reason: 'opened' },
    ]);
  });
});
