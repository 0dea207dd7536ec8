import { z } from 'zod';
import { sizeClasses } from '../domain/client.ts';
import { worded } from './form-text.ts';

const id = z.string('text');
const words = z
  .strictObject({ ru: z.array(id, 'list').optional(), en: z.array(id, 'list').optional() }, 'section')
  .transform(({ ru, en }) => ({
    ru: ru ?? [],
    en: en ?? [],
  }));

/** Either a question or a leaf. */
const next = z.union([z.strictObject({ question: id }), z.strictObject({ leaf: id })], 'next');

const option = z.strictObject(
  {
    id,
    label: worded,
    also: words.optional(),
    numbers: z.strictObject({ from: z.number('number'), to: z.number('number').optional() }, 'section').optional(),
    next,
  },
  'section',
);

const question = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('choice'), ask: worded, options: z.array(option, 'list') }),
    z.strictObject({
      kind: z.literal('text'),
      ask: worded,
      skip: worded,
      purpose: z.literal('organisation').optional(),
      proof: z.literal('phone').optional(),
      next,
    }),
  ],
  'question-kind',
);

const leaf = z.strictObject(
  {
    products: z.array(id, 'list'),
    jurisdiction: z.enum(['client', 'sales'], 'jurisdiction'),
    size: z.enum(sizeClasses, 'size'),
    word: worded.optional(),
  },
  'section',
);

/** A question tree as a file has it; `checkTree` says whether it may be asked of people. */
export const treeForm = z
  .strictObject(
    {
      name: z.string('text').min(1, 'text'),
      greeting: worded,
      root: id,
      questions: z.record(z.string(), question, 'section'),
      leaves: z.record(z.string(), leaf, 'section'),
      products: z.record(z.string(), worded, 'section'),
    },
    'section',
  )
  .meta({ description: 'The questions a stranger is asked (R2, R3).' });
