import { specifyJoins } from './support/joins-property.ts';

specifyJoins('joins and their undoing', {
  runs: [
    ['postgres', 10],
    ['pglite', 2],
  ],
  acts: { minLength: 8, maxLength: 24 },
  endOnFailure: true,
  timeoutMs: 60_000,
});
