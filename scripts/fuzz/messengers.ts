import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What a messenger was asked, and the address of whoever asked it. */
interface Answering {
  readonly url: string;
  close(): Promise<void>;
}

type Answer = (method: string, sent: Readonly<Record<string, unknown>>) => unknown;

/** Answers every call at once, as somebody who has no objection. */
async function answering(answer: Answer, parse: (body: string, type: string) => Record<string, unknown>): Promise<Answering> {
  const server = createServer((request, response) => {
    void read(request).then(async (body) => {
      const method = (request.url ?? '').split('?')[0]?.split('/').at(-1) ?? '';
      // Telegram holds this one until there is something.
      if (method === 'getUpdates') await pause(pollMs, undefined, { ref: false });
      const text = JSON.stringify(answer(method, parse(body, request.headers['content-type'] ?? '')));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** Slack takes forms, in which lists and objects are JSON. */
function parseForm(body: string, type: string): Record<string, unknown> {
  if (type.startsWith('application/json')) return parseJson(body);
  const fields = [...new URLSearchParams(body)].map(([name, value]) => [name, /^[[{]/.test(value) ? parseJson(value) : value]);
  return Object.fromEntries(fields) as Record<string, unknown>;
}

/** A message that stands in the workspace, with what can be tapped in it. */
export interface Standing {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly blocks: unknown;
}

export interface Workspace extends Answering {
  readonly settings: Readonly<Record<string, string>>;
  readonly signingSecret: string;
  readonly team: string;
  readonly app: string;
  readonly channel: string;
  /** the newest at the end */
  readonly standing: Standing[];
  /** views that were opened, as they were given */
  readonly views: Record<string, unknown>[];
}

const kept = 60;
const pollMs = 10_000;

export const slackUserOf = (email: string) => `U${createHash('sha256').update(email).digest('hex').slice(0, 9).toUpperCase()}`;

export async function startWorkspace(): Promise<Workspace> {
  const [signingSecret, team, app, channel] = ['signing-secret-of-the-fuzz', 'T0FUZZ', 'A0FUZZ', 'C0FUZZ'];
  const standing: Standing[] = [];
  const views: Record<string, unknown>[] = [];
  let n = 0;
  const nextTs = () => `17${String(++n).padStart(8, '0')}.000100`;
  const answer: Answer = (method, sent) => {
    switch (method) {
      case 'auth.test':
        return { ok: true, url: 'https://fuzz.slack.com/', team_id: team, user_id: 'U0BOT', bot_id: 'B0BOT', app_id: app };
      case 'users.info':
        return { ok: true, user: { id: sent['user'], team_id: team, name: 'x', profile: {} } };
      case 'users.lookupByEmail':
        return { ok: true, user: { id: slackUserOf(String(sent['email'])), team_id: team } };
      case 'chat.postMessage': {
        const ts = nextTs();
        const thread = sent['thread_ts'];
        standing.push({
          channel: String(sent['channel']),
          ts,
          threadTs: typeof thread === 'string' ? thread : null,
          blocks: sent['blocks'],
        });
        if (standing.length > kept) standing.shift();
        return { ok: true, channel: sent['channel'], ts };
      }
      case 'views.open': {
        views.push(sent['view'] as Record<string, unknown>);
        if (views.length > kept) views.shift();
        return { ok: true, view: { id: `V${++n}`, hash: `${n}` } };
      }
      case 'conversations.replies':
      case 'conversations.history':
        return { ok: true, messages: [], has_more: false };
      default:
        return { ok: true, channel: { id: channel }, ts: nextTs(), message_ts: nextTs(), permalink: 'https://fuzz.slack.com/x' };
    }
  };
  const served = await answering(answer, parseForm);
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-fuzz',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `${served.url}/api/`,
    SLACK_CHANNEL: channel,
  };
  return { ...served, settings, signingSecret, team, app, channel, standing, views };
}

export interface Bot extends Answering {
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
  /** buttons under what the bot said, by chat: what a tap sends back */
  readonly buttons: Map<number, readonly string[]>;
  /** ids of what the bot said, by chat */
  readonly said: Map<number, number>;
  /** chats that have blocked the bot */
  readonly blocked: Set<number>;
}

export async function startBot(): Promise<Bot> {
  const secret = 'secret-of-the-fuzz';
  const buttons = new Map<number, readonly string[]>();
  const said = new Map<number, number>();
  const blocked = new Set<number>();
  let n = 5000;
  const answer: Answer = (method, sent) => {
    const chat = Number(sent['chat_id']);
    if (blocked.has(chat)) return { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' };
    if (method.startsWith('send') && method !== 'sendChatAction') {
      const keyboard = (sent['reply_markup'] as { inline_keyboard?: { callback_data?: string }[][] } | undefined)?.inline_keyboard ?? [];
      const data = keyboard.flat().flatMap((each) => each.callback_data ?? []);
      if (data.length > 0) buttons.set(chat, data);
      const message = { message_id: ++n, date: 1_700_000_000, chat: { id: chat, type: 'private' } };
      said.set(chat, n);
      return { ok: true, result: method === 'sendMediaGroup' ? [message] : message };
    }
    if (method === 'getMe') return { ok: true, result: { id: 7, is_bot: true, first_name: 'Fuzz', username: 'fuzz_bot' } };
    if (method === 'getWebhookInfo') return { ok: true, result: { url: '', has_custom_certificate: false, pending_update_count: 0 } };
    if (method === 'getMyDescription') return { ok: true, result: { description: '' } };
    if (method === 'getMyShortDescription') return { ok: true, result: { short_description: '' } };
    return { ok: true, result: method === 'getMyCommands' || method === 'getUpdates' ? [] : true };
  };
  const served = await answering(answer, parseJson);
  const settings = { TELEGRAM_BOT_TOKEN: '7:fuzz', TELEGRAM_API_ROOT: served.url, TELEGRAM_WEBHOOK_SECRET: secret };
  return { ...served, settings, secret, buttons, said, blocked };
}
