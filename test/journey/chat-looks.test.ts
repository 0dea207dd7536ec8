import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Server, startServer } from '../../scripts/support/server.ts';
import type { Db } from '../../src/db/db.ts';
import { type Language, languages } from '../../src/domain/language.ts';
import { t } from '../../src/texts/widget.ts';
import { axeFindings } from '../browser/axe.ts';
import { visit } from '../browser/chat-page.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Demo, newDemo } from '../support/demo.ts';

const within = { timeout: 20_000 };
const widths = [360, 1440] as const;
const themes = ['light', 'dark'] as const;
const looks = languages.flatMap((language) => widths.flatMap((width) => themes.map((theme) => [language, width, theme] as const)));

/** A folder pictures are put into, for people to look at. */
const pictures = process.env['CHAT_PICTURES'];

const consent = {
  required: true,
  version: '1',
  text: {
    ru: 'Чтобы ответить вам, мы обрабатываем то, что вы напишете, и ваши контакты.',
    en: 'To answer you we process what you write and your contact details.',
  },
  url: 'https://company.example/privacy',
};

async function prepare(db: Db): Promise<void> {
  await db.query(`update policy set data = jsonb_set(jsonb_set(data, '{waits,offerSeconds}', '1'), '{consent}', $1::text::jsonb)`, [
    JSON.stringify(consent),
  ]);
}

describe('the chat on every screen', () => {
  let demo: Demo;
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    demo = await newDemo('postgres', { prepare });
    server = await startServer(demo.place);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill('SIGKILL');
    await demo?.place.release();
  });

  async function open(language: Language, width: number, colorScheme: (typeof themes)[number]): Promise<BrowserContext> {
    const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
    return browser.newContext({
      locale,
      colorScheme,
      viewport: { width, height: width < 500 ? 740 : 900 },
      hasTouch: width < 500,
      reducedMotion: 'reduce',
    });
  }

  async function look(page: Page, ...names: readonly (string | number)[]): Promise<void> {
    if (pictures !== undefined) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${names.join('-')}.png`) });
    }
    expect(await axeFindings(page)).toEqual([]);
  }

  it.each(looks)('has nothing axe finds wrong: %s, %i wide, %s', { timeout: 120_000 }, async (language, width, theme) => {
    const context = await open(language, width, theme);
    const chat = await visit(context, `${server.url}/`, language);
    const { page } = chat;
    const panel = page.locator('okno-chat .panel');
    await page.locator('okno-chat .launcher').click();
    await panel.locator('.consent').waitFor(within);
    await expect.poll(() => chat.texts(), within).toHaveLength(1);
    expect(await chat.buttons()).toEqual([]);
    await look(page, 'consent', language, width, theme);
    await panel.getByRole('button', { name: t(language, 'consentAgree') }).click();
    await expect.poll(async () => (await chat.buttons()).length, within).toBeGreaterThan(0);
    await look(page, 'opening', language, width, theme);
    await chat.write(language === 'ru' ? 'Позовите специалиста' : 'A human, please');
    await panel.locator('.offer').waitFor(within);
    const png = await panel.screenshot();
    const sheet = language === 'ru' ? 'Заявка на обучение сотрудников.xlsx' : 'Training request for the whole office.xlsx';
    const input = panel.locator('input[type=file]');
    await input.setInputFiles([
      { name: 'screen.png', mimeType: 'image/png', buffer: png },
      { name: sheet, mimeType: 'application/octet-stream', buffer: Buffer.from('PK') },
    ]);
    await expect.poll(() => panel.locator('.chips li.done').count(), within).toBe(2);
    await look(page, 'offer', language, width, theme);
    await chat.write(language === 'ru' ? 'Вот что на экране' : 'This is on the screen');
    await expect.poll(() => panel.locator('.row.client .picture img').count(), within).toBe(1);
    await look(page, 'files', language, width, theme);
    await context.close();
  });
});
