import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { importsOf } from './imports.ts';

export interface SpecsByKind {
  readonly unit: string[];
  /** need nothing, and take their time: every way through a machine */
  readonly exhaustive: string[];
  readonly database: string[];
  readonly browser: string[];
  /** take minutes, whatever they need but a browser: what kills, measures or goes on for long */
  readonly long: string[];
  /** the same, with a browser */
  readonly longBrowser: string[];
}

const root = join(import.meta.dirname, '../..');
const makesBrowser = 'test/support/chromium.ts';
const makesDatabase = ['test/support/database.ts', 'scripts/support/postgres.ts', 'scripts/support/server.ts'];

/**
 * What a spec needs is seen from what it imports, itself or through other files of tests and scripts: a browser, else a database,
 * else nothing. So a spec is never in the wrong project, and one that grows a database moves by itself. What goes through everything
 * there is says so in its name, `x.exhaustive.test.ts`, and is left to `npm test`. What takes minutes says so too, `x.long.test.ts`,
 * and is left to `npm run test:long`; a quicker spec of `npm test` holds its rule.
 */
export function specsByKind(): SpecsByKind {
  const kinds: SpecsByKind = { unit: [], exhaustive: [], database: [], browser: [], long: [], longBrowser: [] };
  for (const spec of globSync('test/**/*.test.{ts,tsx}', { cwd: root }).sort()) {
    const needs = reach(spec, new Set());
    kinds[kindOf(spec, needs)].push(spec);
  }
  return kinds;
}

function kindOf(spec: string, needs: ReadonlySet<string>): keyof SpecsByKind {
  const isLong = spec.includes('.long.');
  if (needs.has(makesBrowser)) return isLong ? 'longBrowser' : 'browser';
  if (isLong) return 'long';
  if (makesDatabase.some((each) => needs.has(each))) return 'database';
  return spec.includes('.exhaustive.') ? 'exhaustive' : 'unit';
}

function reach(file: string, seen: Set<string>): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { target } of importsOf(readFileSync(join(root, file), 'utf8'))) {
    const found = target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : '';
    if (/^(test|scripts)\//.test(found) && existsSync(join(root, found))) reach(found, seen);
  }
  return seen;
}
