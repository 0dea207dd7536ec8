import { runCompany } from './company/run.ts';
import { terminalOf } from './support/terminal.ts';

/*
 * The company by its file: `npm run company` tells how. On the database the settings lead to; when a server has the embedded
 * one open, through that server. Exit codes: 0 done, 1 mistakes or nothing done, 2 called wrongly.
 */

const terminal = terminalOf(
  process.env,
  (text) => process.stdout.write(text),
  (text) => process.stderr.write(text),
);
process.exitCode = await runCompany(process.argv.slice(2), process.env, terminal);
