import { z } from 'zod';

/** How much of a list is given at once. */
export const limit = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(100))
  .default(50)
  .describe('1 to 100.')
  .meta({ example: 20, shown: { type: 'integer', minimum: 1, maximum: 100, default: 50 } });
