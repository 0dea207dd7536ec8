import type { Target } from './document.ts';

/** One request, before it is sent. */
export interface Wish {
  /** null: an address that no operation has */
  readonly target: Target | null;
  readonly method: string;
  /** with its query */
  readonly path: string;
  /** what stands in the address */
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** who asks, in words */
  readonly by: string;
  /** `valid`, or how it was spoiled */
  readonly how: string;
  /** on which journey; none where chance asks */
  readonly journey?: string;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  /** undefined where it is none */
  readonly json?: unknown;
}

/** What hangs is told from what is slow: on a busy machine a server may get no turn for long. */
const answerWithinMs = 90_000;

/** Sends a request; of a stream only the head is read. Throws when there is no answer. */
export async function send(origin: string, { method, path, headers, body }: Wish): Promise<Answer> {
  const response = await fetch(origin + path, {
    method,
    headers: { ...headers },
    redirect: 'manual',
    signal: AbortSignal.timeout(answerWithinMs),
    ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: body as BodyInit }),
  });
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, type, headers: response.headers, text: '' };
  }
  const text = await response.text();
  return {
    status: response.status,
    type,
    headers: response.headers,
    text,
    ...(type.includes('json') && text !== '' ? { json: parsed(text) } : {}),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const longestShown = 2000;

/** The request as it can be sent again by hand. */
export function curlOf(origin: string, { method, path, headers, body }: Wish): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const sent = typeof body === 'string' ? body : body === undefined ? undefined : Buffer.from(body).toString('latin1');
  const cut = sent === undefined || sent.length <= longestShown ? sent : `${sent.slice(0, longestShown)}… (${sent.length} characters)`;
  return [
    `curl -i -X ${method} ${quoted(origin + path)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(cut === undefined ? [] : [`--data-raw ${quoted(cut)}`]),
  ].join(' \\\n  ');
}
