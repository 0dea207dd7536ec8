import { z } from 'zod';
import { fileForViewer, type StoredFile } from '../../../db/files.ts';
import { reachOf } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';

/** Whose the files are that somebody of the desk uploads. */
export function uploaderOf(specialist: string): string {
  return `specialist:${specialist}`;
}

/** The file an address names by `:id`: one's own, or of a thread one may read. Others are not told that it exists. */
export const file: ObjectAccess<StoredFile> = {
  kind: 'file',
  errors: ['unknown-file'],
  async load({ db }, viewer, c) {
    const id = z.uuid().safeParse(c.req.param('id'));
    return id.success ? fileForViewer(db, id.data, uploaderOf(viewer.id), viewer) : null;
  },
  refusal: (viewer, doing) => (reachOf(viewer, doing) === 'none' ? 'forbidden' : null),
};
