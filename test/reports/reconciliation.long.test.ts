import { specifyReconciliation } from './reconciliation.ts';

specifyReconciliation({
  runs: [
    ['postgres', 60],
    ['pglite', 10],
  ],
  moments: { minLength: 40, maxLength: 90 },
  pairs: 60,
  endOnFailure: false,
  timeoutMs: 1_800_000,
});
