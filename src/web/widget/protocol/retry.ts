import { backoffMs } from '../../../domain/backoff.ts';

/** Returns the wait before try number `attempt` (from 0), ms: half a second at first, half a minute at most. */
export const retryMs = (attempt: number, random: () => number): number => backoffMs(attempt, 500, 30_000, random());
