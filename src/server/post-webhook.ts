import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { cleanText } from '../domain/content.ts';
import { mayCall, webhookUrl } from '../domain/public-address.ts';
import { type PostError, type Posted, retryAfterMs } from '../domain/webhook-retry.ts';
import type { PostWebhook, WebhookRequest } from '../endpoints/post.ts';

/** A request, from the first look at its name to the last byte that is read of its answer. */
const usualPatienceMs = 15_000;
/** of an answer so much is kept; the rest is not waited for */
const keptBytes = 1024;
const answerMs = 1000;

type Address = { readonly address: string; readonly family: number };
type Resolve = (name: string) => Promise<readonly Address[]>;

const resolveAll: Resolve = (name) => lookup(name, { all: true, verbatim: true });

/**
 * Makes what posts webhooks on Node. A name is resolved here and the connection goes to that very address, so a name that leads elsewhere a
 * moment later leads nowhere. `local`: for development, this machine is allowed. The rest is for the specs.
 */
export function createPostWebhook({
  local,
  resolve = resolveAll,
  patienceMs = usualPatienceMs,
}: {
  readonly local: boolean;
  readonly resolve?: Resolve;
  readonly patienceMs?: number;
}): PostWebhook {
  return async (request) => {
    const begun = performance.now();
    const ms = () => Math.round(performance.now() - begun);
    const signal = AbortSignal.timeout(patienceMs);
    const url = webhookUrl(request.url, { local });
    if (url === null) return { type: 'failed', error: 'address', ms: ms() };
    try {
      const addresses = await withSignal(addressesOf(url, resolve), signal);
      if (addresses.length === 0) return { type: 'failed', error: 'name', ms: ms() };
      // One that leads inside as well as outside is nobody's we want to call.
      if (!addresses.every(({ address }) => mayCall(url, address, { local }))) return { type: 'failed', error: 'address', ms: ms() };
      const answered = await exchange(url, request, addresses, signal);
      return { ...answered, ms: ms() };
    } catch (error) {
      return { type: 'failed', error: signal.aborted ? 'timeout' : errorOf(error), ms: ms() };
    }
  };
}

async function addressesOf(url: URL, resolve: Resolve): Promise<readonly Address[]> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(name);
  return family === 0 ? resolve(name) : [{ address: name, family }];
}

function withSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
  ]);
}

function exchange(
  url: URL,
  { headers, body }: WebhookRequest,
  addresses: readonly Address[],
  signal: AbortSignal,
): Promise<Omit<Extract<Posted, { type: 'answered' }>, 'ms'>> {
  const pinned: LookupFunction = (_name, options, found) => {
    if (options.all === true) found(null, [...addresses]);
    else found(null, addresses[0]?.address ?? '', addresses[0]?.family);
  };
  const sent = {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Okno-Webhooks/1',
      connection: 'close',
    },
    // A connection of its own: none is taken up again that was made for another address.
    agent: false as const,
    lookup: pinned,
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'http:' ? requestHttp(url, sent) : requestHttps(url, sent);
    request.on('error', reject);
    request.on('response', (response) => {
      beginning(response).then((answer) => {
        const code = response.statusCode ?? 0;
        resolve({ type: 'answered', code, retryAfterMs: retryAfterMs(response.headers['retry-after'] ?? null, new Date()), answer });
        request.destroy();
      }, reject);
    });
    request.end(body);
  });
}

/** The first bytes of an answer as text, without what no database keeps. What it says by its status is not made to wait for the rest. */
async function beginning(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => response.destroy(), answerMs);
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      pieces.push(piece);
      size += piece.length;
      if (size >= keptBytes) break;
    }
  } catch {
    // It broke off; the status has come.
  } finally {
    clearTimeout(timer);
  }
  return cleanText(Buffer.concat(pieces).subarray(0, keptBytes).toString('utf8'));
}

const names: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'EAI_NODATA', 'EAI_NONAME']);

function errorOf(error: unknown): PostError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (names.has(code)) return 'name';
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code) ? 'certificate' : 'connection';
}
