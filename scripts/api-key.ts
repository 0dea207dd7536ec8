import { runApiKey } from './api-key/run.ts';
import { terminalOf } from './support/terminal.ts';

/*
 * npm run api-key -- create --name NAME --scopes A,B [--rate N]   makes a key; its secret alone goes to standard output
 * npm run api-key -- list                                         every key there was
 * npm run api-key -- revoke ID                                    ends one at once
 *
 * An embedded database that a server has open is reached through that server. Exit codes: 0 done, 1 not done, 2 called wrongly.
 */

const terminal = terminalOf(
  process.env,
  (text) => process.stdout.write(text),
  (text) => process.stderr.write(text),
);
process.exitCode = await runApiKey(process.argv.slice(2), process.env, terminal);
