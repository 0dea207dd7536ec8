import { z } from 'zod';
import { mayRight, tellsOutreach } from '../../../clients/tell-outreach.ts';
import { findOutreach, type OutreachRow } from '../../../db/clients/outreach.ts';
import { reachOf } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';

/** The outreach an address names by `:id`: one's own, made or to close; a head's, anybody's. Others are not told that it exists. */
export const outreachRecord: ObjectAccess<OutreachRow> = {
  kind: 'outreach',
  errors: ['outreach-not-found'],
  async load({ db }, viewer, c) {
    const id = z.uuid().safeParse(c.req.param('id'));
    const row = id.success ? await findOutreach(db, id.data) : null;
    return row !== null && mayRight(viewer, row) ? row : null;
  },
  refusal: (viewer, doing) => (tellsOutreach(viewer) && reachOf(viewer, doing) !== 'none' ? null : 'forbidden'),
};
