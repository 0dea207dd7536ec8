import { describe, expect, test } from 'vitest';
import type { ChatRow } from '../../../src/db/conversations/thread.ts';
import { chatMessageOf } from '../../../src/http/chat/message.ts';
import { deriveKeys } from '../../../src/http/keys.ts';

const at = new Date('2026-03-02T09:00:00Z');
const visitor = { address: 'site:one', window: 'w' as never, contact: 'one' as never, language: 'en' } as const;
const shown = async (more: Partial<ChatRow>) => {
  const row: ChatRow = {
    seq: 1,
    stands: 1,
    conversation: '0198a1f2-0000-7000-8000-000000000010' as never,
    reactions: null,
    score: null,
    changed: 1,
    author: 'client',
    name: null,
    body: { text: 'hello' },
    client_key: null,
    received_at: at,
    edited_at: null,
    deleted_at: null,
    ...more,
  };
  return chatMessageOf({ keys: await deriveKeys('a secret of more than thirty-two characters', undefined), now: () => at }, row, visitor);
};

describe('the id of a message', () => {
  test('is the sender’s own', async () => {
    expect(await shown({ client_key: 'site:one/m1' })).toMatchObject({ id: 'm1' });
  });

  test.each([
    ['what a specialist wrote down of a call', 'client', '019f0000-0000-7000-8000-000000000001/call/0'],
    ['what was written from another address', 'client', '019f0000-0000-7000-8000-000000000002/m1'],
    ['a specialist’s answer', 'specialist', 'desk:key'],
  ] as const)('is not told of %s', async (_, author, key) => {
    const message = await shown({ author, client_key: key });
    expect(message.id).toBeUndefined();
    expect(JSON.stringify(message)).not.toContain(key.split('/')[0]);
  });
});
