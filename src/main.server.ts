import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';

export interface Patience {
  /** a slow sender has this long for a whole request, in ms; how long an answer streams is not limited */
  readonly requestMs: number;
  /** slow senders are looked for this often */
  readonly checkMs: number;
  /** proxies keep idle connections for a minute: the one who closes first should not be us */
  readonly keepAliveMs: number;
}

const patience: Patience = { requestMs: 12_000, checkMs: 2_000, keepAliveMs: 65_000 };

/** Listens, and resolves with the port once it does; rejects when it cannot. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  where: { readonly host: string; readonly port: number },
  { requestMs, checkMs, keepAliveMs }: Patience = patience,
): Promise<{ server: Server; port: number }> {
  const options = {
    headersTimeout: requestMs,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: checkMs,
  };
  const handle = getRequestListener(fetch, { hostname: where.host });
  const server = createServer(options, (incoming, outgoing) => void handle(incoming, outgoing));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(where.port, where.host, 4096, resolve);
  await promise;
  server.off('error', reject);
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : where.port };
}

/** Takes nothing new, and resolves when the last answer is out. */
export async function closeServer(server: Server): Promise<void> {
  // A connection that was busy when closing began falls idle later, and would otherwise live out its keep-alive.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  await promise;
  clearInterval(sweep);
}
