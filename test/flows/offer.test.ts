import { describe, expect, it } from 'vitest';
import { supportFlow } from '../../flows/index.ts';
import { questionTree } from '../../flows/question-tree.ts';
import type { Decision } from '../../src/domain/decision.ts';
import {
  after,
  asksHuman,
  assigned,
  contactLeft,
  declined,
  due,
  irina,
  knownContact,
  metricsOf,
  nobody,
  replied,
  resolved,
  says,
  stranger,
  tap,
  taps,
  tellsOf,
  transferred,
  unreachable,
} from './world.ts';

const flow = supportFlow(questionTree);
const offerTimers = ({ effects }: Decision) => effects.filter((each) => 'key' in each && each.key === 'offer' && each.type !== 'tell');

/** Somebody nobody could reach, who asked for a person. */
const waiting = unreachable(asksHuman);
const opened = after(flow, waiting);
const offerDue = due(opened, 'offer');
const offered = after(flow, waiting, assigned(irina), offerDue);

describe('R31: a stranger nobody could reach', () => {
  it('is not offered anything while they are asked', () => {
    expect(offerTimers(after(flow, unreachable()))).toEqual([]);
  });

  it('is offered another way after a minute’s wait for the person who has them', () => {
    expect(offerTimers(opened)).toEqual([{ type: 'set-timer', key: 'offer', delay: 60_000, raised: { type: 'offer.due' } }]);
    expect(tellsOf(offered)).toEqual([{ type: 'tell', key: 'offer', specialist: irina, department: 'client' }]);
    expect(metricsOf(offered)).toEqual(['offered']);
    expect(offered.outline).toMatchObject({ status: 'waiting-on-us', offer: true });
  });

  it('is offered it in the queue, too, by the department they wait for', () => {
    expect(tellsOf(after(flow, waiting, nobody(), offerDue))).toEqual([{ type: 'tell', key: 'offer', department: 'client' }]);
  });

  it('reads the leaf’s word again only where it may have been replaced', () => {
    const placed = [unreachable(tap('who', 'myself')), assigned(irina)] as const;
    expect(tellsOf(after(flow, ...placed, offerDue))).toMatchObject([{ key: 'offer', leaf: 'personal' }]);
    const [later] = tellsOf(after(flow, ...placed, says(undefined, 11), offerDue));
    expect(later).not.toHaveProperty('leaf');
  });

  it('is not offered it once somebody has answered', () => {
    const answered = after(flow, waiting, assigned(irina), replied(irina));
    expect(offerTimers(answered)).toEqual([{ type: 'clear-timer', key: 'offer' }]);
    expect(offerTimers(after(flow, waiting, assigned(irina), replied(irina), says()))).toEqual([]);
    expect(after(flow, waiting, assigned(irina), replied(irina), offerDue).effects).toEqual([]);
  });

  it('waits anew when nobody is left for them', () => {
    const left = after(flow, waiting, assigned(irina), replied(irina), transferred(irina, 'sales'), nobody('sales'));
    expect(offerTimers(left)).toMatchObject([{ type: 'set-timer', key: 'offer' }]);
    expect(tellsOf(flow.step(left.state, offerDue))).toEqual([{ type: 'tell', key: 'offer', department: 'sales' }]);
  });

  it('is offered it once a conversation', () => {
    const again = after(flow, waiting, assigned(irina), offerDue, replied(irina), says(), offerDue);
    expect([tellsOf(again), offerTimers(again)]).toEqual([[], []]);
    expect(offerTimers(after(flow, waiting, assigned(irina), offerDue, replied(irina), says()))).toEqual([]);
  });

  it('keeps the offer until it is answered, and has an answer confirmed once', () => {
    const left = flow.step(offered.state, contactLeft);
    expect(tellsOf(left)).toEqual([{ type: 'tell', key: 'contact-left', specialist: irina, department: 'client' }]);
    expect(left.outline.offer).toBe(false);
    expect(metricsOf(left)).toEqual(['contact-left']);
    expect(tellsOf(flow.step(left.state, contactLeft))).toEqual([]);
  });

  it('who would rather not is left alone', () => {
    const left = flow.step(offered.state, declined);
    expect([left.outline.offer, left.effects]).toEqual([false, []]);
    expect(flow.step(left.state, offerDue).effects).toEqual([]);
  });

  it('has no offer before them when the matter is over', () => {
    expect(flow.step(offered.state, resolved(irina)).outline.offer).toBe(false);
    expect(offerTimers(after(flow, waiting, assigned(irina), resolved(irina)))).toEqual([{ type: 'clear-timer', key: 'offer' }]);
  });
});

describe('a stranger who comes when nobody is there', () => {
  it('has the offer before them from their first words, and no text talks over the question', () => {
    const asked = after(flow, unreachable(undefined, false));
    expect(asked.outline).toMatchObject({ status: 'asking', offer: true });
    expect(tellsOf(asked)).toMatchObject([{ key: 'question' }]);
    expect(metricsOf(asked)).toContain('offered');
  });

  it('answers it without a word among the questions', () => {
    const left = after(flow, unreachable(undefined, false), contactLeft);
    expect([tellsOf(left), left.outline.offer, left.outline.asking]).toEqual([[], false, 'who']);
  });

  it('is not offered it a second time', () => {
    const waits = after(flow, unreachable(undefined, false), taps('who', 'myself'), nobody());
    expect([offerTimers(waits), waits.outline.offer]).toEqual([[], true]);
    expect(flow.step(waits.state, offerDue).effects).toEqual([]);
  });
});

describe('whoever the company can reach', () => {
  it('is offered nothing', () => {
    for (const each of [knownContact(), stranger(asksHuman)]) {
      expect(offerTimers(after(flow, each))).toEqual([]);
      expect(after(flow, each, assigned(irina)).outline.offer).toBe(false);
    }
  });
});
