import { z } from 'zod';
import { type Coverage, coverage } from '../../../db/clients/coverage.ts';
import { type Actor, departmentsFor } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';
import type { Http } from '../../deps.ts';

/** The client an address names by `:id`, while too few of us know them: of one's own, or of one's department. Others are not told of. */
export const littleKnownClient: ObjectAccess<Coverage> = {
  kind: 'client',
  errors: ['client-not-found'],
  async load(http, viewer, c) {
    const id = z.uuid().safeParse(c.req.param('id'));
    return id.success ? stillLittleKnown(http, viewer, id.data) : null;
  },
  // Whoever sees that too few know a client may mend it.
  refusal: () => null,
};

/** Null: enough know them, or the viewer has nothing to do with them. */
export async function stillLittleKnown({ db }: Pick<Http, 'db'>, viewer: Actor, client: string): Promise<Coverage | null> {
  const [row] = await coverage(db, { ...sightOf(viewer), client, after: null, limit: 1 });
  return row ?? null;
}

/** Whose clients somebody sees in the report. */
export function sightOf(viewer: Actor): { readonly departments: readonly string[] | null; readonly owner: string } {
  return { departments: departmentsFor(viewer, 'client.acquaint'), owner: viewer.id };
}
