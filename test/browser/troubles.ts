import type { BrowserContext, Page } from 'playwright-core';

/** What a page should never do: open a dialog, fail in a script, break its content security policy, reach for somebody else's server. */
export function watchTroubles(context: BrowserContext, origin: string): string[] {
  const troubles: string[] = [];
  const watch = (page: Page) => {
    page.on('dialog', (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !isNetwork(message.text())) troubles.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const { protocol } = new URL(request.url());
      const { origin: to } = new URL(request.url());
      if (protocol.startsWith('http') && to !== origin && to !== URL.parse(page.url())?.origin && !request.isNavigationRequest())
        troubles.push(`request: ${request.url()}`);
    });
    page.on('popup', (popup) => troubles.push(`window: ${popup.url()}`));
  };
  context.on('page', watch);
  return troubles;
}

/** Of requests that failed: a journey may kill the server or be refused on purpose. */
function isNetwork(text: string): boolean {
  return text.startsWith('Failed to load resource') || text.includes('net::ERR_');
}
