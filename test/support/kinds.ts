import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { importsOf } from './imports.ts';

export interface SpecsByKind {
  readonly unit: string[];
  readonly database: string[];
  readonly browser: string[];
}

const root = join(import.meta.dirname, '../..');
const makesBrowser = 'test/support/chromium.ts';
const makesDatabase = ['test/support/database.ts', 'scripts/support/postgres.ts', 'scripts/support/server.ts'];

/**
 * What a spec needs is seen from what it imports, itself or through other files of tests and scripts: a browser, else a database,
 * else nothing. So a spec is never in the wrong project, and one that grows a database moves by itself.
 */
export function specsByKind(): SpecsByKind {
  const kinds: SpecsByKind = { unit: [], database: [], browser: [] };
  for (const spec of globSync('test/**/*.test.{ts,tsx}', { cwd: root }).sort()) {
    const needs = reach(spec, new Set());
    const kind = needs.has(makesBrowser) ? 'browser' : makesDatabase.some((each) => needs.has(each)) ? 'database' : 'unit';
    kinds[kind].push(spec);
  }
  return kinds;
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
