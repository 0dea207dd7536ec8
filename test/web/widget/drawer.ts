import type { Drawer } from '../../../src/web/widget/drawer.ts';

/** A drawer that keeps files as long as the test. */
export function drawer(): Drawer & { readonly files: Map<string, File> } {
  const files = new Map<string, File>();
  return {
    files,
    keep: async (key, file) => void files.set(key, file),
    find: async (key) => files.get(key) ?? null,
    drop: async (key) => void files.delete(key),
  };
}

/** A browser that forbids it. */
export const emptyDrawer: Drawer = { keep: async () => {}, find: async () => null, drop: async () => {} };
