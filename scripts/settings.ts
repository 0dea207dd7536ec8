import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, readConfig, secretFile, settings } from '../src/config.ts';
import { defaultSiteSecret } from '../src/http/keys.ts';

/*
 * node scripts/settings.ts                writes the table of settings into docs/settings.md
 * node scripts/settings.ts --check        fails when the table there is not the one of src/config.ts
 * node scripts/settings.ts --site-secret  prints the key with which the company's site signs its visitors' JWT
 */

const name = 'docs/settings.md';
const page = join(import.meta.dirname, '..', name);
const [begin, end] = ['<!-- settings -->', '<!-- /settings -->'];

function table(): string {
  const rows = Object.values(settings).map((each) => `| \`${each.env}\` | ${each.doc} | ${quoted(each.default)} |`);
  return ['| setting | what it is for | default |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A plain value in code marks; words stay as they are. */
function quoted(value: string): string {
  return value.includes(' ') || value.includes('`') ? value : `\`${value}\``;
}

function withTable(text: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${name} has no ${begin} … ${end}`);
  return `${text.slice(0, from + begin.length)}\n${table()}\n${text.slice(to)}`;
}

async function siteSecret(): Promise<string> {
  const config = readConfig(process.env);
  if (config.siteSecret !== undefined) return config.siteSecret;
  const file = join(config.dataFolder, secretFile);
  const secret =
    config.secret ??
    (await readFile(file, 'utf8').catch(() => fail(`${file} is not there yet: start the server once, or set OKNO_SECRET`)));
  return defaultSiteSecret(secret.trim());
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const [option] = process.argv.slice(2);
try {
  if (option === '--site-secret') console.log(await siteSecret());
  else {
    const text = await readFile(page, 'utf8');
    const wanted = withTable(text);
    if (option === '--check') {
      if (text !== wanted) fail(`The settings in ${name} differ from src/config.ts: run node scripts/settings.ts`);
    } else await writeFile(page, wanted);
  }
} catch (error) {
  fail(error instanceof ConfigError ? error.faults.join('\n') : String(error));
}
