import { specifyReconciliation } from './reconciliation.ts';

specifyReconciliation({
  runs: [
    ['postgres', 8],
    ['pglite', 2],
  ],
  moments: { minLength: 40, maxLength: 70 },
  pairs: 12,
  endOnFailure: true,
  timeoutMs: 1_800_000,
});
