import { createServer } from 'node:http';

/** A Slack that says yes to everything at once, so that what is measured is the desk. */
export interface BenchWorkspace {
  readonly settings: Readonly<Record<string, string>>;
  readonly signingSecret: string;
  readonly team: string;
  readonly app: string;
  readonly channel: string;
  close(): Promise<void>;
}

const [signingSecret, team, app, channel] = ['signing-secret-of-the-bench', 'T0BENCH', 'A0BENCH', 'C0BENCH'];

export async function startWorkspace(): Promise<BenchWorkspace> {
  let posted = 0;
  const nextTs = () => `1700000000.${String(++posted).padStart(6, '0')}`;
  const answers: Readonly<Record<string, () => Record<string, unknown>>> = {
    'auth.test': () => ({ url: 'https://bench.slack.com/', team_id: team, user_id: 'U0BOT', bot_id: 'B0BOT', app_id: app }),
    'users.info': () => ({ user: { id: 'U0ANY', team_id: team } }),
    'chat.postMessage': () => ({ channel, ts: nextTs() }),
    'conversations.replies': () => ({ messages: [], has_more: false }),
  };
  const server = createServer((request, response) => {
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    request.resume().on('end', () => {
      const body = method === 'users.lookupByEmail' ? { ok: false, error: 'users_not_found' } : { ok: true, ...answers[method]?.() };
      const text = JSON.stringify(body);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    signingSecret,
    team,
    app,
    channel,
    settings: {
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
      SLACK_CHANNEL: channel,
      PUBLIC_URL: 'http://bench.example',
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
