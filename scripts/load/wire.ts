import type { Speaker } from './jobs.ts';

/** What one answer said; `head` is the status line and the headers. */
export interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

/** A message as the web chat's protocol takes it, without its id. */
export type Body = { readonly text: string } | { readonly choice: { readonly question: string; readonly option: string } };

export interface Target {
  readonly host: string;
  readonly port: number;
}

// As much as a browser sends that matters: a server has to read past it.
const browser = [
  'user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36',
  'accept: */*',
  'accept-language: ru,en;q=0.9',
  'accept-encoding: gzip, deflate, br, zstd',
  'origin: https://company.example',
].join('\r\n');

export function getRequest({ host, port }: Target, path: string, headers: Readonly<Record<string, string>> = {}): string {
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nhost: ${host}:${port}\r\n${own.join('')}${browser}\r\n\r\n`;
}

/** Makes the requests of one visitor: everything but the id and the body is put together once. */
export function messageRequests({ host, port }: Target, token: string): (id: string, body: string) => string {
  const head = `POST /chat/v1/messages HTTP/1.1\r\nhost: ${host}:${port}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n${browser}\r\ncontent-length: `;
  return (id, body) => `${head}${Buffer.byteLength(body) + id.length + 9}\r\n\r\n{"id":"${id}",${body}`;
}

/** Makes the requests of one speaker. */
export function requestsOf(target: Target, { token, telegramChat }: Speaker): (id: string, body: string) => string {
  return telegramChat === undefined ? messageRequests(target, token) : updateRequests(target, token, telegramChat);
}

const firstMs = Date.UTC(2026, 0);

/**
 * Makes the updates of one chat. Their ids go on where a former run of the same chat ended, as long as nobody writes a thousand times
 * a second; the id of the load is not Telegram's.
 */
function updateRequests({ host, port }: Target, secret: string, chat: number): (id: string, body: string) => string {
  const head = `POST /telegram/webhook HTTP/1.1\r\nhost: ${host}:${port}\r\nx-telegram-bot-api-secret-token: ${secret}\r\ncontent-type: application/json\r\ncontent-length: `;
  const from = `"from":{"id":${chat},"is_bot":false,"first_name":"Анна","language_code":"ru"}`;
  let n = Date.now() - firstMs;
  return (_, body) => {
    n += 1;
    const message = `{"message_id":${n % 2 ** 31},"date":${Math.floor(Date.now() / 1000)},"chat":{"id":${chat},"type":"private","first_name":"Анна"}`;
    const choice = (JSON.parse(`{${body}`) as { choice?: { question: string; option: string } }).choice;
    const said =
      choice === undefined
        ? `"message":${message},${from},${body}`
        : `"callback_query":{"id":"${chat}-${n}",${from},"message":${message}},"chat_instance":"1","data":"choice ${choice.question} ${choice.option}"}`;
    const update = `{"update_id":${chat + n * 100_000},${said}}`;
    return `${head}${Buffer.byteLength(update)}\r\n\r\n${update}`;
  };
}

/** The body's JSON behind its id: without the opening brace. */
export function bodyText(body: Body): string {
  return JSON.stringify(body).slice(1);
}

/** Cuts a stream of bytes into answers. Knows the two ways a length is told, and that 1xx, 204 and 304 have none. */
export function answerReader(heard: (answer: Answer) => void): (chunk: Buffer) => void {
  let rest: Buffer | null = null;
  return (chunk) => {
    let data = rest === null ? chunk : Buffer.concat([rest, chunk]);
    rest = null;
    for (;;) {
      const headEnd = data.indexOf('\r\n\r\n');
      if (headEnd === -1) break;
      const head = data.toString('latin1', 0, headEnd);
      const status = Number(head.slice(9, 12));
      const end = bodyEnd(data, head, status, headEnd + 4);
      if (end === -1) break;
      const body = data.subarray(headEnd + 4, end);
      data = data.subarray(end);
      heard({ status, head, body });
    }
    if (data.length > 0) rest = data;
  };
}

/** Where the answer ends that begins its body at `from`; -1 while it is not all there. */
function bodyEnd(data: Buffer, head: string, status: number, from: number): number {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return data.length >= from + Number(length) ? from + Number(length) : -1;
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return status < 200 || status === 204 || status === 304 ? from : -1;
  for (let at = from; ; ) {
    const lineEnd = data.indexOf('\r\n', at);
    if (lineEnd === -1) return -1;
    const size = Number.parseInt(data.toString('latin1', at, lineEnd), 16);
    at = lineEnd + 2 + size + 2;
    if (data.length < at) return -1;
    if (size === 0) return at;
  }
}
