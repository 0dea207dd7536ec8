import { createSlots } from '../../domain/slots.ts';

/**
 * Telegram's own advice is 30 a second for a bot, in any second, and one a second in a chat. So many at once that a server which is busy, and
 * looks a little late, loses nothing of it.
 */
const everyMs = 45;
const atOnce = 8;
const chatMs = 1000;
/** Those who wait come a few together: looking for each alone would cost more than sending it. */
const togetherMs = 150;
/** So many chats refused one after the other, with none let through in between: then it is the bot that is too fast. */
const manyRefused = 3;
/** How long nothing is tried then. One that gets through ends the doubt. */
const doubtMs = 1000;
const manyChats = 10_000;

/** What asks for room. */
export interface Leaving {
  /** names it as long as it waits */
  readonly key: string;
  readonly count: number;
  /** somebody's own words, which go before the desk's */
  readonly isPersons: boolean;
}

/** Keeps one bot as fast as Telegram allows. */
export interface Pace {
  /** Reserves room in a chat; 0, or ms after which to ask again. */
  reserve(chat: string, leaving: Leaving): number;
  /** Records that Telegram took something. */
  accepted(): void;
  /** Records that Telegram said "too many" about this chat; answers which gate is to be closed: its own, and never the bot's. */
  refused(chat: string): string;
}

export const chatGate = (chat: string): string => `telegram:${chat}`;
export const botGate = 'telegram:bot';

export function createPace(now: () => Date): Pace {
  const freeAt = new Map<string, number>();
  const slots = createSlots({ everyMs, atOnce });
  const refusedInARow = new Set<string>();

  return {
    reserve(chat, { key, count, isPersons }) {
      const at = now().getTime();
      const chatWait = (freeAt.get(chat) ?? 0) - at;
      if (chatWait > 0) return chatWait;
      const waitMs = slots.ask(key, at, { ahead: isPersons, count });
      if (waitMs > 0) return Math.ceil((at + waitMs) / togetherMs) * togetherMs - at;
      if (freeAt.size > manyChats) for (const [each, until] of freeAt) if (until <= at) freeAt.delete(each);
      freeAt.set(chat, at + chatMs);
      return 0;
    },
    accepted: () => refusedInARow.clear(),
    refused(chat) {
      refusedInARow.add(chat);
      // Even then one after the other is tried: what many chats are refused is no word about all others.
      if (refusedInARow.size >= manyRefused) slots.close(now().getTime() + doubtMs);
      return chatGate(chat);
    },
  };
}
