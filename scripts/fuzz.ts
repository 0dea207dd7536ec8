import process from 'node:process';
import { readOptions, usage } from './fuzz/options.ts';
import { tableOf, unreached } from './fuzz/report.ts';
import { runFuzz } from './fuzz/run.ts';
import { exitWith } from './support/exit.ts';
import { startPostgres } from './support/postgres.ts';

/*
 * `npm run fuzz`: a real server is asked everything that its OpenAPI document has, as everybody who may and as everybody who may
 * not, rightly and wrongly, and is called by Telegram and Slack. Exits with 1 when it answers what it should not: a 5xx, something
 * the document does not have, a line of level error in its log, tables that disagree.
 */

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(usage);
    return 0;
  }
  process.stderr.write(`seed ${options.seed} …\n`);
  const postgres = options.database === 'postgres' ? await startPostgres() : null;
  try {
    const fuzzed = await runFuzz(options, postgres?.url ?? null);
    const missing = unreached(fuzzed.tallies, options.short);
    const json = {
      ...fuzzed,
      tallies: Object.fromEntries([...fuzzed.tallies].map(([name, { asked, succeeded }]) => [name, { asked, succeeded }])),
    };
    console.log(options.json ? JSON.stringify(json) : tableOf(fuzzed, missing));
    return fuzzed.complaints.length === 0 && missing.length === 0 ? 0 : 1;
  } finally {
    await postgres?.remove();
  }
}

await exitWith(main);
