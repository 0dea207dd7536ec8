import { z } from 'zod';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { findSnippet, type SnippetRow } from '../../../db/work/snippets.ts';
import { mayIn, reachOf } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';

/** The snippet an address names by `:id`: for everybody, or of a department one works in or heads. Others are not told that it exists. */
export const snippet: ObjectAccess<SnippetRow> = {
  kind: 'snippet',
  errors: ['not-found'],
  async load({ db }, viewer, c) {
    const id = z.uuid().safeParse(c.req.param('id'));
    const row = id.success ? await findSnippet(db, id.data) : null;
    return row !== null && (row.department === null || mayIn(viewer, 'snippet.change', row.department)) ? row : null;
  },
  refusal: (viewer, _doing, { department }) => (mayChangeIn(viewer, department) ? null : 'forbidden'),
};

/** Whether somebody may change snippets of this department; null: those for everybody, by heads and the director. */
export function mayChangeIn(viewer: Viewer, department: string | null): boolean {
  if (department !== null) return mayIn(viewer, 'snippet.change', department);
  return reachOf(viewer, 'snippet.change') === 'any' || viewer.heads.length > 0;
}
