import { z } from 'zod';
import { worded } from '../policy/form-text.ts';
import { treeShape } from '../policy/tree-shape.ts';

const text = z.string('text');
const words = z.array(text, 'list').optional();

/** A question tree as a file has it; `checkTree` says whether it may be asked of people. */
export const treeForm = treeShape({
  name: text.min(1, 'text'),
  id: text,
  key: z.string(),
  words: worded,
  also: z.strictObject({ ru: words, en: words }, 'section').transform(({ ru, en }) => ({ ru: ru ?? [], en: en ?? [] })),
  list: (item) => z.array(item, 'list'),
  expected: (code) => code,
}).meta({ description: 'The questions a stranger is asked (R2, R3).' });
