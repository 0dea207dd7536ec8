import { z } from 'zod';
import type { Tree } from '../../flows/tree.ts';
import { cleanText } from '../domain/content.ts';
import { treeShape } from './tree-shape.ts';

const text = z.string().max(2000).overwrite(cleanText);
const words = z.array(text).max(50);

/**
 * A question tree as somebody is still writing it: texts may be empty and answers may lead nowhere yet. `checkTree` says what is
 * missing before it may be asked of people.
 */
export const treeDraft = treeShape({
  name: z.string().min(1).max(200).overwrite(cleanText),
  id: z.string().max(64).overwrite(cleanText),
  key: z.string().max(64),
  words: z.strictObject({ ru: text, en: text }),
  also: z.strictObject({ ru: words, en: words }),
  list: (item, most) => z.array(item).max(most),
  expected: () => undefined,
});

/** Makes a tree of a draft. It has the shape; only, what is absent may also be `undefined` there. Word lists lose what is empty. */
export function treeOf(draft: z.output<typeof treeDraft>): Tree {
  return JSON.parse(JSON.stringify(draft)) as Tree;
}
