import { specifyReconciliation } from './reconciliation.ts';

specifyReconciliation({
  runs: [
    ['postgres', 3],
    ['pglite', 1],
  ],
  moments: { minLength: 25, maxLength: 40 },
  pairs: 4,
  endOnFailure: true,
  timeoutMs: 120_000,
});
