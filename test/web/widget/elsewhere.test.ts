import { describe, expect, test } from 'vitest';
import { fakeStorage } from '../storage.ts';
import { createDesk, offline } from './desk.ts';
import { pages, settled } from './page.ts';

describe('going on in Telegram', () => {
  const page = pages();

  test('is offered where the desk has a bot, and leads there', async () => {
    const desk = createDesk();
    desk.telegram = true;
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    expect(chat.model().session?.telegram).toBe(true);
    expect(await chat.continueElsewhere()).toBe('https://t.me/okno_bot?start=token');
  });

  test('does not happen while the desk cannot be reached', async () => {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    desk.fault = offline;
    expect(await chat.continueElsewhere()).toBeNull();
  });
});
