import { createServer } from 'node:http';

/** A system of the company that webhooks are sent to, on this machine. */
export interface Receiver {
  readonly url: string;
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Answers most of what it is told with 200, now and then with a failure, rarely that it is gone for good. */
export async function startReceiver(): Promise<Receiver> {
  let told = 0;
  const server = createServer((request, response) => {
    told += 1;
    const status = told % 61 === 0 ? 410 : told % 9 === 0 ? 500 : 200;
    request.resume().on('end', () => response.writeHead(status, { 'content-length': 0 }).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/okno`,
    settings: { OKNO_LOCAL_WEBHOOKS: 'on' },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
