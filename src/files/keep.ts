import type { Db } from '../db/db.ts';
import { dropUnfinished, findFile } from '../db/files.ts';
import type { Attachment } from '../domain/content.ts';
import { noCaps, type UploadCaps } from './caps.ts';
import { type Stored, writeFile } from './store.ts';

export interface Coming {
  /** as its message names it */
  readonly id: string;
  readonly name: string;
  /** of the message it came with */
  readonly window: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

interface KeepDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly caps: UploadCaps;
}

/**
 * Stores a file under the id its message gave it, as far as its window may have more of them today. One that is here already is done;
 * what a crash left half is begun anew.
 */
export async function keepFile({ db, now, caps }: KeepDeps, { id, name, window, bytes }: Coming): Promise<Stored> {
  const stored = await findFile(db, id);
  if (stored !== null) return { type: 'stored', file: attachmentOf(stored) };
  await dropUnfinished(db, id);
  const what = { id, name, by: `window:${window}`, from: null, announced: null, bytes };
  return writeFile({ db, now }, what, { ...noCaps, unused: null, sender: caps.sender });
}

function attachmentOf({ id, name, mediaType, size }: Attachment): Attachment {
  return { id, name, mediaType, size };
}
