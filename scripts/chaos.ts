import process from 'node:process';
import { readOptions, usage } from './chaos/options.ts';
import { runChaos } from './chaos/run.ts';
import { tableOf } from './chaos/verdict.ts';
import { exitWith } from './support/exit.ts';
import { startPostgres } from './support/postgres.ts';

/*
 * `npm run chaos`: clients talk over HTTP while servers are killed and Postgres is cut off. Every acknowledged message must be
 * there exactly once and in order, the tables must agree with each other, every conversation must replay. Exits with 1 when not.
 */

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(usage);
    return 0;
  }
  const postgres = await startPostgres();
  try {
    const verdicts = await runChaos(options, postgres, (name) => process.stderr.write(`${name} …\n`));
    console.log(options.json ? JSON.stringify({ seed: options.seed, phases: verdicts }) : tableOf(options.seed, verdicts));
    return verdicts.every((each) => each.isSound) ? 0 : 1;
  } finally {
    await postgres.remove();
  }
}

await exitWith(main);
