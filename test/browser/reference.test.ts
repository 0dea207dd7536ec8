import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../src/http/app.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { createStopping } from '../../src/http/stopping.ts';
import { readFiles } from '../../src/server/files.ts';
import { closeServer, listen } from '../../src/server/listen.ts';
import { operationsOf, publicApi } from '../http/api/document.ts';
import { launchChromium } from '../support/chromium.ts';
import { watchTroubles } from './troubles.ts';

const root = join(import.meta.dirname, '../..');
let browser: Browser;
let server: Awaited<ReturnType<typeof listen>>['server'];
let url: string;

beforeAll(async () => {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const { source: files } = await readFiles(join(root, 'dist/web'));
  const stood = { metrics: new Registry(), stopping: createStopping(), files, newId: () => 'request-id', log };
  const listening = await listen(createApp(stood as unknown as HttpDeps).fetch, { host: '127.0.0.1', port: 0 });
  server = listening.server;
  url = `http://127.0.0.1:${listening.port}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await closeServer(server);
});

it.each([
  ['ru-RU', 360, 'dark', 'Основы'],
  ['en-GB', 768, 'light', 'Basics'],
  ['ru-RU', 1440, 'light', 'Основы'],
] as const)('the reference shows every operation, %s, %i px wide, %s', async (locale, width, colorScheme, basics) => {
  const context = await browser.newContext({ locale, viewport: { width, height: 900 }, colorScheme });
  const troubles = watchTroubles(context, url);
  const page = await context.newPage();
  await page.goto(`${url}/api#setOwner`);
  await page.getByRole('heading', { name: basics }).waitFor();
  const wanted = operationsOf(await publicApi()).map((each) => each.operationId);
  const shown = await page.locator('.operation').evaluateAll((all) => all.map((each) => each.id));
  expect(shown.toSorted()).toEqual(wanted.toSorted());
  await page.locator('#setOwner').getByText("curl -X PUT '").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  expect(await page.evaluate('document.documentElement.lang')).toBe(locale.slice(0, 2));
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as { violations: readonly { readonly id: string }[] };
  expect(violations.map((each) => each.id)).toEqual([]);
  expect(troubles).toEqual([]);
  await context.close();
});
