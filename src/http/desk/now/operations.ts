import { nowOperations as live } from './live.ts';
import { morningOperations } from './morning.ts';

/** What goes on, and what a manager asks each morning. */
export const nowOperations = [...live, ...morningOperations] as const;
