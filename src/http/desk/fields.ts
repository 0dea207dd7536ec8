import { z } from 'zod';
import { cleanText } from '../../domain/content.ts';
import { meetingMinutes as length } from '../../domain/engagement.ts';
import { limit } from '../limit.ts';

/** The desk's own id of an action; the same again is a repeat, and success. */
export const key = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);

export const shortText = z.string().trim().min(1).max(200);
export const reason = z.string().trim().min(1).max(2000);

/** How long a meeting is. */
export const meetingMinutes = z.int().min(length.least).max(length.most);

/** What somebody looks for. */
export const looked = z.string().max(200).transform(cleanText).pipe(z.string().trim().min(1));

/** Where a list goes on, and how much of it is given. */
export const paging = {
  cursor: z.string().max(1024).optional().describe('`nextCursor` of the page before.'),
  limit,
};
