import { afterEach, beforeEach, vi } from 'vitest';
import type { StorageArea } from '../../../src/web/kit/storage.ts';
import { createChat } from '../../../src/web/widget/chat.ts';
import type { Chat } from '../../../src/web/widget/chat-interface.ts';
import { createDraft } from '../../../src/web/widget/draft.ts';
import type { Invite } from '../../../src/web/widget/invite.ts';
import { createMemory } from '../../../src/web/widget/memory.ts';
import type { Desk } from './desk.ts';
import { keptFiles } from './kept-files.ts';

export const origin = 'https://desk.example';

export interface Who {
  readonly identity?: string;
  readonly invite?: Invite;
  readonly kept?: ReturnType<typeof keptFiles>;
}

export type OpenPage = (desk: Desk, browser: StorageArea, who?: Who) => Chat;

/** Pages with the chat on them, in a browser whose clock stands still; they are closed after each test. */
export function pages(): OpenPage {
  const chats: Chat[] = [];
  let ids = 0;
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    for (const chat of chats.splice(0)) chat.stop();
    vi.useRealTimers();
  });
  return (desk, browser, { identity, invite, kept = keptFiles() } = {}) => {
    const chat = createChat({
      api: desk.api,
      origin,
      memory: createMemory(browser, origin),
      identity: identity ?? null,
      invite: invite ?? null,
      keptFiles: kept,
      draft: createDraft(browser, origin),
      language: { requested: null, preferred: 'en' },
      newId() {
        ids += 1;
        return `id-${ids}`;
      },
      now: Date.now,
      random: () => 0.5,
      isOnline: () => true,
      exclusively: (work) => work(),
    });
    chats.push(chat);
    return chat;
  };
}

export const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(100);
export const words = (chat: Chat): string[] => [...chat.model().thread.messages, ...chat.model().thread.pending].map((each) => each.text);
