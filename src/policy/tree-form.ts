import { z } from 'zod';
import type { Tree } from '../../flows/tree.ts';
import { sizeClasses } from '../domain/client.ts';
import { cleanText } from '../domain/content.ts';

/*
 * A question tree as somebody is still writing it: texts may be empty and answers may lead nowhere yet. `checkTree` says what is
 * missing before it may be asked of people.
 */

const text = z.string().max(2000).overwrite(cleanText);
const id = z.string().max(64).overwrite(cleanText);
const worded = z.strictObject({ ru: text, en: text });
const words = z.array(text).max(50);
const next = z.union([z.strictObject({ question: id }), z.strictObject({ leaf: id })]);

const option = z.strictObject({
  id,
  label: worded,
  also: z.strictObject({ ru: words, en: words }).optional(),
  numbers: z.strictObject({ from: z.number(), to: z.number().optional() }).optional(),
  next,
});

const question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), ask: worded, options: z.array(option).max(20) }),
  z.strictObject({
    kind: z.literal('text'),
    ask: worded,
    skip: worded,
    purpose: z.literal('organisation').optional(),
    proof: z.literal('phone').optional(),
    next,
  }),
]);

const leaf = z.strictObject({
  products: z.array(id).max(50),
  jurisdiction: z.enum(['client', 'sales']),
  size: z.enum(sizeClasses),
  word: worded.optional(),
});

export const treeDraft = z.strictObject({
  name: z.string().min(1).max(200).overwrite(cleanText),
  greeting: worded,
  root: id,
  questions: z.record(z.string().max(64), question),
  leaves: z.record(z.string().max(64), leaf),
  products: z.record(z.string().max(64), worded),
});

/** The draft has a tree's shape; only, what is absent may also be `undefined` there. Word lists lose what is empty. */
export function treeOf(draft: z.output<typeof treeDraft>): Tree {
  return JSON.parse(JSON.stringify(draft)) as Tree;
}
