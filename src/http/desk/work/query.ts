import { z } from 'zod';
import { cleanText } from '../../../domain/content.ts';

/** Rows of a page. */
export const limit = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(100))
  .default(50);

/** What somebody looks for. */
export const looked = z.string().max(200).transform(cleanText).pipe(z.string().trim().min(1));

export const bodyErrors = ['bad-json', 'invalid-request', 'too-large', 'unsupported-media-type'] as const;
export const changeErrors = ['unauthorized', 'csrf', 'cross-site'] as const;

/** What stands in for an id where a place in a list has none. */
export const noId = '00000000-0000-0000-0000-000000000000';
