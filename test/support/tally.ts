import type { Reporter } from 'vitest/node';

/** Ends a run with one line that is the same whoever reads it: `12 passed, 0 failed, 1 skipped`. A file that cannot even be loaded counts as failed. */
export const tally: Reporter = {
  onTestRunEnd(modules, unhandledErrors, reason) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      let broken = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state] += 1;
        if (state === 'failed') broken += 1;
      }
      if (broken === 0 && module.state() === 'failed') count.failed += 1;
    }
    // What fails before any test does, like a database that cannot be started, is in none of the modules.
    if (reason === 'failed' && count.failed === 0) count.failed = 1;
    const skipped = count.skipped + count.pending;
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  },
};
