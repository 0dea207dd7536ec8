import { specifyReconciliation } from './reconciliation.ts';

specifyReconciliation({
  runs: [
    ['postgres', 20],
    ['pglite', 4],
  ],
  moments: { minLength: 40, maxLength: 70 },
  pairs: 12,
  endOnFailure: false,
  timeoutMs: 1_800_000,
});
