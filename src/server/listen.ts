import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';

export interface Patience {
  /** a slow sender has this long for a whole request, in ms; how long an answer streams is not limited */
  readonly requestMs: number;
  /** the same for a file, which may come over a slow line, in ms */
  readonly uploadMs: number;
  /** slow senders are looked for this often, in ms */
  readonly checkMs: number;
  /** proxies keep idle connections for a minute: the one who closes first should not be us, in ms */
  readonly keepAliveMs: number;
}

const patience: Patience = { requestMs: 12_000, uploadMs: 600_000, checkMs: 2_000, keepAliveMs: 65_000 };

/** Listens, and resolves with the port once it does; rejects when it cannot. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  where: { readonly host: string; readonly port: number; readonly connectionsPerAddress?: number },
  { requestMs, uploadMs, checkMs, keepAliveMs }: Patience = patience,
): Promise<{ server: Server; port: number }> {
  const options = {
    headersTimeout: requestMs,
    requestTimeout: uploadMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: checkMs,
  };
  const handle = getRequestListener(fetch, { hostname: where.host });
  const server = createServer(options, (incoming, outgoing) => {
    if (!isUpload(incoming)) hurry(incoming, requestMs);
    void handle(incoming, outgoing);
  });
  if (where.connectionsPerAddress !== undefined && where.connectionsPerAddress > 0)
    server.on('connection', capped(where.connectionsPerAddress));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(where.port, where.host, 4096, resolve);
  await promise;
  server.off('error', reject);
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : where.port };
}

/** Closes what one address opens beyond `most`; its other connections go on. */
function capped(most: number): (socket: Socket) => void {
  const open = new Map<string, number>();
  return (socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    if (count > most) return void socket.destroy();
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  };
}

function isUpload({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && /^\/(chat\/v1|desk\/api)\/files$/.test(url);
}

/** Closes on one whose body is not here in time. Most have none, and are over before a timer is worth setting. */
function hurry(incoming: IncomingMessage, ms: number): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return;
  const timer = setTimeout(() => {
    if (!incoming.complete) incoming.destroy();
  }, ms);
  incoming.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
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
