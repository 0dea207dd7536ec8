import { describe, expect, test } from 'vitest';
import { fakeStorage } from '../storage.ts';
import { createDesk, offline } from './desk.ts';
import { pages, settled } from './page.ts';

describe('R15: whoever writes after a matter was settled', () => {
  const page = pages();

  async function offered() {
    const desk = createDesk();
    const chat = page(desk, fakeStorage());
    chat.show();
    await settled();
    expect(chat.model().chat.former).toBe(false);
    desk.tell({ former: true });
    await settled();
    expect(chat.model().chat.former).toBe(true);
    return { desk, chat };
  }

  test('says by one tap that it is the former matter, and is not asked again', async () => {
    const { desk, chat } = await offered();
    expect(await chat.sameMatter()).toBe(true);
    expect(desk.sameMatters).toBe(1);
    expect(chat.model().chat.former).toBe(false);
  });

  test('may say it again when it did not get through', async () => {
    const { desk, chat } = await offered();
    desk.fault = offline;
    expect(await chat.sameMatter()).toBe(false);
    expect(chat.model().chat.former).toBe(true);
    desk.fault = null;
    expect(await chat.sameMatter()).toBe(true);
    expect(desk.sameMatters).toBe(1);
  });

  test('says it though the token has run out meanwhile', async () => {
    const { desk, chat } = await offered();
    desk.expireTokens();
    expect(await chat.sameMatter()).toBe(true);
    expect(desk.sameMatters).toBe(1);
  });

  test('is offered it no longer once somebody has answered', async () => {
    const { desk, chat } = await offered();
    desk.tell({ former: false });
    await settled();
    expect(chat.model().chat.former).toBe(false);
    expect(desk.sameMatters).toBe(0);
  });
});
