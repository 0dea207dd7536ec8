import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { watchTroubles } from './troubles.ts';

const origin = 'http://desk.example';

describe('troubles of a page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** What is noticed while a page with that body is shown under a policy that allows scripts of its own server only. */
  async function noticed(body: string, policy: string): Promise<string[]> {
    const context = await browser.newContext();
    const troubles = watchTroubles(context, origin);
    const page = await context.newPage();
    await page.route('**/*', (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'content-security-policy': policy },
        body: `<link rel="icon" href="data:,">${body}`,
      }),
    );
    await page.goto(origin);
    await page.waitForLoadState('networkidle');
    await context.close();
    return troubles;
  }

  const open = `default-src * data: 'unsafe-inline'`;

  it('are none on a page that keeps quiet', async () => {
    expect(await noticed('<p>alert(1)</p>', `default-src 'self'; img-src data:`)).toEqual([]);
  });

  it.each([
    ['a dialog', '<script>alert(1)</script>', open, /^dialog: 1$/],
    ['a script that fails', '<script>nothing.here</script>', open, /^script: nothing is not defined$/],
    [
      'a script that the policy stops',
      '<script>alert(1)</script>',
      `default-src 'self'; img-src data:`,
      /^console: .*Content Security Policy/,
    ],
    ['a request to somebody else', '<img src="http://elsewhere.example/x.png">', open, /^request: http:\/\/elsewhere\.example\/x\.png$/],
  ])('are %s', async (_what, body, policy, trouble) => {
    expect(await noticed(body, policy)).toContainEqual(expect.stringMatching(trouble));
  });
});
