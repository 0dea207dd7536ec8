import { z } from 'zod';
import { personNamed, sample } from '../named.ts';

/** How the history of the rules tells of one change. */
export const changeFields = {
  at: z.iso.datetime(),
  by: personNamed.nullable().describe('null: it came with the company file.'),
  note: z.string().nullable(),
  changes: z.array(z.string()).describe('What became different, in the viewer’s language.'),
};

/** A word about one’s own change. */
export const note = z.string().trim().max(1000).default('');

export const exampleChange = { at: sample.at, by: null, note: null, changes: [] };
