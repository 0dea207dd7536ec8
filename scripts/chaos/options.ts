import { parseArgs } from 'node:util';

export const phaseNames = ['postgres-kills', 'pglite-kills', 'postgres-stops', 'two-servers'] as const;

export type PhaseName = (typeof phaseNames)[number];

export interface ChaosOptions {
  readonly seed: number;
  readonly clients: number;
  /** how often it is broken, by phase; a phase of 0 does not run */
  readonly times: Readonly<Record<PhaseName, number>>;
}

const whole: Omit<ChaosOptions, 'seed'> = {
  clients: 40,
  times: { 'postgres-kills': 20, 'pglite-kills': 5, 'postgres-stops': 5, 'two-servers': 4 },
};

export const quick: Omit<ChaosOptions, 'seed'> = {
  clients: 12,
  times: { 'postgres-kills': 3, 'pglite-kills': 2, 'postgres-stops': 1, 'two-servers': 2 },
};

export const usage = `npm run chaos -- [options]
  --json       one JSON object on standard output, and nothing else there
  --seed=N     chooses the moments (1)
  --only=a,b   only these phases: ${phaseNames.join(', ')}
  --quick      a minute of it`;

/** Throws with what is wrong; null when help is asked for. */
export function readOptions(args: readonly string[]): (ChaosOptions & { readonly json: boolean }) | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) throw new Error('--seed takes a whole number');
  const wanted = values.only?.split(',') ?? [...phaseNames];
  const unknown = wanted.filter((each) => !phaseNames.includes(each as PhaseName));
  if (unknown.length > 0) throw new Error(`no such phase: ${unknown.join(', ')}; there are ${phaseNames.join(', ')}`);
  const { clients, times } = values.quick ? quick : whole;
  const chosen = Object.fromEntries(phaseNames.map((each) => [each, wanted.includes(each) ? times[each] : 0]));
  return { json: values.json, seed, clients, times: chosen as ChaosOptions['times'] };
}
