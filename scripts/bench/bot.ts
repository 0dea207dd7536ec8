import { createServer } from 'node:http';
import type { CallLimit } from '../support/messenger-limits.ts';

/** A Bot API server that says yes to everything at once, so that what is measured is the desk; or only as fast as Telegram does. */
export interface Bot {
  /** settings of a server that is to be its desk */
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
  /** messages it took: chat, and when by `performance.now()`; kept only where it has limits */
  readonly messages: readonly { readonly chat: number; readonly text: string; readonly at: number }[];
  /** calls it refused as too fast */
  refused(): number;
  close(): Promise<void>;
}

const secret = 'secret-of-the-bench';

export async function startBot(limits?: CallLimit): Promise<Bot> {
  let [message, refused] = [0, 0];
  const messages: { chat: number; text: string; at: number }[] = [];
  const answers: Readonly<Record<string, () => unknown>> = {
    getMe: () => ({ id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' }),
    getWebhookInfo: () => ({ url: '', has_custom_certificate: false, pending_update_count: 0 }),
    getMyCommands: () => [],
    getMyDescription: () => ({ description: '' }),
    getMyShortDescription: () => ({ short_description: '' }),
    sendMessage: () => ({ message_id: ++message, date: 1, chat: { id: 1, type: 'private' } }),
  };
  const answerTo = (method: string, params: { chat_id?: number; text?: string }): { status: number; body: unknown } => {
    const seconds = limits?.(method, String(params.chat_id ?? ''), performance.now()) ?? null;
    if (seconds !== null) {
      refused += 1;
      return { status: 429, body: { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: seconds } } };
    }
    if (limits !== undefined && method === 'sendMessage')
      messages.push({ chat: Number(params.chat_id), text: params.text ?? '', at: performance.now() });
    return { status: 200, body: { ok: true, result: answers[method]?.() ?? true } };
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, body } = answerTo(request.url?.split('/').at(-1) ?? '', JSON.parse(Buffer.concat(chunks).toString() || '{}'));
    const text = JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    secret,
    messages,
    refused: () => refused,
    settings: {
      TELEGRAM_BOT_TOKEN: '1:bench',
      TELEGRAM_API_ROOT: `http://127.0.0.1:${port}`,
      TELEGRAM_WEBHOOK_SECRET: secret,
      PUBLIC_URL: 'http://bench.example',
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
