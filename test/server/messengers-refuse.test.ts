import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Server, startServer } from '../../scripts/support/server.ts';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import { type DatabaseLocation, newPlace } from '../support/database.ts';
import { type SlackApi, startSlackApi } from '../support/slack-api.ts';
import { visitorWith } from '../support/visitor.ts';

/*
 * Slack lets the bot in and refuses its socket in changing ways, the last of which its library throws where nobody catches it; Telegram
 * refuses the token. The web chat knows nothing of it.
 */
let place: DatabaseLocation;
let server: Server;
let slack: SlackApi;
const telegram = createServer((_, answer) => {
  answer
    .writeHead(401, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ok: false, error_code: 401, description: 'Unauthorized' }));
});

beforeAll(async () => {
  place = await newPlace('pglite');
  slack = await startSlackApi();
  slack.fail({ type: 'rate-limited', retryAfter: 1 }, { method: 'apps.connections.open' });
  slack.fail({ type: 'error', error: 'internal_error' }, { method: 'apps.connections.open' });
  slack.fail({ type: 'error', error: 'invalid_auth' }, { method: 'apps.connections.open', times: 1000 });
  await new Promise<void>((resolve) => telegram.listen(0, '127.0.0.1', resolve));
  server = await startServer({
    dataFolder: place.dataFolder,
    settings: {
      SLACK_BOT_TOKEN: slack.token,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.url,
      TELEGRAM_BOT_TOKEN: '123456:AAfake-token_of-the-tests',
      TELEGRAM_API_ROOT: `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`,
    },
  });
});
afterAll(async () => {
  await server.kill('SIGKILL');
  await Promise.all([slack.close(), place.release()]);
  telegram.closeAllConnections();
  telegram.close();
});

it('a server whose messengers refuse it from the start goes on serving the web chat', async () => {
  while (slack.callsOf('apps.connections.open').length < 4) await pause(50);
  expect(server.hasEnded()).toBe(false);
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  const session = (await (await fetch(`${server.url}/chat/v1/session`, init)).json()) as ChatSession;
  expect((await visitorWith(server.url, session).post({ text: 'Is anybody there?' })).status).toBeLessThan(300);
}, 30_000);
