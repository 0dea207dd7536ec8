import { parseArgs } from 'node:util';

/** In the order they run. */
export const sectionNames = [
  'generator',
  'start',
  'open',
  'floor',
  'openLoop',
  'first',
  'assigned',
  'flood',
  'idleSockets',
  'sse',
  'overload',
  'slow',
  'growth',
  'telegram',
  'slack',
  'telegramCrowd',
  'slackCrowd',
  'slackStart',
  'timers',
] as const;

export type SectionName = (typeof sectionNames)[number];

/** How much of everything. */
export interface Scale {
  /** seconds of every run that count, and those before them that do not */
  readonly seconds: number;
  readonly warmUp: number;
  /** visitors whose conversations are open and wait for us */
  readonly visitors: number;
  readonly offered: readonly number[];
  readonly streams: number;
  readonly idleSockets: number;
  readonly flood: number;
  readonly overloadConnections: number;
  /** messages stored before `growth` measures again */
  readonly stored: number;
  /** due at once in `timers` */
  readonly timers: number;
}

export interface Options {
  readonly json: boolean;
  readonly sections: ReadonlySet<SectionName>;
  readonly scale: Scale;
  /** folder for CPU profiles of the server, one per start */
  readonly profile: string | null;
  /** the server's LOG_LEVEL */
  readonly logLevel: string;
}

const whole: Scale = {
  seconds: 8,
  warmUp: 3,
  visitors: 512,
  offered: [2000, 4000, 6000],
  streams: 10_000,
  idleSockets: 3000,
  flood: 10_000,
  overloadConnections: 6000,
  stored: 1_000_000,
  timers: 100_000,
};

const quick: Scale = {
  ...whole,
  seconds: 2,
  warmUp: 1,
  streams: 1000,
  idleSockets: 500,
  flood: 2000,
  stored: 50_000,
  timers: 20_000,
};

export const usage = `npm run bench -- [options]
  --json            one JSON object on standard output, and nothing else there
  --only=a,b        only these sections: ${sectionNames.join(', ')}
  --seconds=N       seconds of each run that count (${whole.seconds})
  --quick           small numbers: to see that it works, not how fast
  --log=LEVEL       the server's LOG_LEVEL (info, the default setting)
  --profile=FOLDER  write CPU profiles of the server there, and say where its time goes`;

/** Throws with what is wrong; null when help is asked for. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      only: { type: 'string' },
      seconds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      log: { type: 'string', default: 'info' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const scale = values.quick ? quick : whole;
  const seconds = values.seconds === undefined ? scale.seconds : Number(values.seconds);
  if (!Number.isFinite(seconds) || seconds < 0.5 || seconds > 300) throw new Error('--seconds takes a number from 0.5 to 300');
  const wanted = values.only?.split(',') ?? [...sectionNames];
  const unknown = wanted.filter((each) => !sectionNames.includes(each as SectionName));
  if (unknown.length > 0) throw new Error(`no such section: ${unknown.join(', ')}; there are ${sectionNames.join(', ')}`);
  return {
    json: values.json,
    sections: new Set(wanted as SectionName[]),
    scale: { ...scale, seconds },
    profile: values.profile ?? null,
    logLevel: values.log,
  };
}
