import { ConfigError, readConfig } from '../src/config.ts';
import { languageOfShell } from '../src/server/welcome.ts';
import { t } from '../src/texts/doctor.ts';
import { diagnose } from './doctor/check.ts';
import { clock } from './doctor/clock.ts';
import { database } from './doctor/database.ts';
import { slack } from './doctor/slack.ts';
import { telegram } from './doctor/telegram.ts';

/*
 * npm run doctor   looks at what the settings lead to, changes nothing, and says what to do about each fault.
 * Exit codes: 0 everything is in order, 1 it is not.
 */

const language = languageOfShell(process.env);
try {
  const { lines, faults } = await diagnose([database, clock, telegram, slack], readConfig(process.env), () => new Date(), language);
  console.log(lines.join('\n'));
  process.exitCode = faults === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const each of error.faults) console.log(`✗ ${t(language, 'name.settings')}: ${each}`);
  process.exitCode = 1;
}
