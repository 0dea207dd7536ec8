import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { bareAddress } from '../domain/network.ts';
import { errorBody } from '../http/errors.ts';

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

interface Where {
  readonly host: string;
  readonly port: number;
  /** how many one address may hold; 0 or absent: any number */
  readonly connectionsPerAddress?: number;
  /** whose connections are not counted */
  readonly isTrusted?: (address: string) => boolean;
}

/** Listens, and resolves with the port once it does; rejects when it cannot. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  where: Where,
  { requestMs, uploadMs, checkMs, keepAliveMs }: Patience = patience,
): Promise<{ server: Server; port: number }> {
  const options = {
    headersTimeout: requestMs,
    requestTimeout: uploadMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: checkMs,
  };
  const handle = getRequestListener(fetch, { hostname: where.host });
  const { connectionsPerAddress: most = 0, isTrusted = () => false } = where;
  const cap = most > 0 ? capped(most, isTrusted) : null;
  const server = createServer(options, (incoming, outgoing) => {
    if (cap?.isBeyond(incoming.socket) === true) return turnAway(outgoing);
    if (!isUpload(incoming)) hurry(incoming, requestMs);
    void handle(incoming, outgoing);
  });
  if (cap !== null) server.on('connection', cap.admit);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(where.port, where.host, 4096, resolve);
  await promise;
  server.off('error', reject);
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : where.port };
}

/** How many connections beyond the cap are told so, as a share of the cap; further ones are closed without a word. */
const toldShare = 0.1;
/** Seconds after which whoever was beyond the cap may try again. */
const retryAfter = '10';

/**
 * Counts what each address has open. A connection beyond `most` is answered 503 with Retry-After and ends; its address's others go on.
 * A proxy of the company's own is not counted: all its clients would be one address.
 */
function capped(most: number, isTrusted: (address: string) => boolean) {
  const open = new Map<string, number>();
  const beyond = new WeakSet<Socket>();
  const told = most + Math.ceil(most * toldShare) + 1;
  return {
    admit(socket: Socket): void {
      const address = bareAddress(socket.remoteAddress ?? '');
      if (isTrusted(address)) return;
      const count = (open.get(address) ?? 0) + 1;
      if (count > told) return void socket.destroy();
      if (count > most) beyond.add(socket);
      open.set(address, count);
      socket.once('close', () => {
        const left = (open.get(address) ?? 1) - 1;
        if (left === 0) open.delete(address);
        else open.set(address, left);
      });
    },
    isBeyond: (socket: Socket) => beyond.has(socket),
  };
}

function turnAway(outgoing: ServerResponse): void {
  const body = JSON.stringify(errorBody('overloaded'));
  outgoing.writeHead(503, { 'content-type': 'application/json', 'retry-after': retryAfter, connection: 'close' }).end(body);
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
