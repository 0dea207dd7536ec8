import { describe, expect, it } from 'vitest';
import { questionTree } from '../../flows/question-tree.ts';
import { type Next, optionsOf } from '../../flows/tree.ts';
import { type SpokenAnswer, walk } from '../../flows/walk.ts';

/** Every way through the tree, each question answered by each of its options, and by words where they are taken. */
function ways(next: Next, before: readonly SpokenAnswer[] = []): readonly (readonly [string, readonly SpokenAnswer[]])[] {
  if ('leaf' in next) return [[next.leaf, before]];
  const question = questionTree.questions[next.question];
  if (question === undefined) return [];
  const typed = question.kind === 'text' ? ways(question.next, [...before, { question: next.question, text: 'words' }]) : [];
  return [
    ...typed,
    ...optionsOf(question).flatMap(({ option, next: then }) => ways(then, [...before, { question: next.question, option }])),
  ];
}

const all = ways({ question: questionTree.root });

describe('R3: walking the tree with a caller', () => {
  it('reaches every leaf, and ends nowhere before it', () => {
    expect(new Set(all.map(([leaf]) => leaf))).toEqual(new Set(Object.keys(questionTree.leaves)));
    for (const [leaf, answers] of all) {
      expect(walk(questionTree, answers)).toEqual({ type: 'ended', leaf });
      expect(walk(questionTree, answers.slice(0, -1))).toMatchObject({ type: 'unfinished', question: answers.at(-1)?.question });
      expect(walk(questionTree, [...answers, { question: 'who', option: 'myself' }])).toEqual({ type: 'astray', at: answers.length });
    }
  });

  it.each<[string, SpokenAnswer]>([
    ['another question', { question: 'workplaces', option: 'up-to-10' }],
    ['an option there is not', { question: 'who', option: 'nobody' }],
    ['words where an option is chosen', { question: 'who', text: 'me' }],
    ['a question named like something every object has', { question: 'constructor', option: 'x' }],
  ])('goes astray by %s', (_, answer) => {
    expect(walk(questionTree, [answer])).toEqual({ type: 'astray', at: 0 });
  });
});
