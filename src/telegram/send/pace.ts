/** Telegram's own advice is 30 a second for a bot and one a second in a chat. */
const botPerSecond = 25;
const botBurst = 5;
const chatMs = 1000;
/** Two chats refused within this time: it is the bot that is too fast. */
const sameCauseMs = 30_000;
const manyChats = 10_000;

/** Keeps one bot as fast as Telegram allows. */
export interface Pace {
  /** Reserves room for `count` messages in a chat; 0, or ms after which to ask again. */
  reserve(chat: string, count: number): number;
  /** Records that Telegram said "too many" about this chat; answers which gate is to be closed. */
  refused(chat: string): string;
}

export const chatGate = (chat: string): string => `telegram:${chat}`;
export const botGate = 'telegram:bot';

export function createPace(now: () => Date): Pace {
  const freeAt = new Map<string, number>();
  const refusals = new Map<string, number>();
  let tokens: number = botBurst;
  let filledAt = now().getTime();
  let waiting = 0;

  function refill(at: number): void {
    const earned = ((at - filledAt) * botPerSecond) / 1000;
    if (earned <= 0) return;
    // Whoever was told to wait comes in the time it takes to earn as much.
    waiting = Math.max(0, waiting - earned);
    tokens = Math.min(botBurst, tokens + earned);
    filledAt = at;
  }

  return {
    reserve(chat, count) {
      const at = now().getTime();
      refill(at);
      const chatWait = (freeAt.get(chat) ?? 0) - at;
      if (chatWait > 0) return chatWait;
      // An album larger than the burst goes into debt; those after it pay.
      if (tokens < 1) {
        waiting += count;
        return Math.ceil((waiting * 1000) / botPerSecond);
      }
      tokens -= count;
      if (freeAt.size > manyChats) for (const [each, until] of freeAt) if (until <= at) freeAt.delete(each);
      freeAt.set(chat, at + chatMs);
      return 0;
    },
    refused(chat) {
      const at = now().getTime();
      for (const [each, until] of refusals) if (until <= at) refusals.delete(each);
      const isAlone = [...refusals.keys()].every((each) => each === chat);
      refusals.set(chat, at + sameCauseMs);
      return isAlone ? chatGate(chat) : botGate;
    },
  };
}
