import { specifyJoins } from './support/joins-property.ts';

specifyJoins('many joins and their undoing', {
  runs: [
    ['postgres', 80],
    ['pglite', 20],
  ],
  acts: { minLength: 10, maxLength: 40 },
  endOnFailure: false,
  timeoutMs: 1_200_000,
});
