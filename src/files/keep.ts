import type { Db } from '../db/db.ts';
import { dropUnfinished, findFile } from '../db/files.ts';
import type { Attachment } from '../domain/content.ts';
import { type Written, writeFile } from './store.ts';

export interface Coming {
  /** as its message names it */
  readonly id: string;
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Stores a file under the id its message gave it. One that is here already is done; what a crash left half is begun anew. */
export async function keepFile({ db, now }: { db: Db; now: () => Date }, { id, name, bytes }: Coming): Promise<Written> {
  const stored = await findFile(db, id);
  if (stored !== null) return { type: 'stored', file: attachmentOf(stored) };
  await dropUnfinished(db, id);
  return writeFile({ db, now }, { id, name, by: null, bytes });
}

function attachmentOf({ id, name, mediaType, size }: Attachment): Attachment {
  return { id, name, mediaType, size };
}
