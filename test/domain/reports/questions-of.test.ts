import { describe, expect, it } from 'vitest';
import { type NextOf, type QuestionLog, questionsOf } from '../../../src/domain/reports/questions-of.ts';

/** who: myself → leaf personal; company → name (typed, or skipped) → leaf company. */
const nextOf: NextOf = (question, option) => {
  if (question === 'who') return option === 'myself' ? { leaf: 'personal' } : option === 'company' ? { question: 'name' } : null;
  return question === 'name' && (option === null || option === 'skip') ? { leaf: 'company' } : null;
};
const log = (of: Partial<QuestionLog>): QuestionLog => ({
  ...{ root: 'who', answers: [], isAsking: false, isAbandoned: false, soughtFor: null },
  ...of,
});
const told = (of: Partial<QuestionLog>) =>
  questionsOf(log(of), nextOf).map(({ n, question, answer, outcome, leaf }) => [n, question, answer, outcome, leaf]);

describe('the questions a conversation came to (R2)', () => {
  it('are all it answered, down to where that led', () => {
    const answers = [
      { question: 'who', option: 'company' },
      { question: 'name', option: null },
    ];
    expect(told({ answers, soughtFor: 'opened' })).toEqual([
      [1, 'who', 'company', 'answered', 'company'],
      [2, 'name', 'typed', 'answered', 'company'],
    ]);
    expect(told({ answers: [{ question: 'who', option: 'myself' }] })).toEqual([[1, 'who', 'myself', 'answered', 'personal']]);
  });

  it('end with the one that was not answered, and what happened instead', () => {
    const answers = [{ question: 'who', option: 'company' }];
    for (const [of, outcome] of [
      [{ isAsking: true }, 'open'],
      [{ isAbandoned: true }, 'left'],
      [{ soughtFor: 'asked-for-human' }, 'person'],
      [{ soughtFor: 'not-understood' }, 'person'],
      [{ soughtFor: 'taken' }, 'otherwise'],
      [{}, 'otherwise'],
    ] as const)
      expect(told({ answers, ...of }).at(-1)).toEqual([2, 'name', null, outcome, null]);
    expect(told({ isAsking: true })).toEqual([[1, 'who', null, 'open', null]]);
  });

  it('are followed by the tree alone: an answer to another question, or one it does not have, leads nowhere', () => {
    const answers = [
      { question: 'name', option: null },
      { question: 'who', option: 'nobody' },
    ];
    expect(told({ answers, isAbandoned: true })).toEqual([[1, 'who', null, 'left', null]]);
  });
});
