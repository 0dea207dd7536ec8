import type { StorageArea } from '../kit/storage.ts';
import type { Owner } from './memory.ts';

/** What was typed and not sent. It survives a reload and is its writer's alone. */
export interface Draft {
  read(owner: Owner): string;
  write(owner: Owner, text: string): void;
}

/** Keeps it where a tab has its own, so that two tabs never overwrite each other's. */
export function createDraft(storage: StorageArea, origin: string): Draft {
  const key = `okno ${origin} draft`;
  return {
    read(owner) {
      try {
        const { whose, text } = JSON.parse(storage.getItem(key) ?? '{}') as { whose?: unknown; text?: unknown };
        return whose === owner && typeof text === 'string' ? text : '';
      } catch {
        return '';
      }
    },
    write(owner, text) {
      if (text === '') storage.removeItem(key);
      else storage.setItem(key, JSON.stringify({ whose: owner, text }));
    },
  };
}
