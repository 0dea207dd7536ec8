import { afterEach, beforeEach } from 'vitest';

/** For specs that are steps of one story: after the first that fails the others are skipped, and the end of `show` helps to understand it. */
export function stopAtFirstFailure(show: () => string | undefined): void {
  let failed = false;
  beforeEach((context) => {
    if (failed) context.skip('an earlier step failed');
  });
  afterEach(({ task }) => {
    if (failed || task.result?.state !== 'fail') return;
    failed = true;
    const said = show();
    if (said !== undefined) process.stderr.write(`\n--- ${task.name} ---\n${said.split('\n').slice(-80).join('\n')}\n`);
  });
}
