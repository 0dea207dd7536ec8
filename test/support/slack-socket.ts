import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Acknowledged {
  readonly envelope_id: string;
  readonly payload?: unknown;
}

/** Slack's side of Socket Mode: what the app opens, with the address told by `apps.connections.open`. */
export interface SlackSocket {
  /** SLACK_API_URL of an API that knows nothing but where the socket is */
  readonly apiUrl: string;
  /** sockets that were opened so far */
  opened(): number;
  /** what the app has acknowledged, in its order */
  readonly acknowledged: readonly Acknowledged[];
  /** sends an envelope over the newest socket */
  send(id: string, type: string, payload: unknown): void;
  /** the connection breaks */
  cut(): void;
  /** apps.connections.open is answered with this error from now on; null: with an address again */
  refuse(error: string | null): void;
  /** times it was asked for an address */
  asked(): number;
  close(): Promise<void>;
}

const textFrame = 1;
const closeFrame = 8;
const pingFrame = 9;
const pongFrame = 10;

export async function startSlackSocket(): Promise<SlackSocket> {
  const sockets: Duplex[] = [];
  const acknowledged: Acknowledged[] = [];
  let refusal: string | null = null;
  let asked = 0;
  const server = createServer((_, answer) => {
    asked += 1;
    const body = refusal === null ? { ok: true, url: `ws://127.0.0.1:${port}/link` } : { ok: false, error: refusal };
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.on('upgrade', (request, socket) => {
    const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`);
    socket.on('error', () => {});
    listen(socket, (kind, data) => {
      if (kind === textFrame) acknowledged.push(JSON.parse(data.toString()) as Acknowledged);
      if (kind === pingFrame) socket.write(frame(pongFrame, data));
      if (kind === closeFrame) socket.end();
    });
    sockets.push(socket);
    socket.write(frame(textFrame, Buffer.from(JSON.stringify({ type: 'hello', num_connections: 1 }))));
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    opened: () => sockets.length,
    acknowledged,
    send: (id, type, payload) =>
      void sockets.at(-1)?.write(frame(textFrame, Buffer.from(JSON.stringify({ envelope_id: id, type, payload })))),
    cut: () => void sockets.at(-1)?.destroy(),
    refuse: (error) => {
      refusal = error;
    },
    asked: () => asked,
    async close() {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      for (const socket of sockets) socket.destroy();
      await closed.promise;
    },
  };
}

/** An unmasked frame, as servers send them. */
function frame(kind: number, data: Buffer): Buffer {
  const length = data.length < 126 ? Buffer.from([data.length]) : Buffer.from([126, data.length >> 8, data.length & 255]);
  return Buffer.concat([Buffer.from([0x80 | kind]), length, data]);
}

/** Frames as browsers and programs send them: masked, whole, below 64 KB. */
function listen(socket: Duplex, hear: (kind: number, data: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < 2) return;
      const short = rest.readUInt8(1) & 127;
      const start = short === 126 ? 4 : 2;
      if (rest.length < start + 4) return;
      const end = start + 4 + (short === 126 ? rest.readUInt16BE(2) : short);
      if (rest.length < end) return;
      const mask = rest.subarray(start, start + 4);
      const kind = rest.readUInt8(0) & 15;
      hear(kind, Buffer.from(rest.subarray(start + 4, end).map((byte, i) => byte ^ mask.readUInt8(i % 4))));
      rest = rest.subarray(end);
    }
  });
}
