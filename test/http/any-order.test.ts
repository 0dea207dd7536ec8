import fc from 'fast-check';
import { expect, it } from 'vitest';
import { play } from './any-order/cast.ts';
import { stories } from './any-order/deeds.ts';

/*
 * A company through its doors, in any order: people write and are met, served, handed on, attached, joined, and all that undone; clients
 * grow and get other owners; staff leave and come back.
 */

/** enough for every day; more when one looks for something: `ANY_ORDER_RUNS=500 npx vitest run test/http/any-order.test.ts` */
const runs = Number(process.env.ANY_ORDER_RUNS ?? 6);

it(
  'whatever a company does, one person is in charge, owners are who they are said to be, and every decision can be taken again',
  async () => {
    await fc.assert(
      fc.asyncProperty(stories, (story) => play('pglite', story)),
      { numRuns: runs, endOnFailure: true },
    );
    expect.hasAssertions();
  },
  60_000 + runs * 10_000,
);
