import { createServer } from 'node:http';

/** A Bot API server that says yes to everything at once, so that what is measured is the desk. */
export interface Bot {
  /** settings of a server that is to be its desk */
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
  close(): Promise<void>;
}

const secret = 'secret-of-the-bench';

export async function startBot(): Promise<Bot> {
  let message = 0;
  const answers: Readonly<Record<string, () => unknown>> = {
    getMe: () => ({ id: 1, is_bot: true, first_name: 'Bench', username: 'bench_bot' }),
    getWebhookInfo: () => ({ url: '', has_custom_certificate: false, pending_update_count: 0 }),
    getMyCommands: () => [],
    getMyDescription: () => ({ description: '' }),
    getMyShortDescription: () => ({ short_description: '' }),
    sendMessage: () => ({ message_id: ++message, date: 1, chat: { id: 1, type: 'private' } }),
  };
  const server = createServer((request, response) => {
    const method = request.url?.split('/').at(-1) ?? '';
    request.resume().on('end', () => {
      const body = JSON.stringify({ ok: true, result: answers[method]?.() ?? true });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    secret,
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
