import type { Shelf } from './memory.ts';

/** The browser's storage; where it is forbidden or full, what was put lives as long as the page. */
export function createShelf(storage: () => Shelf): Shelf {
  const own = new Map<string, string | null>();

  function real<T>(use: (shelf: Shelf) => T, otherwise: T): T {
    try {
      return use(storage());
    } catch {
      return otherwise;
    }
  }

  return {
    getItem: (key) => own.get(key) ?? real((shelf) => shelf.getItem(key), null),
    setItem(key, value) {
      const kept = real((shelf) => {
        shelf.setItem(key, value);
        return true;
      }, false);
      if (kept) own.delete(key);
      else own.set(key, value);
    },
    removeItem(key) {
      own.delete(key);
      real((shelf) => shelf.removeItem(key), undefined);
    },
    key: (index) => real((shelf) => shelf.key(index), null),
    get length() {
      return real((shelf) => shelf.length, 0);
    },
  };
}
