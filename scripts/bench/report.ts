import type { floor } from './floor.ts';
import type { generator } from './generator.ts';
import type { growth } from './growth.ts';
import type { slackCrowd, slackStart, telegramCrowd } from './limits.ts';
import type { Machine } from './machine.ts';
import type { flood, idleSockets, overload } from './pressure.ts';
import type { slack } from './slack.ts';
import type { slow } from './slow.ts';
import type { assigned, first, open, openLoop } from './spoken.ts';
import type { sse } from './sse.ts';
import type { start } from './start.ts';
import type { telegram } from './telegram.ts';
import type { timers } from './timers.ts';

type Of<Section extends (stage: never) => Promise<unknown>> = Awaited<ReturnType<Section>>;

/** What the sections found; those that were not asked for are absent. Rates a second, times in ms unless a name says otherwise. */
export interface Findings {
  generator?: Of<typeof generator>;
  start?: Of<typeof start>;
  open?: Of<typeof open>;
  floor?: Of<typeof floor>;
  openLoop?: Of<typeof openLoop>;
  first?: Of<typeof first>;
  assigned?: Of<typeof assigned>;
  flood?: Of<typeof flood>;
  idleSockets?: Of<typeof idleSockets>;
  sse?: Of<typeof sse>;
  overload?: Of<typeof overload>;
  slow?: Of<typeof slow>;
  growth?: Of<typeof growth>;
  telegram?: Of<typeof telegram>;
  slack?: Of<typeof slack>;
  telegramCrowd?: Of<typeof telegramCrowd>;
  slackCrowd?: Of<typeof slackCrowd>;
  slackStart?: Of<typeof slackStart>;
  timers?: Of<typeof timers>;
}

export interface Report extends Findings {
  readonly machine: Machine;
  /** open.c64.rate / floor.rate */
  readonly ratio: number | null;
  /** resident megabytes of the idle server on Postgres */
  readonly memory: number | null;
  /** sections that broke, and why */
  readonly failed: Readonly<Record<string, string>>;
  readonly seconds: number;
}

export function reportOf(machine: Machine, findings: Findings, failed: Readonly<Record<string, string>>, seconds: number): Report {
  const fast = findings.open?.['c64']?.rate;
  const slow = findings.floor?.rate;
  return {
    machine,
    ...findings,
    ratio: fast === undefined || slow === undefined || slow === 0 ? null : Math.round((fast / slow) * 100) / 100,
    memory: findings.start?.idleMegabytes ?? null,
    failed,
    seconds: Math.round(seconds),
  };
}
