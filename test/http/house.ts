import { Registry } from 'prom-client';
import { v7 } from 'uuid';
import type { Db } from '../../src/db/db.ts';
import type { NewId, SpecialistId } from '../../src/domain/ids.ts';
import { createLoggedContactChannels } from '../../src/engine/delivery/logged-contact.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { noCaps } from '../../src/files/caps.ts';
import { createApp } from '../../src/http/app.ts';
import type { ChatHistory, ChatSession, OpenSession, Posted } from '../../src/http/chat/protocol.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { makeSignInToken } from '../../src/http/desk/people/sign-in.ts';
import type { ErrorBody } from '../../src/http/errors.ts';
import { deriveKeys, type Keys } from '../../src/http/keys.ts';
import { createSealing } from '../../src/http/sealing.ts';
import { createStopping, type Stopping } from '../../src/http/stopping.ts';
import { createHub } from '../../src/live/hub.ts';
import type { Live } from '../../src/live/live.ts';
import { createWebchat } from '../../src/webchat/channel.ts';
import type { Kind } from '../support/database.ts';
import { type World, type WorldSpec, world } from '../support/world.ts';

export const newId = v7 as NewId;
export const secret = 'a secret of the tests, known to everybody';
export const siteSecret = 'a secret the site of the tests signs with';

/** A line the server logged. */
export interface Line {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

export interface House {
  readonly world: World;
  readonly engine: Engine;
  readonly keys: Keys;
  readonly live: Live;
  readonly stopping: Stopping;
  readonly lines: Line[];
  request(path: string, init?: RequestInit): Promise<Response>;
  visitor(session?: OpenSession): Promise<Visitor>;
  signIn(name: string): Promise<DeskHand>;
  close(): Promise<void>;
}

export interface Visitor {
  readonly session: ChatSession;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
  says(text: string, id?: string): Promise<Posted>;
  history(): Promise<ChatHistory>;
}

export interface DeskHand {
  readonly cookie: string;
  readonly csrf: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

export type Changes = Partial<HttpDeps>;

/**
 * The doors before a company of one's own, its engine behind them; no network between. `changes` replaces what they stand on,
 * `watched` sees what they ask of the database.
 */
export async function house(
  spec: WorldSpec,
  changes: Changes = {},
  kind: Kind = 'pglite',
  watched: (db: Db) => Db = (db) => db,
): Promise<House> {
  const own = await world(kind, spec);
  const live = createHub();
  const now = () => own.clock.at;
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const engine = await createEngine({
    db: own.db,
    now,
    newId,
    log: silent,
    live,
    channels: [createWebchat(live), ...createLoggedContactChannels()],
  });
  const keys = await deriveKeys(secret, siteSecret);
  const stopping = createStopping();
  const lines: Line[] = [];
  const line = (level: Line['level']) => (fields: object, message: string) => void lines.push({ level, fields: { ...fields }, message });
  const app = createApp({
    db: watched(own.db),
    now,
    newId,
    log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') },
    live,
    submit: engine.submit,
    company: engine.company,
    keys,
    files: () => null,
    webhooks: { sealing: await createSealing(secret), local: false },
    metrics: new Registry(),
    stopping,
    secure: false,
    publicOrigin: undefined,
    heartbeatMs: 15_000,
    caps: noCaps,
    addressOf: () => null,
    limits: { chats: 0, signIns: 0 },
    ready: async () => true,
    ...changes,
  });
  const request = async (path: string, init?: RequestInit) => app.request(path, init);
  return {
    world: own,
    engine,
    keys,
    live,
    stopping,
    lines,
    request,
    visitor: async (session = {}) => visitorOf(request, await json<ChatSession>(await request('/chat/v1/session', posting(session)))),
    signIn: (name) => signIn(request, own, own.specialist(name)),
    close: async () => {
      stopping.begin();
      await engine.stop();
      await own.close();
    },
  };
}

type Request = House['request'];

/** A POST of JSON. */
export function posting(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** What the button of a sign-in link's page sends. */
export function pressing(token: string, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: `token=${encodeURIComponent(token)}`,
  };
}

export async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

/** The status and code of an error. */
export async function refusal(response: Response): Promise<readonly [number, string]> {
  const { error } = await json<ErrorBody>(response);
  return [response.status, error.code];
}

export function visitorOf(request: Request, session: ChatSession): Visitor {
  const authorization = `Bearer ${session.token}`;
  const get = (path: string, headers: Record<string, string> = {}) =>
    request(`/chat/v1${path}`, { headers: { authorization, ...headers } });
  const post = (path: string, body: unknown) => request(`/chat/v1${path}`, posting(body, { authorization }));
  return {
    session,
    get,
    post,
    says: async (text, id = newId()) => json<Posted>(await post('/messages', { id, text })),
    history: async () => json<ChatHistory>(await get('/messages')),
  };
}

async function signIn(request: Request, { db, clock }: World, specialist: SpecialistId): Promise<DeskHand> {
  const token = await makeSignInToken({ db, now: () => clock.at }, specialist, 1, `token of ${newId()}`);
  const entered = await request('/desk/sign-in', pressing(token));
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const get = (path: string, headers: Record<string, string> = {}) => request(`/desk/api${path}`, { headers: { cookie, ...headers } });
  const { csrf } = await json<{ csrf: string }>(await get('/me'));
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(`/desk/api${path}`, posting(body, { cookie, 'x-csrf-token': csrf, ...headers }));
  return { cookie, csrf, get, post };
}
