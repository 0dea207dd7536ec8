import type { BrowserContext, Locator, Page } from 'playwright-core';
import { until } from '../../scripts/support/until.ts';

export interface DeskShown {
  readonly author: 'client' | 'specialist' | 'system';
  readonly audience: 'client' | 'internal';
  readonly text: string;
}

/** A specialist with the desk on their screen. */
export interface DeskPage {
  readonly page: Page;
  /** conversations of the list, top to bottom */
  rows(): Promise<string[]>;
  show(view: 'mine' | 'queue' | 'all'): Promise<void>;
  open(conversation: string): Promise<void>;
  reply(text: string): Promise<void>;
  note(text: string): Promise<void>;
  transfer(department: string, reason: string): Promise<void>;
  resolve(): Promise<void>;
  /** sends again what could not be sent */
  retry(): Promise<void>;
  /** scrolls up until there is nothing older */
  toTheBeginning(): Promise<void>;
  messages(): Promise<DeskShown[]>;
  /** what the page says of the client, whole */
  card(): Promise<string>;
  status(): Promise<string>;
}

/** Signs in by a one-time link. */
export async function enterDesk(context: BrowserContext, link: string): Promise<DeskPage> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button').click();
  await page.locator('.desk[data-ready=true]').waitFor();
  const hook = (id: string): Locator => page.getByTestId(id);
  const send = async (mode: 'reply' | 'note', text: string) => {
    await hook(`mode-${mode}`).click();
    await hook('composer-text').fill(text);
    await hook('send').click();
  };
  return {
    page,
    rows: () => hook('row').evaluateAll((all) => all.map((each) => each.getAttribute('data-conversation') ?? '')),
    show: (view) => hook(`view-${view}`).click(),
    open: async (conversation) => {
      await page.locator(`[data-testid=row][data-conversation="${conversation}"]`).click();
      await hook('composer-text').waitFor();
    },
    reply: (text) => send('reply', text),
    note: (text) => send('note', text),
    transfer: async (department, reason) => {
      await hook('transfer').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: department, exact: true }).check();
      await hook('transfer-reason').fill(reason);
      await hook('transfer-submit').click();
      await dialog.waitFor({ state: 'detached' });
    },
    resolve: () => hook('resolve').click(),
    retry: async () => {
      for (;;) {
        const again = hook('retry').first();
        if ((await again.count()) === 0) return;
        await again.click();
      }
    },
    toTheBeginning: async () => {
      const older = page.locator('.older button');
      await until(
        'there is nothing older',
        async () => {
          if ((await older.count()) > 0) await older.click({ timeout: 2000 });
          return (await page.locator('.older .muted').count()) > 0;
        },
        60_000,
      );
    },
    messages: () =>
      hook('message').evaluateAll((all) =>
        all.map((each) => ({
          author: each.getAttribute('data-author') as DeskShown['author'],
          audience: each.getAttribute('data-audience') as DeskShown['audience'],
          text: each.querySelector('.body .text')?.textContent ?? '',
        })),
      ),
    card: () => hook('card').innerText(),
    status: async () => (await hook('standing').getAttribute('data-status')) ?? '',
  };
}
