import type { Scope } from '../../../src/domain/scope.ts';
import { scopes } from '../../../src/domain/scope.ts';
import { makeKey } from '../../../src/http/api/secret.ts';
import type { Kind } from '../../support/database.ts';
import { type ClientHand, conversationOf, type WorldSpec } from '../../support/world.ts';
import { type Changes, type House, house, newId } from '../house.ts';

/** The API of a company of one's own, called with a key. */
export interface Called {
  readonly home: House;
  /** the same company with another key */
  as(scopes: readonly Scope[], rateLimit?: number): Promise<Hand>;
  readonly all: Hand;
  id(table: 'client' | 'contact', name: string): Promise<string>;
  /** a conversation of Anna's that Olga has */
  opened(client?: ClientHand): Promise<string>;
}

export interface Hand {
  readonly id: string;
  readonly secret: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** with an Idempotency-Key of its own unless one is given */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** Olga and Pavel serve clients, Sonia sells, Fedor does finance; Romashka is Olga's, with Anna; Vasilek is nobody's, with Boris. */
const usual: WorldSpec = {
  specialists: [
    { name: 'Olga' },
    { name: 'Pavel' },
    { name: 'Sonia', department: 'sales' },
    { name: 'Fedor', department: 'finance' },
    { name: 'Adam', role: 'admin', serves: false },
    { name: 'Hanna', role: 'head', serves: false },
  ],
  clients: [
    { name: 'Romashka', size: 'medium', owner: { client: 'Olga' }, contacts: ['Anna'] },
    { name: 'Vasilek', contacts: ['Boris'] },
  ],
  policy: (policy) => ({
    ...policy,
    conversations: { ...policy.conversations, limit: { client: 1000, sales: 1000, finance: 1000 } },
    productLines: {
      subscription: { handover: { payment: { kind: 'monthly', nth: 2 } }, commission: { fullPercent: 10, bonusPercent: 2.5 } },
    },
  }),
};

export async function api(kind: Kind = 'pglite', changes: Changes = {}, spec: WorldSpec = usual): Promise<Called> {
  const home = await house(spec, changes, kind);
  const { db, clock } = home.world;
  const as = async (allowed: readonly Scope[], rateLimit = 100_000): Promise<Hand> => {
    const random = crypto.getRandomValues(new Uint8Array(32));
    const { id, secret } = await makeKey(db, newId, clock.at, random, { name: 'CRM', scopes: allowed, rateLimit, createdBy: null });
    return handOf(home, id, secret);
  };
  return {
    home,
    as,
    all: await as(scopes),
    async id(table, name) {
      const [row] = await db.query<{ id: string }>(`select id from ${table} where name = $1`, [name]);
      if (row === undefined) throw new Error(`no ${table} ${name}`);
      return row.id;
    },
    opened: async (client = home.world.contact('Anna')) => conversationOf(await client.says('Good morning')),
  };
}

function handOf(home: House, id: string, secret: string): Hand {
  const send: Hand['send'] = (method, path, body, headers = {}) =>
    home.request(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return {
    id,
    secret,
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers = {}) => send('POST', path, body, { 'idempotency-key': newId(), ...headers }),
  };
}
