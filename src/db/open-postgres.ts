import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { Db, Queries } from './db.ts';
import { isLost } from './lost.ts';
import { parseMoment } from './moments.ts';
import { endlessRoom } from './open-room.ts';

type Client = postgres.Sql<{ int8: number; moment: Date }>;

type Begin = (work: (tx: postgres.TransactionSql) => Promise<unknown>) => Promise<unknown>;

const channel = 'okno_live';
/** What the connections of a process are called by, before its own name. */
const ours = 'okno';
/** Name of the listening connection, by which servers see that they are not alone. */
const listener = 'okno listens';
/** How long it is taken to be known whether others listen, in ms: a notification costs the server as much as a message, and a server alone sends none. */
const listenersKnownMs = 2000;

const options = {
  onnotice: () => {},
  types: {
    int8: { to: 20, from: [20], parse: Number, serialize: String },
    // Statements give moments as text, and so does the query builder.
    moment: {
      to: 1184,
      from: [1184],
      parse: parseMoment,
      serialize: (at: Date | string) => (typeof at === 'string' ? at : at.toISOString()),
    },
  },
  // Arrays travel as text. Asking for their types would be a query of the driver's own, which fails to nobody when the server goes.
  fetch_types: false,
  // Connections end when they are closed or lost, never by age.
  max_lifetime: null,
};

/** Opens one pool, and a connection that listens. Throws when the server cannot be reached. */
export async function openPostgres(url: string): Promise<Db> {
  const self = randomUUID();
  const connection = { application_name: `${ours} ${self}`, TimeZone: 'UTC' };
  const pool = createPool((onclose) => postgres(url, { ...options, connection, max: 6, onclose }));
  const listening = postgres(url, { ...options, max: 1, connection: { application_name: listener, TimeZone: 'UTC' } });
  const close = async () => {
    await Promise.all([pool.close(), listening.end({ timeout: 5 })]);
  };
  const query: Queries['query'] = (statement, parameters) => queriesOn(pool.client()).query(statement, parameters);
  await query('select 1').catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const othersListen = remembered(listenersKnownMs, async () => {
    const [row] = await query<{ n: number }>(
      'select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name = $1::text',
      [listener],
    );
    return (row?.n ?? 0) > 1;
  });
  return {
    kind: 'postgres',
    self,
    room: endlessRoom,
    reclaim: async () => {},
    connected: async () => {
      const rows = await query<{ name: string }>(
        `select distinct split_part(application_name, ' ', 2) as name from pg_stat_activity
         where datname = current_database() and application_name ~ $1::text`,
        [`^${ours} [0-9a-f-]{36}$`],
      );
      return rows.map((each) => each.name);
    },
    query,
    values: (statement, parameters) => queriesOn(pool.client()).values(statement, parameters),
    transaction: (work) =>
      safeBegin(pool.client().begin, (tx, isOver) => {
        const queries = queriesOn(tx);
        // What is sent after a transaction's end would be carried out outside of any. Nobody waits for its answer any more.
        return work({
          query: (statement, parameters) => (isOver() ? never() : queries.query(statement, parameters)),
          values: (statement, parameters) => (isOver() ? never() : queries.values(statement, parameters)),
        });
      }),
    notify: async (payload) => {
      if (await othersListen()) await query('select pg_notify($1, $2)', [channel, payload]);
    },
    listen: async (onPayload) => {
      const { unlisten } = await listening.listen(channel, onPayload);
      return unlisten;
    },
    close,
  };
}

function queriesOn(runner: { unsafe: Client['unsafe'] }): Queries {
  return {
    query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
      (await runner.unsafe(statement, parameters as never[], { prepare: true })) as unknown as Row[],
    values: (statement, parameters = []) => runner.unsafe(statement, parameters as never[], { prepare: true }).values(),
  };
}

interface Pool {
  readonly client: () => Client;
  close(): Promise<void>;
}

/**
 * A pool whose client is replaced when one of its connections breaks: a broken one of postgres.js may keep a half-written
 * message, and hangs when it is used again. What is under way on the others may finish.
 */
function createPool(connect: (onclose: () => void) => Client): Pool {
  let isClosing = false;
  const open = () => {
    const client = connect(() => {
      if (isClosing || current !== client) return;
      current = open();
      client.end({ timeout: 5 }).catch(() => {});
    });
    return client;
  };
  let current = open();
  return {
    client: () => current,
    close: () => {
      isClosing = true;
      return current.end({ timeout: 5 });
    },
  };
}

/**
 * The driver's `begin`, which watches the connection and fails when it breaks. But then it would also roll back, on a
 * connection that is gone, and take the process down: so work that failed with its connection never comes to an end.
 */
async function safeBegin<T>(begin: Begin, work: (tx: postgres.TransactionSql, isOver: () => boolean) => Promise<T>): Promise<T> {
  let isOver = false;
  try {
    return (await begin((tx) =>
      work(tx, () => isOver).catch((error: unknown) => {
        if (isLost(error)) return never();
        throw error;
      }),
    )) as T;
  } finally {
    isOver = true;
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}

/** Keeps an answer, and asks again when it is older than `ms`. */
function remembered<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  let askedAt = 0;
  return () => {
    if (answer === null || Date.now() - askedAt > ms) {
      askedAt = Date.now();
      answer = ask();
      answer.catch(() => {
        answer = null;
      });
    }
    return answer;
  };
}
