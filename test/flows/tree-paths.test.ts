import { describe, expect, it } from 'vitest';
import { supportFlow } from '../../flows/index.ts';
import { questionTree as tree } from '../../flows/question-tree.ts';
import { optionsOf, skipOption } from '../../flows/tree.ts';
import type { LeafId } from '../../src/domain/content.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { after, says, stranger, tap, tellsOf } from './world.ts';

interface Step {
  readonly question: string;
  /** absent: typed freely */
  readonly option?: string;
}

interface Path {
  readonly steps: readonly Step[];
  readonly leaf: LeafId;
}

const flow = supportFlow(tree);

/** Every way through the tree: each answer of each question, and free words where words are the answer. */
function pathsFrom(question: string, before: readonly Step[]): Path[] {
  const asked = tree.questions[question]!;
  const answers = optionsOf(asked).map(({ option, next }) => ({ step: { question, option } as Step, next }));
  if (asked.kind === 'text') answers.push({ step: { question }, next: asked.next });
  return answers.flatMap(({ step, next }) => {
    const steps = [...before, step];
    return 'question' in next ? pathsFrom(next.question, steps) : [{ steps, leaf: next.leaf }];
  });
}

const paths = pathsFrom(tree.root, []);
const said = ({ question, option }: Step) => (option === undefined ? { kind: 'text' as const } : tap(question, option));

function walk({ steps }: Path): Decision[] {
  let decision = flow.open(stranger());
  return steps.map((step, n) => {
    expect(decision.outline).toMatchObject({ status: 'asking', asking: step.question });
    decision = flow.step(decision.state, says(said(step), n + 2));
    return decision;
  });
}

describe('R2, R3: the paths of the demo tree', () => {
  it('are counted: one for a private person, three by name alone, whom a manager contacted, eight needs each with a name or without', () => {
    expect(paths).toHaveLength(1 + 3 * 2 + (2 * 2 + 2) + 8 * 2);
    expect(new Set(paths.map((each) => each.leaf))).toEqual(new Set(Object.keys(tree.leaves)));
  });

  it('pass every answer of every question', () => {
    const passed = new Set(paths.flatMap(({ steps }) => steps.map(({ question, option }) => `${question}/${option ?? 'typed'}`)));
    const all = Object.entries(tree.questions).flatMap(([id, question]) => [
      ...optionsOf(question).map(({ option }) => `${id}/${option}`),
      ...(question.kind === 'text' ? [`${id}/typed`] : []),
    ]);
    expect([...passed].sort()).toEqual(all.sort());
  });

  it.each(paths.map((path) => [path.steps.map(({ question, option }) => `${question}: ${option ?? 'typed'}`).join(', '), path] as const))(
    '%s',
    (_, path) => {
      const decisions = walk(path);
      const last = decisions.at(-1)!;
      const leaf = tree.leaves[path.leaf]!;
      for (const [n, decision] of decisions.slice(0, -1).entries()) {
        expect(tellsOf(decision)).toEqual([{ type: 'tell', key: 'question', question: path.steps[n + 1]!.question, reason: 'asked' }]);
      }
      expect(last.outline).toMatchObject({ status: 'seeking', asking: null, leaf: path.leaf, department: leaf.jurisdiction });
      expect(last.outline.answers).toEqual(path.steps.map((step, n) => ({ ...step, message: n + 2 })));
      expect(tellsOf(last)).toEqual([]);
      expect(last.effects).toContainEqual({ type: 'seek-person', department: leaf.jurisdiction, reason: 'opened', size: leaf.size });
      expect(last.effects).toContainEqual({ type: 'open-turn', message: path.steps.length + 1 });
    },
  );

  it('may begin with the answer of the first message', () => {
    for (const { option } of optionsOf(tree.questions[tree.root]!)) {
      const first = flow.open(stranger(tap(tree.root, option)));
      const second = after(flow, stranger(), says(tap(tree.root, option), 1));
      expect(first.state).toEqual(second.state);
      expect(first.outline).toEqual(second.outline);
    }
  });

  it('end at once from any question when a person is asked for', () => {
    for (const { steps } of paths) {
      for (const [n] of steps.entries()) {
        const heard = steps.slice(0, n).map((step) => says(said(step)));
        expect(after(flow, stranger(), ...heard, says({ kind: 'asks-human' })).outline).toMatchObject({
          status: 'seeking',
          department: 'client',
        });
      }
    }
  });

  it('never stop at a text question: it takes words or is skipped', () => {
    const texts = Object.values(tree.questions).filter((each) => each.kind === 'text');
    expect(texts.length).toBeGreaterThan(0);
    for (const each of texts) expect(optionsOf(each).map(({ option }) => option)).toEqual([skipOption]);
  });
});
