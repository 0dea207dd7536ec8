import { parseArgs } from 'node:util';

export interface SimulateOptions {
  readonly seed: number;
  readonly clients: number;
  readonly specialists: number;
  readonly days: number;
  readonly json: boolean;
}

export const usage = `npm run simulate -- [--seed N] [--clients N] [--specialists N] [--days N] [--json]

A company in virtual time: its clients write, its specialists answer, are late, go to lunch and on holiday. Everything is decided
by the same core that serves; only the database is a memory. The same seed gives the same month.

  --seed N           1 unless given
  --clients N        10000
  --specialists N    200
  --days N           30
  --json             prints the findings as JSON

Exits with 1 when a rule was broken.`;

/** Reads the command line; null when help is asked for. Throws for what it does not know. */
export function readOptions(args: readonly string[]): SimulateOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      clients: { type: 'string', default: '10000' },
      specialists: { type: 'string', default: '200' },
      days: { type: 'string', default: '30' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    seed: whole('seed', values.seed, 0),
    clients: whole('clients', values.clients, 1),
    specialists: whole('specialists', values.specialists, 3),
    days: whole('days', values.days, 1),
    json: values.json,
  };
}

function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!/^\d{1,9}$/.test(text) || number < least) throw new Error(`--${name} takes a whole number, ${least} or more`);
  return number;
}
