import { describe, expect, it } from 'vitest';
import type { TreeToWalk } from '../../../../src/http/desk/conversations/question-tree.ts';
import { walk } from '../../../../src/web/desk/conversations/walk.ts';

const worded = { ru: 'да', en: 'yes' };
const leaf = { department: { key: 'client', name: 'Client' }, products: [] };
const tree: TreeToWalk = {
  hash: 'h',
  greeting: worded,
  root: 'who',
  questions: {
    who: {
      kind: 'choice',
      ask: worded,
      options: [
        { id: 'firm', label: worded, next: { question: 'name' } },
        { id: 'self', label: worded, next: { leaf: 'personal' } },
      ],
    },
    name: { kind: 'text', ask: worded, options: [{ id: 'skip', label: worded, next: { leaf: 'small' } }], next: { leaf: 'small' } },
  },
  leaves: { personal: leaf, small: leaf },
};

describe('the tree walked with a caller', () => {
  it('begins with its first question', () => {
    expect(walk(tree, [])).toEqual({ answers: [], asking: 'who', leaf: null });
  });

  it('goes where the answers lead, tapped or typed', () => {
    const who = { question: 'who', option: 'firm' };
    const name = { question: 'name', text: 'Northwind' };
    expect(walk(tree, [who])).toEqual({ answers: [who], asking: 'name', leaf: null });
    expect(walk(tree, [who, name])).toEqual({ answers: [who, name], asking: null, leaf: 'small' });
  });

  it('forgets answers to questions that are asked no more', () => {
    const who = { question: 'who', option: 'self' };
    expect(walk(tree, [{ question: 'name', text: 'Northwind' }, who])).toEqual({ answers: [who], asking: null, leaf: 'personal' });
  });

  it('asks again what was answered by nothing it knows', () => {
    expect(walk(tree, [{ question: 'who', option: 'nobody' }])).toEqual({ answers: [], asking: 'who', leaf: null });
  });

  it('ends in a tree that leads in a circle', () => {
    const circle: TreeToWalk = {
      ...tree,
      questions: { who: { kind: 'choice', ask: worded, options: [{ id: 'again', label: worded, next: { question: 'who' } }] } },
    };
    expect(walk(circle, [{ question: 'who', option: 'again' }]).asking).toBe('who');
  });
});
