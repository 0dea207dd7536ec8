export interface Import {
  /** as written: `./a.ts`, `node:fs`, `zod` */
  readonly target: string;
  /** `import type`, `export type`: gone when the code runs */
  readonly typeOnly: boolean;
}

const statement = /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s*)?['"]([^'"\n]+)['"]/gm;
const called = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;

/** Every import, re-export and `import('…')` of a source text. */
export function importsOf(source: string): Import[] {
  const found: Import[] = [];
  for (const [, type, target] of source.matchAll(statement)) if (target !== undefined) found.push({ target, typeOnly: type !== undefined });
  for (const [, target] of source.matchAll(called)) if (target !== undefined) found.push({ target, typeOnly: false });
  return found;
}
