import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { specsByKind } from './test/support/kinds.ts';
import { tally } from './test/support/tally.ts';

const specs = specsByKind();

export default defineConfig({
  test: {
    reporters: ['default', tally],
    // Waiting is done with deadlines of its own in the tests; these only end what hangs.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    passWithNoTests: true,
    // Servers that specs start find their code compiled by the one before.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/compiled') },
    projects: [
      { extends: true, test: { name: 'unit', include: specs.unit, maxWorkers: 2, isolate: false, sequence: { groupOrder: 0 } } },
      {
        extends: true,
        test: { name: 'exhaustive', include: specs.exhaustive, maxWorkers: 2, isolate: false, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: specs.database,
          globalSetup: ['test/support/databases.setup.ts'],
          // One worker a core: by itself the runner leaves one core idle.
          maxWorkers: 2,
          // Modules are loaded and databases opened once a worker, not once a file.
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: specs.browser,
          globalSetup: ['test/support/databases.setup.ts', 'test/support/web.setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each file runs a server, a browser and a database of its own, and much of its time it waits for the screen.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: specs.long,
          globalSetup: ['test/support/databases.setup.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          // They kill and measure: one at a time, so that none is the load of another.
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'long-browser',
          include: specs.longBrowser,
          globalSetup: ['test/support/databases.setup.ts', 'test/support/web.setup.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
