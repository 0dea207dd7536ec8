import type { Room } from './open-room.ts';

/**
 * The database, or a transaction on it: a fixed statement, prepared once a connection, with its parameters. Queries issued without
 * awaiting one another are pipelined. Timestamps come back as Date, bigint as number, jsonb parsed.
 */
export interface Queries {
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** the same with each row as a list, in the order of its columns */
  values(statement: string, parameters?: readonly unknown[]): Promise<unknown[][]>;
}

export interface Db extends Queries {
  readonly kind: 'pglite' | 'postgres';
  /** Names this process on the database: what it claims, it claims under this name. */
  readonly self: string;
  /** Room on the disk it writes to. */
  readonly room: Room;
  /** Gives the room of files that went to those that come; nothing where the server does so by itself. */
  reclaim(): Promise<void>;
  /** The processes that have a connection now, this one among them. */
  connected(): Promise<readonly string[]>;
  /** One transaction (read committed). Inside it use only the `tx` that is passed: on PGlite anything else would wait for ever. */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>;
  /** Tells other processes on the same database; a no-op on PGlite. At most 8,000 bytes. */
  notify(payload: string): Promise<void>;
  /** Listens for what others tell; returns the function that ends it. */
  listen(heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
