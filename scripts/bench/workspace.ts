import { createServer, type IncomingMessage } from 'node:http';
import type { CallLimit } from '../support/messenger-limits.ts';

/** A call Slack took, with what it was about. */
export interface SlackCall {
  readonly method: string;
  /** what was posted, as JSON */
  readonly blocks: string;
  /** ms, by `performance.now()` */
  readonly at: number;
}

/** A Slack that says yes to everything at once, so that what is measured is the desk; or only as fast as Slack does. */
export interface BenchWorkspace {
  readonly settings: Readonly<Record<string, string>>;
  readonly signingSecret: string;
  readonly team: string;
  readonly app: string;
  readonly channel: string;
  /** what it took; kept only where it has limits */
  readonly calls: readonly SlackCall[];
  /** calls it refused as too fast */
  refused(): number;
  /** nothing is answered but 503, until it is well again */
  away(isAway: boolean): void;
  /** e-mails of the people in it */
  employ(emails: readonly string[]): void;
  close(): Promise<void>;
}

const [signingSecret, team, app, channel] = ['signing-secret-of-the-bench', 'T0BENCH', 'A0BENCH', 'C0BENCH'];

export async function startWorkspace(limits?: CallLimit): Promise<BenchWorkspace> {
  let [posted, refused, isAway] = [0, 0, false];
  let members: { id: string; team_id: string; profile: { email: string } }[] = [];
  const calls: SlackCall[] = [];
  const nextTs = () => `1700000000.${String(++posted).padStart(6, '0')}`;
  const answers: Readonly<Record<string, (args: URLSearchParams) => Record<string, unknown>>> = {
    'auth.test': () => ({ url: 'https://bench.slack.com/', team_id: team, user_id: 'U0BOT', bot_id: 'B0BOT', app_id: app }),
    'users.info': (args) => ({ user: members.find((each) => each.id === args.get('user')) ?? { id: 'U0ANY', team_id: team } }),
    'users.list': () => ({ members }),
    'chat.postMessage': (args) => {
      const root = args.get('thread_ts');
      return { channel, ts: nextTs(), message: root === null ? {} : { thread_ts: root } };
    },
    'conversations.replies': () => ({ messages: [], has_more: false }),
  };
  const answerTo = (method: string, args: URLSearchParams): { status: number; seconds?: number; body: unknown } => {
    if (isAway) return { status: 503, body: {} };
    const seconds = limits?.(method, args.get('channel') ?? '', performance.now()) ?? null;
    if (seconds !== null) {
      refused += 1;
      return { status: 429, seconds, body: { ok: false, error: 'ratelimited' } };
    }
    if (limits !== undefined) calls.push({ method, blocks: args.get('blocks') ?? '', at: performance.now() });
    if (method === 'users.lookupByEmail') return { status: 200, body: { ok: false, error: 'users_not_found' } };
    return { status: 200, body: { ok: true, ...answers[method]?.(args) } };
  };
  const server = createServer(async (request, response) => {
    const method = (request.url ?? '').split('/').at(-1) ?? '';
    const { status, seconds, body } = answerTo(method, new URLSearchParams(await textOf(request)));
    const text = JSON.stringify(body);
    const wait = seconds === undefined ? {} : { 'retry-after': String(seconds) };
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...wait }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    ...{ signingSecret, team, app, channel, calls },
    settings: {
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
      SLACK_CHANNEL: channel,
      PUBLIC_URL: 'http://bench.example',
    },
    refused: () => refused,
    away: (now) => {
      isAway = now;
    },
    employ: (emails) => {
      members = emails.map((email, i) => ({ id: `U0STAFF${i}`, team_id: team, profile: { email } }));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
