/** Keeps files that were sent but are not with the desk yet, so that they outlive a reload. Where the browser forbids it, nothing is kept. */
export interface KeptFiles {
  keep(key: string, file: File): Promise<void>;
  find(key: string): Promise<File | null>;
  drop(key: string): Promise<void>;
}

const store = 'files';

export function createKeptFiles(name: string, databases: () => IDBFactory): KeptFiles {
  let opened: Promise<IDBDatabase> | null = null;

  function open(): Promise<IDBDatabase> {
    opened ??= new Promise((resolve, reject) => {
      const request = databases().open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(store);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error('blocked'));
    });
    return opened;
  }

  async function use<T>(mode: IDBTransactionMode, ask: (files: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
    try {
      const database = await open();
      return await new Promise((resolve, reject) => {
        const request = ask(database.transaction(store, mode).objectStore(store));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    } catch {
      return null;
    }
  }

  return {
    keep: async (key, file) => void (await use('readwrite', (files) => files.put(file, key))),
    find: async (key) => {
      const found = await use<unknown>('readonly', (files) => files.get(key));
      return found instanceof File ? found : null;
    },
    drop: async (key) => void (await use('readwrite', (files) => files.delete(key))),
  };
}
