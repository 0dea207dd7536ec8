import { v7 } from 'uuid';
import type { ContactId, WindowId } from '../../src/domain/ids.ts';
import type { Language } from '../../src/domain/language.ts';
import { chatTokens } from '../../src/http/chat/tokens.ts';
import { deriveKeys } from '../../src/http/keys.ts';

export interface Stranger {
  readonly token: string;
  readonly address: string;
  readonly window: string;
}

/** Tokens as the server itself would give them to visitors it has never seen; none of them is known to it before they write. */
export async function newStrangers(secret: string, count: number, language: Language = 'ru'): Promise<Stranger[]> {
  const tokens = chatTokens(await deriveKeys(secret, undefined));
  const strangers: Stranger[] = [];
  while (strangers.length < count) {
    const some = Array.from({ length: Math.min(500, count - strangers.length) }, async () => {
      const visitor = { address: v7(), window: v7() as WindowId, contact: null as ContactId | null, language };
      const { token } = await tokens.issue(visitor, new Date());
      return { token, address: visitor.address, window: visitor.window };
    });
    strangers.push(...(await Promise.all(some)));
  }
  return strangers;
}
