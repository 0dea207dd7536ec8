import { describe, expect, it } from 'vitest';
import { importsOf } from './imports.ts';

describe('imports of a source', () => {
  it('are found in every form, types told apart', () => {
    const source = `
import a from './a.ts';
import type { B } from './b.ts';
import {
  c,
  type D,
} from '../c.ts';
import './e.ts';
export { f } from './f.ts';
export type { G } from './g.ts';
export * from './h.ts';
const i = await import('./i.ts');
`;
    expect(importsOf(source)).toEqual([
      { target: './a.ts', typeOnly: false },
      { target: './b.ts', typeOnly: true },
      { target: '../c.ts', typeOnly: false },
      { target: './e.ts', typeOnly: false },
      { target: './f.ts', typeOnly: false },
      { target: './g.ts', typeOnly: true },
      { target: './h.ts', typeOnly: false },
      { target: './i.ts', typeOnly: false },
    ]);
  });

  it('are not seen where there are none', () => {
    expect(importsOf(`export const a = 'from';\nexport function f() {\n  return 'x';\n}\n`)).toEqual([]);
  });
});
