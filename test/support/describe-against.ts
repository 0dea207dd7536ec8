import process from 'node:process';
import { describe, it } from 'vitest';

const skipped = 'skipped: the specifications are not beside this clone (../shared/specs)';

/** Describes what is held against something published; where that is not at hand, one line says so in place of its tests. */
export function describeAgainst<T>(published: T | null, name: string, body: (published: T) => void): void {
  if (published !== null) {
    describe(name, () => body(published));
    return;
  }
  describe(name, () => it.skip(skipped));
  process.stdout.write(`${name}: ${skipped}\n`);
}
