import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Language } from '../../src/domain/language.ts';

export type PageName =
  | 'search'
  | 'client'
  | 'tasks'
  | 'snippets'
  | 'people'
  | 'cover'
  | 'company'
  | 'policy'
  | 'tree'
  | 'now'
  | 'response'
  | 'assignments'
  | 'specialists'
  | 'funnel'
  | 'violations'
  | 'audit'
  | 'keys'
  | 'webhooks';

/** Somebody at the desk who walks its pages. */
export interface DeskWalker {
  readonly page: Page;
  hook(id: string): Locator;
  /** by the way of the page itself: the rail, and the sections above */
  walk(to: 'desk' | PageName): Promise<void>;
  /** by the address, `?page=people&sort=-capacity` */
  go(address: string): Promise<void>;
  look(width: number, theme: 'light' | 'dark', language: Language): Promise<void>;
  /** waits until nothing is being loaded any more */
  settled(): Promise<void>;
  scrollsSideways(): Promise<boolean>;
}

/** Under which stop of the rail a page stands. */
const stops: Readonly<Record<PageName | 'desk', string>> = {
  desk: 'desk',
  search: 'clients',
  client: 'clients',
  tasks: 'tasks',
  response: 'reports',
  now: 'reports',
  assignments: 'reports',
  specialists: 'reports',
  funnel: 'reports',
  violations: 'reports',
  people: 'team',
  cover: 'team',
  policy: 'rules',
  tree: 'rules',
  snippets: 'settings',
  company: 'settings',
  audit: 'settings',
  keys: 'settings',
  webhooks: 'settings',
};

/** Signs in by a one-time link. */
export async function walkDesk(context: BrowserContext, link: string): Promise<DeskWalker> {
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button').click();
  await page.locator('.desk[data-ready=true]').waitFor();
  const { origin } = new URL(page.url());
  const hook = (id: string): Locator => page.getByTestId(id);
  const settled = async (): Promise<void> => {
    await page.waitForFunction(() => document.querySelector('.bone, [aria-busy="true"]') === null);
  };
  return {
    page,
    hook,
    settled,
    walk: async (to) => {
      await hook(`nav-${stops[to]}`).click();
      if (!['desk', 'tasks'].includes(to) && (await hook('section-tabs').count()) > 0) await hook(`tab-${to}`).click();
      if (to === 'desk') await page.locator('.sidebar').waitFor();
      else await hook(`page-${to}`).waitFor();
      await settled();
    },
    go: async (address) => {
      await page.goto(`${origin}/desk/${address}`);
      await page.locator('.desk[data-ready=true]').waitFor();
      await settled();
    },
    look: async (width, theme, language) => {
      await page.setViewportSize({ width, height: width < 500 ? 760 : 860 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.evaluate((chosen) => localStorage.setItem('okno.desk.language', chosen), language);
      await page.reload();
      await page.locator('.desk[data-ready=true]').waitFor();
      await settled();
    },
    scrollsSideways: () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
  };
}
