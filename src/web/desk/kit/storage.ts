/** The part of Storage the desk needs. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's storage, or memory where it is switched off or full: the desk works either way. */
export function tolerant(open: () => Store): Store {
  const memory = new Map<string, string>();
  const attempt = <T>(use: (store: Store) => T): T | null => {
    try {
      return use(open());
    } catch {
      return null;
    }
  };
  return {
    getItem: (key) => attempt((store) => store.getItem(key)) ?? memory.get(key) ?? null,
    setItem: (key, value) => {
      memory.set(key, value);
      attempt((store) => store.setItem(key, value));
    },
    removeItem: (key) => {
      memory.delete(key);
      attempt((store) => store.removeItem(key));
    },
  };
}
