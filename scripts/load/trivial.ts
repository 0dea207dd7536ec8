import { createServer } from 'node:net';
import process from 'node:process';

/*
 * The least that can be called a server: the same answer to whatever comes. Tells its port on the first line of its output;
 * what the load reaches against it is what the load can do.
 */

const body = '{"seq":1,"at":"2026-03-02T09:15:00.000Z","duplicate":false}';
const answer = `HTTP/1.1 201 Created\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('data', () => socket.write(answer));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : ''}\n`);
});
