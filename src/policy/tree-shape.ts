import { z } from 'zod';
import { sizeClasses } from '../domain/client.ts';
import type { Worded } from '../domain/language.ts';
import { leadingPurposes } from '../domain/lead.ts';

/** What differs between a question tree of a file and one that somebody is writing at the desk. */
interface Parts<Words extends z.ZodType<Worded>, Also extends z.ZodType> {
  readonly name: z.ZodString;
  readonly id: z.ZodString;
  /** the key of a question, a leaf or a product */
  readonly key: z.ZodString;
  readonly words: Words;
  /** other words for an answer, by language */
  readonly also: Also;
  readonly list: <Item extends z.ZodType>(item: Item, most: number) => z.ZodArray<Item>;
  /** a mistake is reported as the code of what was expected; where there are no codes, as zod does */
  readonly expected: (code: 'section' | 'next' | 'number' | 'question-kind' | 'jurisdiction' | 'size') => string | undefined;
}

/** Makes a form of a question tree's shape; `checkTree` says whether one may be asked of people. */
export function treeShape<Words extends z.ZodType<Worded>, Also extends z.ZodType>(parts: Parts<Words, Also>) {
  const { name, id, key, words, also, list, expected } = parts;
  /** Either a question or a leaf. */
  const next = z.union([z.strictObject({ question: id }), z.strictObject({ leaf: id })], expected('next'));
  const amount = z.number(expected('number'));
  const numbers = z.strictObject({ from: amount, to: amount.optional() }, expected('section'));
  const option = z.strictObject(
    { id, label: words, also: also.optional(), numbers: numbers.optional(), topic: id.optional(), next },
    expected('section'),
  );
  const text = z.strictObject({
    kind: z.literal('text'),
    ask: words,
    skip: words,
    purpose: z.enum(leadingPurposes).optional(),
    proof: z.literal('phone').optional(),
    next,
  });
  const choice = z.strictObject({ kind: z.literal('choice'), ask: words, options: list(option, 20) });
  const leaf = z.strictObject(
    {
      products: list(id, 50),
      jurisdiction: z.string(expected('jurisdiction')).regex(/^[a-z][a-z0-9-]{0,63}$/, expected('jurisdiction')),
      size: z.enum(sizeClasses, expected('size')),
      topic: id.optional(),
      word: words.optional(),
    },
    expected('section'),
  );
  return z.strictObject(
    {
      name,
      greeting: words,
      root: id,
      questions: z.record(key, z.discriminatedUnion('kind', [choice, text], expected('question-kind')), expected('section')),
      leaves: z.record(key, leaf, expected('section')),
      products: z.record(key, words, expected('section')),
    },
    expected('section'),
  );
}
