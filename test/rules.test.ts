import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/rules.md'), 'utf8');
const held = page.slice(page.indexOf('## What holds them'));

const numbers = [...Array.from({ length: 19 }, (_, i) => i + 1), 29, 31, 32];

it.each(numbers.map((each) => `R${each}`))('%s is held by specs that name it', (rule) => {
  const row = held.split('\n').find((line) => line.startsWith(`| ${rule} |`)) ?? '';
  const specs = [...row.matchAll(/\]\(\.\.\/(test\/[^)]+)\)/g)].map(([, path = '']) => path);
  expect(specs).not.toEqual([]);
  const nameless = specs.filter((path) => !new RegExp(`\\b${rule}\\b`).test(readFileSync(join(root, path), 'utf8')));
  expect(nameless).toEqual([]);
});
