/**
 * By how many seconds two clocks that are right may differ: ours, a messenger's, a company site's. Whoever signs a moment is allowed so
 * much, and `npm run doctor` complains of more.
 */
export const clockAllowance = 60;
