import { runReports } from './reports/run.ts';
import { terminalOf } from './support/terminal.ts';

/*
 * What reports are made of: `npm run reports` tells how. On the database the settings lead to. Exit codes: 0 done, 1 not done, 2 called
 * wrongly.
 */

const terminal = terminalOf(
  process.env,
  (text) => process.stdout.write(text),
  (text) => process.stderr.write(text),
);
process.exitCode = await runReports(process.argv.slice(2), process.env, terminal);
