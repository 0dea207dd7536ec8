import { expect } from 'vitest';
import type { ChatPage } from '../browser/chat-page.ts';
import type { DeskPage } from '../browser/desk-page.ts';

/** What people wrote, as the visitor's screen shows it. */
export async function said(chat: ChatPage): Promise<string[]> {
  return (await chat.messages()).filter((each) => each.from !== 'system').map((each) => each.text);
}

/** The same on a specialist's screen: what the client can see of it. */
export async function saidAtDesk(desk: DeskPage): Promise<string[]> {
  return (await desk.messages()).filter((each) => each.author !== 'system' && each.audience === 'client').map((each) => each.text);
}

/** Waits until both screens show the same words in the same order. */
export async function together(chats: readonly ChatPage[], desk: DeskPage, within: { timeout: number }): Promise<void> {
  for (const chat of chats) {
    await expect
      .poll(
        async () => ({ desk: await saidAtDesk(desk), same: (await saidAtDesk(desk)).join('\n') === (await said(chat)).join('\n') }),
        within,
      )
      .toMatchObject({
        same: true,
      });
  }
}
