/** The part of the browser's storage that is used. */
export type StorageArea = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Uses the browser's storage; where it is switched off or full, what was put lives as long as the page. */
export function storageOrMemory(open: () => StorageArea): StorageArea {
  const memory = new Map<string, string>();

  function real<T>(use: (storage: StorageArea) => T, otherwise: T): T {
    try {
      return use(open());
    } catch {
      return otherwise;
    }
  }

  return {
    getItem: (key) => memory.get(key) ?? real((storage) => storage.getItem(key), null),
    setItem(key, value) {
      const isKept = real((storage) => {
        storage.setItem(key, value);
        return true;
      }, false);
      if (isKept) memory.delete(key);
      else memory.set(key, value);
    },
    removeItem(key) {
      memory.delete(key);
      real((storage) => storage.removeItem(key), undefined);
    },
    key: (index) => real((storage) => storage.key(index), null),
    get length() {
      return real((storage) => storage.length, 0);
    },
  };
}
