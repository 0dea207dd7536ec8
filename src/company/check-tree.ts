import type { z } from 'zod';
import { checkTree, optionsOf, type Tree, type TreeMistake, unknownTopics } from '../../flows/tree.ts';
import type { TopicKey } from '../domain/topic.ts';
import { formMistakes } from './form-mistakes.ts';
import { treeForm } from './form-tree.ts';
import type { Mistake } from './mistake.ts';
import type { Path, Source } from './source.ts';

export interface ReadTree {
  /** null when it cannot be asked of people */
  readonly tree: Tree | null;
  readonly mistakes: readonly Mistake[];
  /** each topic that the tree names, with what is to be said where the company has no such topic: its list may be the desk's */
  readonly topics: readonly { readonly topic: TopicKey; readonly mistake: Mistake }[];
}

/** Checks a tree out of a file: `value` stands at `prefix` of `source`. */
export function readTree(
  source: Source,
  value: unknown,
  { prefix, schema, departments }: { readonly prefix: Path; readonly schema: object; readonly departments: readonly string[] },
): ReadTree {
  const parsed = treeForm.safeParse(value);
  if (!parsed.success) return { tree: null, mistakes: formMistakes(source, parsed.error.issues, schema, prefix), topics: [] };
  const tree = asTree(parsed.data);
  const mistakes = checkTree(tree, departments).map((mistake): Mistake => {
    const place = source.placeOf([...prefix, ...pathOf(tree, mistake)]);
    // Refused when it would be published: a company that asks it already may still keep it.
    const severity = mistake.type === 'large-stays' ? 'warning' : 'mistake';
    return { ...place, severity, code: 'tree', params: {}, tree: mistake };
  });
  const topics = unknownTopics(tree, []).map((each) => {
    const place = source.placeOf([...prefix, ...pathOf(tree, each)]);
    return { topic: each.topic, mistake: { ...place, severity: 'mistake', code: 'tree', params: {}, tree: each } as const };
  });
  return { tree: mistakes.every(({ severity }) => severity === 'warning') ? tree : null, mistakes, topics };
}

/** The form has a tree's shape; only, what is absent may also be `undefined` there. */
function asTree(form: z.output<typeof treeForm>): Tree {
  return JSON.parse(JSON.stringify(form)) as Tree;
}

/** Finds where in the tree a mistake is to be mended. */
export function pathOf(tree: Tree, mistake: TreeMistake): Path {
  const option = (question: string, id: string): Path => {
    const asked = tree.questions[question];
    const index = asked?.kind === 'choice' ? asked.options.findLastIndex((each) => each.id === id) : -1;
    return index < 0 ? ['questions', question] : ['questions', question, 'options', index];
  };
  switch (mistake.type) {
    case 'bad-id': {
      const { id } = mistake;
      if (id in tree.questions) return ['questions', id];
      if (id in tree.leaves) return ['leaves', id];
      if (id in tree.products) return ['products', id];
      const asked = Object.entries(tree.questions).find(([, each]) => optionsOf(each).some((other) => other.option === id));
      return asked === undefined ? [] : option(asked[0], id);
    }
    case 'missing-text': {
      const [place = '', id] = mistake.place.split('/');
      if (place === 'greeting') return ['greeting'];
      if (id !== undefined) return option(place, id);
      return place in tree.questions ? ['questions', place] : place in tree.leaves ? ['leaves', place] : ['products', place];
    }
    case 'unknown-root':
      return ['root'];
    case 'dead-end': {
      const asked = tree.questions[mistake.question];
      const led = asked === undefined ? undefined : optionsOf(asked).find(({ next }) => Object.values(next).includes(mistake.target));
      return led === undefined ? ['questions', mistake.question] : option(mistake.question, led.option);
    }
    case 'no-options':
    case 'manager-elsewhere':
    case 'manager-twice':
    case 'unreachable-question':
      return ['questions', mistake.question];
    case 'duplicate-option':
    case 'bad-numbers':
    case 'topic-of-option':
      return option(mistake.question, mistake.option);
    case 'same-words':
    case 'same-numbers':
      return option(mistake.question, mistake.options[1]);
    case 'cycle':
      return ['questions', mistake.questions[0] ?? ''];
    case 'too-few-questions':
    case 'too-many-questions':
    case 'unreachable-leaf':
    case 'unknown-product':
    case 'large-stays':
    case 'topic-of-leaf':
    case 'no-department':
      return ['leaves', mistake.leaf];
  }
}
