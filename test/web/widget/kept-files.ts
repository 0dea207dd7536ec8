import type { KeptFiles } from '../../../src/web/widget/kept-files.ts';

/** A keptFiles that keeps files as long as the test. */
export function keptFiles(): KeptFiles & { readonly files: Map<string, File> } {
  const files = new Map<string, File>();
  return {
    files,
    keep: async (key, file) => void files.set(key, file),
    find: async (key) => files.get(key) ?? null,
    drop: async (key) => void files.delete(key),
  };
}

/** A browser that forbids it. */
export const nothingKept: KeptFiles = { keep: async () => {}, find: async () => null, drop: async () => {} };
