import type { StorageArea } from '../../kit/storage.ts';

export type Mode = 'reply' | 'note';

/** Keeps what was typed and not sent, per person, conversation and mode; it survives a reload and signing in again. */
export function createDrafts(storage: StorageArea, person: () => string) {
  const keyOf = (conversation: string, mode: Mode): string => `okno.desk.draft.${person()}.${conversation}.${mode}`;

  return {
    read: (conversation: string, mode: Mode): string => storage.getItem(keyOf(conversation, mode)) ?? '',
    write(conversation: string, mode: Mode, text: string): void {
      if (text === '') storage.removeItem(keyOf(conversation, mode));
      else storage.setItem(keyOf(conversation, mode), text);
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
