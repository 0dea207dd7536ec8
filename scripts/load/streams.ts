import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Published, PublishJob, StreamsJob } from './jobs.ts';
import { createLatencies } from './latencies.ts';
import { openLine } from './line.ts';
import { bodyText, getRequest, messageRequests, type Target } from './wire.ts';

export interface Stream {
  readonly token: string;
  readonly isOpen: boolean;
  /** called with the id of every message that comes */
  hear: ((id: string) => void) | null;
  close(): void;
}

/** Opens event streams, so many at a time that the server's queue of new connections is never full. */
export async function openStreams({ target, tokens, addresses }: StreamsJob): Promise<Stream[]> {
  const streams: Stream[] = [];
  for (let from = 0; from < tokens.length; from += 100) {
    const some = tokens.slice(from, from + 100);
    streams.push(...(await Promise.all(some.map((token, i) => openStream(target, token, addresses[(from + i) % addresses.length])))));
  }
  return streams;
}

/** Resolves with the first bytes of the answer's body. */
function openStream(target: Target, token: string, localAddress: string | undefined): Promise<Stream> {
  const socket = connect({ host: target.host, port: target.port, ...(localAddress === undefined ? {} : { localAddress }) });
  let isOpen = false;
  let text = '';
  const stream: Stream = {
    token,
    get isOpen() {
      return isOpen;
    },
    hear: null,
    close: () => socket.destroy(),
  };
  socket.write(getRequest(target, '/chat/v1/events', { authorization: `Bearer ${token}` }));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => {
      isOpen = false;
      reject(new Error('the stream was closed'));
    });
    socket.on('data', (chunk) => {
      if (!isOpen) {
        text += chunk.toString('latin1');
        if (text.includes('\r\n') && !text.startsWith('HTTP/1.1 200')) return reject(new Error(text.slice(0, text.indexOf('\r\n'))));
        if (!text.includes('event: state')) return;
        isOpen = true;
        text = '';
        return resolve(stream);
      }
      if (stream.hear === null) return;
      text += chunk.toString('latin1');
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const id = /^data: .*?"id":"([^"]+)"/m.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        if (id !== undefined) stream.hear(id);
      }
    });
  });
}

/** Lets some of those whose streams are open write, and awaits each message on its writer's own stream. */
export async function publish(job: PublishJob, streams: readonly Stream[]): Promise<Published> {
  const writers = job.writers.flatMap((place) => streams[place] ?? []);
  const lines = writers.map(() => openLine(job.target));
  const tag = randomBytes(4).toString('hex');
  const body = bodyText({ text: 'Подскажите, пожалуйста, когда будет готово?' });
  const requests = writers.map((each) => messageRequests(job.target, each.token));
  const sentAt = new Map<string, number>();
  const heardAt = new Map<string, number>();
  const ackedAt = new Map<string, number>();
  for (const each of writers) each.hear = (id) => void heardAt.set(id, heardAt.get(id) ?? performance.now());
  const began = performance.now();
  const total = Math.floor(job.rate * job.seconds);
  for (let n = 0; n < total; n += 1) {
    const wait = began + (n * 1000) / job.rate - performance.now();
    if (wait > 0) await pause(wait);
    const w = n % writers.length;
    const id = `${tag}-${n}`;
    sentAt.set(id, performance.now());
    lines[w]?.ask(requests[w]?.(id, body) ?? '', (answer) => {
      if (answer?.status === 201) ackedAt.set(id, performance.now());
    });
  }
  const deadline = performance.now() + 5000;
  while (heardAt.size < total && performance.now() < deadline) await pause(10);
  for (const line of lines) line.close();
  for (const each of writers) each.hear = null;
  const afterCommit = createLatencies();
  const afterSending = createLatencies();
  for (const [id, at] of heardAt) {
    afterCommit.add(Math.max(0, at - (ackedAt.get(id) ?? at)));
    afterSending.add(at - (sentAt.get(id) ?? at));
  }
  return { sent: total, missing: total - heardAt.size, afterCommit: afterCommit.summary(), afterSending: afterSending.summary() };
}
