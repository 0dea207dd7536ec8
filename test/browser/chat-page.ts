import type { BrowserContext, Page } from 'playwright-core';
import { until } from '../../scripts/support/until.ts';
import type { Language } from '../../src/domain/language.ts';
import { t } from '../../src/texts/widget.ts';

export interface ShownMessage {
  readonly from: 'client' | 'specialist' | 'system';
  readonly text: string;
  /** of the client's own: what the screen says of it */
  readonly delivery: 'sending' | 'waiting' | 'sent' | 'failed' | null;
}

/** A visitor of the site with the chat on their screen. */
export interface ChatPage {
  readonly page: Page;
  open(): Promise<void>;
  /** after a reload: the panel is as the visitor left it, or is opened again */
  reopen(): Promise<void>;
  write(text: string): Promise<void>;
  /** taps the button of that label */
  choose(label: string): Promise<void>;
  /** labels of the buttons that can be tapped now */
  buttons(): Promise<string[]>;
  /** scrolls up until there is nothing older */
  toTheBeginning(): Promise<void>;
  messages(): Promise<ShownMessage[]>;
  texts(): Promise<string[]>;
  /** who the header says is there */
  header(): Promise<{ name: string; department: string }>;
}

export async function visit(context: BrowserContext, url: string, language: Language): Promise<ChatPage> {
  const page = await context.newPage();
  await page.goto(url);
  const chat = page.locator('okno-chat');
  const panel = chat.getByRole('dialog', { name: t(language, 'panel') });
  const field = panel.getByRole('textbox', { name: t(language, 'write') });
  const rows = panel.locator('.row');
  const messages = (): Promise<ShownMessage[]> =>
    rows.evaluateAll((all) =>
      all.map((row) => {
        const has = (name: string) => row.classList.contains(name);
        const from = (['client', 'specialist', 'system'] as const).find(has) ?? 'system';
        const delivery = (['sending', 'waiting', 'sent', 'failed'] as const).find(has) ?? null;
        return { from, text: row.querySelector('.words')?.textContent ?? '', delivery };
      }),
    );
  return {
    page,
    open: async () => {
      await chat.getByRole('button', { name: t(language, 'open') }).click();
      await field.waitFor();
    },
    reopen: async () => {
      const launcher = chat.locator('.launcher');
      await launcher.waitFor();
      if ((await launcher.getAttribute('aria-expanded')) !== 'true') await launcher.click();
      await field.waitFor();
    },
    write: async (text) => {
      await field.fill(text);
      await field.press('Enter');
    },
    choose: (label) => panel.getByRole('button', { name: label, exact: true }).click(),
    buttons: () => panel.locator('.choices button').allTextContents(),
    toTheBeginning: async () => {
      await rows.first().waitFor();
      await until(
        'there is nothing older',
        async () => {
          await panel.getByRole('log').evaluate((log) => log.scrollTo({ top: 0, behavior: 'instant' }));
          return (await panel.locator('.older').count()) === 0;
        },
        60_000,
      );
    },
    messages,
    texts: async () => (await messages()).map((each) => each.text),
    header: async () => ({
      name: (await panel.locator('.head h2').textContent()) ?? '',
      department: (await panel.locator('.head p').textContent()) ?? '',
    }),
  };
}
