import process from 'node:process';
import { floor } from './bench/floor.ts';
import { generator } from './bench/generator.ts';
import { growth } from './bench/growth.ts';
import { slackCrowd, slackStart, telegramCrowd } from './bench/limits.ts';
import { describeMachine } from './bench/machine.ts';
import { type Options, readOptions, type SectionName, sectionNames, usage } from './bench/options.ts';
import { flood, idleSockets, overload } from './bench/pressure.ts';
import { readProfiles } from './bench/profile.ts';
import { type Findings, type Report, reportOf } from './bench/report.ts';
import { slack } from './bench/slack.ts';
import { slow } from './bench/slow.ts';
import { assigned, first, open, openLoop } from './bench/spoken.ts';
import { sse } from './bench/sse.ts';
import { type Stage, setStage } from './bench/stage.ts';
import { start } from './bench/start.ts';
import { tableOf } from './bench/table.ts';
import { telegram } from './bench/telegram.ts';
import { timers } from './bench/timers.ts';
import { exitWith } from './support/exit.ts';

/*
 * `npm run bench`: how fast it is, on this machine. A real Postgres with fsync on, the server in a process of its own and a fresh
 * database for every section, the load in another process on the same machine.
 */

/** No section may take longer, ms; the load's own times are far below. */
const longestSection = 300_000;

const sections: { readonly [Name in SectionName]: (stage: Stage) => Promise<NonNullable<Findings[Name]>> } = {
  generator,
  start,
  open,
  floor,
  openLoop,
  first,
  assigned,
  flood,
  idleSockets,
  sse,
  overload,
  slow,
  growth,
  telegram,
  slack,
  telegramCrowd,
  slackCrowd,
  slackStart,
  timers,
};

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`took longer than ${ms / 1000} s`)), ms);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

async function measure(options: Options): Promise<Report> {
  const began = performance.now();
  const stage = await setStage(options);
  try {
    const findings: Findings = {};
    const failed: Record<string, string> = {};
    for (const name of sectionNames) {
      if (!options.sections.has(name)) continue;
      process.stderr.write(`${name} …\n`);
      try {
        const run: (on: Stage) => Promise<unknown> = sections[name];
        Object.assign(findings, { [name]: await within(longestSection, run(stage)) });
      } catch (error) {
        failed[name] = error instanceof Error ? error.message : String(error);
        // What hangs may still hold the load or the server: nothing after it would be worth anything.
        if (failed[name].startsWith('took longer')) break;
      }
    }
    return reportOf(await describeMachine(stage), findings, failed, (performance.now() - began) / 1000);
  } finally {
    await stage.remove();
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(usage);
    return 0;
  }
  const report = await measure(options);
  console.log(options.json ? JSON.stringify(report) : tableOf(report));
  if (options.profile !== null) {
    for (const [file, times] of Object.entries(await readProfiles(options.profile, 30))) {
      console.error(`\n${file}`);
      for (const { what, share } of times) console.error(`  ${(share * 100).toFixed(1).padStart(5)} %  ${what}`);
    }
  }
  return Object.keys(report.failed).length > 0 ? 1 : 0;
}

await exitWith(main);
