import { parseArgs } from 'node:util';

export interface FuzzOptions {
  readonly seed: number;
  readonly requests: number;
  readonly database: 'pglite' | 'postgres';
  /** most operations may be left without a success: a short run does not reach them all */
  readonly short: boolean;
}

export const usage = `npm run fuzz -- [options]
  --seed N       chooses every request (1); the same seed asks the same
  --requests N   how many (5000)
  --postgres     on a Postgres of its own; else on the embedded database
  --short        fails for fewer operations that had no success
  --json         one JSON object on standard output, and nothing else there`;

/** Throws with what is wrong; null when help is asked for. */
export function readOptions(args: readonly string[]): (FuzzOptions & { readonly json: boolean }) | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      requests: { type: 'string', default: '5000' },
      postgres: { type: 'boolean', default: false },
      short: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const [seed, requests] = [Number(values.seed), Number(values.requests)];
  if (!Number.isInteger(seed)) throw new Error('--seed takes a whole number');
  if (!Number.isInteger(requests) || requests < 1) throw new Error('--requests takes a whole number from 1');
  return { seed, requests, database: values.postgres ? 'postgres' : 'pglite', short: values.short, json: values.json };
}
