import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../flows/effects.ts';
import type { Effect, Tell } from '../../src/domain/effect.ts';
import { irina } from './world.ts';

const question: Tell = { type: 'tell', key: 'question', question: 'who', reason: 'asked' };
const joined: Tell = { type: 'tell', key: 'joined', specialist: irina, department: 'client' };
const settled: Tell = { type: 'tell', key: 'resolved' };
const seek: Effect = { type: 'seek-person', department: 'client', reason: 'opened' };

const effect = (params: Effect) => ({ type: 'effect', params });
const raise = (id: string) => ({ type: 'xstate.raise', params: { id, delay: 5, event: { type: id } } });
const cancel = (sendId: string) => ({ type: 'xstate.cancel', params: { sendId } });

describe('of the texts of one decision', () => {
  it('the last one is said', () => {
    expect(effectsOf([effect(question), effect(joined), effect(settled)])).toEqual([settled]);
    expect(effectsOf([effect(joined), effect(question)])).toEqual([question]);
  });

  it('a question is dropped when a person is sought, before it or after it', () => {
    expect(effectsOf([effect(question), effect(seek)])).toEqual([seek]);
    expect(effectsOf([effect(seek), effect(question)])).toEqual([seek]);
    expect(effectsOf([effect(settled), effect(seek), effect(question)])).toEqual([settled, seek]);
  });

  it('everything else stays, in order', () => {
    const turn: Effect = { type: 'open-turn', message: 1 };
    const counted: Effect = { type: 'record', metric: 'opened' };
    expect(effectsOf([effect(counted), effect(turn), effect(question), effect(seek)])).toEqual([counted, turn, seek]);
  });
});

describe('a timer', () => {
  const who = 'xstate.after.reminder.support.asking.who';
  const next = 'xstate.after.reminder.support.asking.workplaces';

  it('is named by its state and wait, the same for every question', () => {
    expect(effectsOf([raise(who)])).toEqual([{ type: 'set-timer', key: 'asking.reminder', delay: 5, raised: { type: who } }]);
    expect(effectsOf([cancel('xstate.after.idle.support.serving.waiting-on-client')])).toEqual([
      { type: 'clear-timer', key: 'serving.idle' },
    ]);
  });

  it('that is cleared and set again is moved', () => {
    expect(effectsOf([cancel(who), raise(next)])).toEqual([
      { type: 'set-timer', key: 'asking.reminder', delay: 5, raised: { type: next } },
    ]);
  });
});

it('an action nobody would carry out is refused', () => {
  expect(() => effectsOf([{ type: 'xstate.spawnChild', params: {} }])).toThrow('unexpected action: xstate.spawnChild');
});
