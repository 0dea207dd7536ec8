import type { StorageArea } from '../../src/web/kit/storage.ts';

/** A browser's storage. */
export function fakeStorage(): StorageArea {
  const all = new Map<string, string>();
  return {
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
    key: (index) => [...all.keys()][index] ?? null,
    get length() {
      return all.size;
    },
  };
}
