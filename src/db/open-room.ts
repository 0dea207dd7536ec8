import type { Db, Queries } from './db.ts';

/** Room on the disk that the database writes to, as far as that is ours to watch. */
export interface Room {
  /** bytes free; null where somebody else watches the disk */
  free(): Promise<number | null>;
  /** whether there is enough of it for files, for what people send, or for the house's own work: the last to stop */
  has(forWhat: RoomFor): Promise<boolean>;
}

export type RoomFor = 'files' | 'people' | 'work';

/** What of the floor has to be free for each, so that one after the other stops and what was accepted can still be delivered. */
const share: Readonly<Record<RoomFor, number>> = { files: 1, people: 1 / 2, work: 1 / 4 };

/** A disk is not asked more often, in ms: within it a fast one takes less than the house's own work has left. */
const knownMs = 250;

/** Watches a disk by what `look` says is free, against a floor in bytes. `clock` counts in ms. */
export function createRoom(look: () => Promise<number>, floor: number, clock: () => number): Room {
  let known: Promise<number> | null = null;
  let at = 0;
  const free = () => {
    if (known === null || clock() - at >= knownMs) {
      known = look();
      at = clock();
    }
    return known;
  };
  return { free, has: async (forWhat) => (await free()) >= floor * share[forWhat] };
}

export const endlessRoom: Room = { free: async () => null, has: async () => true };

/** There is too little room on the disk to write. Its code is the one Postgres has for a full disk, so it passes for a database that is away. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
  readonly code = '53100';
  constructor() {
    super('too little room on the disk of the data folder');
  }
}

/** The database as long as there is room for somebody's work: what would write is refused before it begins, reading goes on. */
export function withRoom(db: Db, forWhat: RoomFor): Db {
  const demand = async (): Promise<void> => {
    if (!(await db.room.has(forWhat))) throw new NoRoom();
  };
  const query: Queries['query'] = async (statement, parameters) => {
    if (writes(statement)) await demand();
    return db.query(statement, parameters);
  };
  return {
    ...db,
    query,
    transaction: async (work) => {
      await demand();
      return db.transaction(work);
    },
  };
}

/** Statements are ours, so their first words tell; a lock that is taken writes too little to count. */
function writes(statement: string): boolean {
  if (/^\s*select\b/i.test(statement)) return false;
  return !/^\s*with\b/i.test(statement) || /\b(insert into|update "|delete from)/i.test(statement);
}
