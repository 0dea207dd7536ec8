import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Db, Orm, Queries } from './db.ts';
import { isLost } from './lost.ts';
import * as schema from './schema.ts';

type Client = postgres.Sql<{ int8: number }>;

const channel = 'okno_live';

const options = {
  onnotice: () => {},
  // Connections end when they are closed or lost, never by age: a closed one means a lost one.
  max_lifetime: null,
  connection: { application_name: 'okno' },
  types: { int8: { to: 20, from: [20], parse: Number, serialize: String } },
};

/**
 * Two pools: one for fixed prepared statements, one for Drizzle, which changes how its client treats JSON; and a connection
 * that listens. Throws when the server cannot be reached.
 */
export async function openPostgres(url: string): Promise<Db> {
  const hot = createPool((onclose) => postgres(url, { ...options, max: 6, onclose }));
  const ordinary = createPool((onclose, lost) => withSafeBegin(postgres(url, { ...options, max: 8, onclose }), lost));
  const ear = postgres(url, { ...options, max: 1 });
  const orms = new WeakMap<Client, Orm>();
  const close = async () => {
    await Promise.all([hot.close(), ordinary.close(), ear.end({ timeout: 5 })]);
  };
  const query: Queries['query'] = (statement, parameters) => handOf(hot.client()).query(statement, parameters);
  await query('select 1').catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    kind: 'postgres',
    get orm() {
      const client = ordinary.client();
      const known = orms.get(client);
      if (known !== undefined) return known;
      const made: Orm = drizzle(client, { schema });
      orms.set(client, made);
      return made;
    },
    query,
    transaction: (work) =>
      inTransaction(hot.client(), hot.lost(), (tx, isOver) => {
        const hand = handOf(tx);
        // What a transaction says after its end would be carried out outside of any. Nobody waits for its answer any more.
        return work({ query: (statement, parameters) => (isOver() ? new Promise(() => {}) : hand.query(statement, parameters)) });
      }),
    notify: async (payload) => {
      await query('select pg_notify($1, $2)', [channel, payload]);
    },
    listen: async (heard) => {
      const listening = await ear.listen(channel, heard);
      return () => listening.unlisten();
    },
    close,
  };
}

function handOf(runner: { unsafe: Client['unsafe'] }): Queries {
  return {
    query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
      (await runner.unsafe(statement, parameters as never[], { prepare: true })) as unknown as Row[],
  };
}

interface Pool {
  readonly client: () => Client;
  /** never resolves; rejects when a connection of the current client breaks */
  readonly lost: () => Promise<never>;
  close(): Promise<void>;
}

/**
 * A pool whose client is replaced as a whole when one of its connections breaks: a broken one of postgres.js may keep a
 * half-written message, and hangs when it is used again.
 */
function createPool(connect: (onclose: () => void, lost: Promise<never>) => Client): Pool {
  let isClosing = false;
  const open = () => {
    const { promise: lost, reject } = Promise.withResolvers<never>();
    lost.catch(() => {});
    const client = connect(() => {
      reject(Object.assign(new Error('a connection was lost'), { code: 'CONNECTION_CLOSED' }));
      if (isClosing || current.client !== client) return;
      current = open();
      client.end({ timeout: 0 }).catch(() => {});
    }, lost);
    return { client, lost };
  };
  let current = open();
  return {
    client: () => current.client,
    lost: () => current.lost,
    close: () => {
      isClosing = true;
      return current.client.end({ timeout: 5 });
    },
  };
}

/**
 * A transaction on a connection of its own. The driver's `begin` rolls back on a connection that is gone, and takes the process
 * down with it; here a lost connection is just left.
 */
async function inTransaction<T>(
  client: Client,
  lost: Promise<never>,
  work: (tx: postgres.ReservedSql, isOver: () => boolean) => Promise<T>,
): Promise<T> {
  const connection = await client.reserve();
  let isOver = false;
  let gone = false;
  try {
    // Sent without waiting: the first statement follows in the same packet.
    const begun = connection.unsafe('begin').execute();
    begun.catch(() => {});
    const result = await Promise.race([work(connection, () => isOver), lost]);
    await begun;
    const ended = await connection.unsafe('commit');
    if (ended.command !== 'COMMIT') throw new Error('the transaction was rolled back by the server');
    return result;
  } catch (error) {
    gone = isLost(error);
    if (!gone) {
      await connection.unsafe('rollback').catch(() => {
        gone = true;
      });
    }
    throw error;
  } finally {
    isOver = true;
    if (!gone) connection.release();
  }
}

/** The same for Drizzle's transactions. */
function withSafeBegin(client: Client, lost: Promise<never>): Client {
  const begin = (first: unknown, second?: unknown) =>
    inTransaction(client, lost, (second ?? first) as (tx: postgres.ReservedSql) => Promise<unknown>);
  return Object.assign(client, { begin });
}
