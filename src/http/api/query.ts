import { z } from 'zod';
import { limit } from '../limit.ts';

/** A text as it stands in an address: what no row can hold is refused, and never reaches the database. */
export const plain = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((each) => !each.includes('\0'), 'a NUL character');

/** Where every list goes on, and how much of it is given. */
export const paging = {
  cursor: plain(200).optional().describe('`nextCursor` of the page before, with the same filters.'),
  limit,
};
