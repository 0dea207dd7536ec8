import { z } from 'zod';
import { objections } from '../../domain/objection.ts';

/** What the refusal `specialist-unavailable` said speaks against somebody, sent back by whoever goes on all the same. */
export const knowingly = z
  .array(z.enum(objections))
  .max(objections.length)
  .optional()
  .describe('What the refusal `specialist-unavailable` said speaks against them: it is done all the same.');

/** What speaks against somebody, as it stands now. */
export const objected = z
  .object({
    specialist: z.uuid(),
    name: z.string(),
    why: z.array(z.enum(objections)),
    backAt: z.iso.datetime().nullable().describe('When they are there again, as far as anybody knows.'),
    open: z.int(),
    limit: z.int(),
    may: z.boolean().describe('Whether it can be done all the same.'),
  })
  .meta({ ref: 'Objected' });
