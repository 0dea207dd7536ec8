import { inserter } from '../rows.ts';
import { deadline } from '../schema.ts';

/** Keeps deadlines with what they were reckoned on. */
export const insertDeadlines = inserter(deadline);
