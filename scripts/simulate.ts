import process from 'node:process';
import { tableOf } from './simulate/findings.ts';
import { readOptions, usage } from './simulate/options.ts';
import { simulate } from './simulate/run.ts';

/* `npm run simulate`: a month of a company in virtual time, decided by the real core. Exits with 1 when a rule was broken. */

try {
  const options = readOptions(process.argv.slice(2));
  if (options === null) console.log(usage);
  else {
    const findings = simulate(options);
    console.log(options.json ? JSON.stringify(findings) : tableOf(findings));
    process.exitCode = findings.breaches === 0 ? 0 : 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
