import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { CallLimit } from '../../scripts/support/messenger-limits.ts';
import { type Fault, SlackFault } from './slack-faults.ts';
import { answers } from './slack-methods.ts';
import { slackCallCheck } from './slack-spec.ts';
import { type Args, newWorkspace, type Workspace } from './slack-workspace.ts';

/** A call somebody made, the token apart. */
export interface Call {
  readonly method: string;
  readonly args: Args;
  /** ms since 1970 */
  readonly at: number;
}

interface Trap {
  readonly fault: Fault;
  readonly method: string | undefined;
  readonly channel: string | undefined;
  left: number;
}

/** Slack's Web API as far as Okno uses it: over HTTP, with a memory, recording what it is asked and failing as told. */
export interface SlackApi {
  /** SLACK_API_URL */
  readonly url: string;
  /** SLACK_BOT_TOKEN and SLACK_APP_TOKEN; any other is refused with `invalid_auth` */
  readonly token: string;
  readonly appToken: string;
  readonly workspace: Workspace;
  readonly calls: Call[];
  /** calls and blocks that are not what Slack has published, in words; always empty where the description is not at hand */
  readonly mistakes: string[];
  callsOf(method: string): Call[];
  /** The next calls that match fail, `times` of them (1 unless said otherwise). */
  fail(fault: Fault, which?: { readonly method?: string; readonly channel?: string; readonly times?: number }): void;
  /** The next call of this method is answered only when that is done, which happens after what it asked for. */
  meanwhile(method: string, happens: () => Promise<unknown>): void;
  /** Everything works again. */
  heal(): void;
  close(): Promise<void>;
}

/** `limits`: it refuses what comes faster than Slack allows, as Slack does. */
export async function startSlackApi({ limits }: { readonly limits?: CallLimit } = {}): Promise<SlackApi> {
  const token = 'xoxb-000-okno-test';
  const appToken = 'xapp-1-okno-test';
  const calls: Call[] = [];
  const mistakes: string[] = [];
  const traps: Trap[] = [];
  const meanwhile = new Map<string, () => Promise<unknown>>();
  const check = slackCallCheck();
  const sprung = (method: string, args: Args): Fault | null => {
    const channel = args['channel'] ?? args['channel_id'];
    const trap = traps.find(
      (each) => each.left > 0 && (each.method ?? method) === method && (each.channel === undefined || each.channel === channel),
    );
    if (trap === undefined) return null;
    trap.left -= 1;
    return trap.fault;
  };
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  const url = await listening(server);
  const workspace = newWorkspace(`${url}/`);

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const path = incoming.url ?? '';
    const body = await bytesOf(incoming);
    if (path.startsWith('/upload/') || path.startsWith('/files/')) return file(path, body, incoming, outgoing);
    const method = path.replace(/^\/api\//, '');
    const { args, given } = decoded(body, incoming);
    if (path === '/respond') {
      workspace.responses.push(JSON.parse(new TextDecoder().decode(body)) as Args);
      return send(outgoing, 200, { ok: true });
    }
    calls.push({ method, args, at: Date.now() });
    mistakes.push(...(check?.(method, args) ?? []));
    const fault = sprung(method, args);
    const seconds = limits?.(method, String(args['channel'] ?? ''), Date.now()) ?? null;
    if (seconds !== null) return send(outgoing, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(seconds) });
    if (fault?.type === 'hang') return;
    if (fault?.type === 'drop') return void outgoing.destroy();
    if (fault?.type === 'status') return send(outgoing, fault.status, 'upstream failed');
    if (fault?.type === 'rate-limited')
      return send(outgoing, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter) });
    const answer = fault?.type === 'error' ? { ok: false, error: fault.error } : answerOf(method, args, given);
    const happens = meanwhile.get(method);
    meanwhile.delete(method);
    await happens?.();
    if (fault?.type === 'drop-after') return void outgoing.destroy();
    send(outgoing, 200, answer, { 'x-oauth-scopes': workspace.scopes.join(',') });
  };

  const answerOf = (method: string, args: Args, given: string): Record<string, unknown> => {
    const answer = answers[method];
    if (answer === undefined) return { ok: false, error: 'unknown_method' };
    if (given !== (method.startsWith('apps.') ? appToken : token)) return { ok: false, error: 'invalid_auth' };
    if (workspace.revoked) return { ok: false, error: 'token_revoked' };
    try {
      return { ok: true, ...answer(workspace, args) };
    } catch (error) {
      if (error instanceof SlackFault) return { ok: false, error: error.error };
      throw error;
    }
  };

  const file = (path: string, body: Uint8Array, incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const known = workspace.files.get(path.split('/').at(-1) ?? '');
    const fault = sprung(path.startsWith('/upload/') ? 'upload' : 'download', {});
    if (fault?.type === 'hang') return;
    if (fault?.type === 'endless') {
      if (known !== undefined && path.startsWith('/upload/')) known.bytes = body;
      return void outgoing.writeHead(200).write('half of it');
    }
    if (fault !== null) return fault.type === 'status' ? send(outgoing, fault.status, '') : void outgoing.destroy();
    if (known === undefined) return send(outgoing, 404, 'no such file');
    if (path.startsWith('/upload/')) {
      known.bytes = body;
      return send(outgoing, 200, `OK - ${body.length}`);
    }
    // Without the token Slack shows its page for signing in, with status 200.
    if (incoming.headers.authorization !== `Bearer ${token}`)
      return send(outgoing, 200, '<html>sign in</html>', { 'content-type': 'text/html' });
    outgoing.writeHead(200, { 'content-type': 'application/octet-stream' }).end(known.bytes);
  };

  return {
    url: `${url}/api/`,
    token,
    appToken,
    workspace,
    calls,
    mistakes,
    callsOf: (method) => calls.filter((each) => each.method === method),
    fail: (fault, { method, channel, times = 1 } = {}) => void traps.push({ fault, method, channel, left: times }),
    meanwhile: (method, happens) => void meanwhile.set(method, happens),
    heal: () => void traps.splice(0),
    async close() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}

/** Forms carry objects and arrays as JSON; the token comes in the header. */
function decoded(body: Uint8Array, incoming: IncomingMessage): { args: Args; given: string } {
  const form = new URLSearchParams(new TextDecoder().decode(body));
  const given = (incoming.headers.authorization ?? '').replace(/^Bearer /, '') || (form.get('token') ?? '');
  const args = Object.fromEntries(
    [...form].filter(([name]) => name !== 'token').map(([name, value]) => [name, inJson.has(name) ? JSON.parse(value) : value]),
  );
  return { args, given };
}

const inJson = new Set(['blocks', 'attachments', 'metadata', 'view', 'files', 'file_ids']);

function send(outgoing: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const isText = typeof body === 'string';
  outgoing.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  outgoing.end(isText ? body : JSON.stringify(body));
}

async function bytesOf(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function listening(server: Server): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}
