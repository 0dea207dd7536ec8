import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { CallLimit } from '../../scripts/support/messenger-limits.ts';
import { ApiFault, type Fault, secondPoller } from './bot-api-faults.ts';
import { answers, type BotState, type Params } from './bot-api-methods.ts';
import { readForm } from './form.ts';
import { telegramSpec } from './telegram-spec.ts';

/** A call somebody made, with the files that came along. */
export interface Call {
  readonly method: string;
  readonly params: Params;
  readonly files: readonly SentFile[];
  /** ms since 1970 */
  readonly at: number;
}

export interface SentFile {
  /** name of the part of the form; `attach://…` in the parameters refers to it */
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Trap {
  readonly fault: Fault;
  readonly method: string | undefined;
  readonly chat: number | undefined;
  left: number;
}

/** Telegram's Bot API as far as Okno uses it: over HTTP, with a memory, recording what it is asked and failing as told. */
export interface BotApi {
  /** TELEGRAM_API_ROOT */
  readonly root: string;
  /** TELEGRAM_BOT_TOKEN; any other is refused with 401 */
  readonly token: string;
  readonly state: BotState;
  readonly calls: Call[];
  /** calls that are not what Telegram has published, in words; always empty where the description is not at hand */
  readonly mistakes: string[];
  callsOf(method: string): Call[];
  /** The next calls that match fail, `times` of them (1 unless said otherwise). */
  fail(fault: Fault, which?: { readonly method?: string; readonly chat?: number; readonly times?: number }): void;
  /** An update for whoever polls. */
  push(...updates: readonly (object & { readonly update_id: number })[]): void;
  /** updates nobody has confirmed yet */
  pending(): number;
  close(): Promise<void>;
}

const token = '123456:AAfake-token_of-the-tests';

interface BotApiOptions {
  readonly now?: () => Date;
  readonly port?: number;
  /** it refuses what comes faster than Telegram allows, as Telegram does */
  readonly limits?: CallLimit;
}

export async function botApi(options: BotApiOptions = {}): Promise<BotApi> {
  const now = options.now ?? (() => new Date());
  const state: BotState = {
    me: { id: 123456, username: 'okno_test_bot' },
    webhook: { url: '', secret: '', allowed: [] },
    commands: new Map(),
    descriptions: new Map(),
    shortDescriptions: new Map(),
    messages: new Map(),
    files: new Map(),
    trouble: { pending: 0 },
    nextMessage: 1000,
    now: () => Math.floor(now().getTime() / 1000),
  };
  const spec = telegramSpec();
  const calls: Call[] = [];
  const mistakes: string[] = [];
  const traps: Trap[] = [];
  let updates: (object & { readonly update_id: number })[] = [];
  let poller: { end(conflict: boolean): void } | null = null;

  function trapFor(method: string, params: Params): Fault | null {
    const chat = Number(params['chat_id']);
    const trap = traps.find(
      (each) => each.left > 0 && (each.method ?? method) === method && (each.chat === undefined || each.chat === chat),
    );
    if (trap === undefined) return null;
    trap.left -= 1;
    return trap.fault;
  }

  /** Long polling as Telegram does it: what was confirmed is forgotten, and a second poller ends the first. */
  async function getUpdates(params: Params): Promise<unknown> {
    if (state.webhook.url !== '')
      throw new ApiFault(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    const offset = Number(params['offset'] ?? 0);
    updates = updates.filter((each) => each.update_id >= offset);
    poller?.end(true);
    if (updates.length === 0) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const wait = setTimeout(resolve, Number(params['timeout'] ?? 0) * 1000);
      const own = { end: (conflict: boolean) => (conflict ? reject(secondPoller) : resolve()) };
      poller = own;
      await promise.finally(() => {
        clearTimeout(wait);
        if (poller === own) poller = null;
      });
    }
    return updates.slice(0, Number(params['limit'] ?? 100));
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, bot = '', method = '', ...path] = (request.url ?? '').replace(/^\/file\//, '/').split('/');
    if (bot !== `bot${token}`) return reply(response, new ApiFault(401, 'Unauthorized'));
    const { params, files } = await read(request);
    const isFile = request.url?.startsWith('/file/') === true;
    if (!isFile) {
      calls.push({ method, params, files, at: now().getTime() });
      mistakes.push(...(spec?.call(method, params) ?? []));
    }
    const fault = trapFor(isFile ? 'file' : method, params);
    if (fault === 'hang') return;
    if (fault === 'endless') return void response.writeHead(200).write('half of it');
    const seconds = isFile ? null : (options.limits?.(method, String(params['chat_id'] ?? ''), Date.now()) ?? null);
    if (seconds !== null) return reply(response, new ApiFault(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }));
    if (fault === 'drop') return void request.socket.destroy();
    if (fault instanceof ApiFault) return reply(response, fault);
    if (isFile) {
      const bytes = state.files.get(path.join('/'));
      if (bytes === undefined) return reply(response, new ApiFault(404, 'Not Found'));
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length }).end(bytes);
      return;
    }
    const known = answers[method];
    const result = await (method === 'getUpdates'
      ? getUpdates(params)
      : known === undefined
        ? Promise.reject(new ApiFault(404, 'Not Found'))
        : known(state, params));
    if (fault === 'drop-after') return void request.socket.destroy();
    reply(response, result);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      reply(response, error instanceof ApiFault ? error : new ApiFault(500, String(error))),
    );
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    root: `http://127.0.0.1:${port}`,
    token,
    state,
    calls,
    mistakes,
    callsOf: (method) => calls.filter((each) => each.method === method),
    fail: (fault, { method, chat, times = 1 } = {}) => void traps.push({ fault, method, chat, left: times }),
    push: (...more) => {
      updates.push(...more);
      poller?.end(false);
    },
    pending: () => updates.length,
    close: async () => {
      poller?.end(false);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function reply(response: ServerResponse, result: unknown): void {
  if (response.destroyed || response.writableEnded) return;
  const isFault = result instanceof ApiFault;
  const body = isFault
    ? {
        ok: false,
        error_code: result.code,
        description: result.message,
        ...(result.parameters === undefined ? {} : { parameters: result.parameters }),
      }
    : { ok: true, result };
  response.writeHead(isFault ? result.code : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Parameters as JSON, or as a form when files come along; then lists and objects are JSON inside it. */
async function read(request: IncomingMessage): Promise<{ params: Params; files: SentFile[] }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const body = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (body.length === 0) return { params: {}, files: [] };
  if (!type.startsWith('multipart/')) return { params: JSON.parse(body.toString()) as Params, files: [] };
  const params: Record<string, unknown> = {};
  const files: SentFile[] = [];
  for (const { name, file, bytes } of readForm(body, type)) {
    const value = Buffer.from(bytes).toString();
    if (file !== null) files.push({ field: name, name: file, bytes });
    else params[name] = /^[[{]/.test(value) ? JSON.parse(value) : value;
  }
  return { params, files };
}
