import { z } from 'zod';
import type { Queries } from '../../../db/db.ts';
import { type StaffRow, staffRow } from '../../../db/people/staff.ts';
import { mayAbout } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';

const refusal: ObjectAccess<StaffRow>['refusal'] = (viewer, doing, row) => (mayAbout(viewer, doing, row) ? null : 'forbidden');

/** The person an address names by `:id`. Who may not see them is not told that they exist. */
export const person: ObjectAccess<StaffRow> = {
  kind: 'person',
  errors: ['unknown-person'],
  async load({ db, now }, viewer, c) {
    const row = await rowOf(db, now(), c.req.param('id'));
    return row !== null && mayAbout(viewer, 'person.see', row) ? row : null;
  },
  refusal,
};

/** The same for what colleagues hear of anyway, such as whose portfolio moves: that somebody is there is no secret. */
export const colleague: ObjectAccess<StaffRow> = {
  kind: 'person',
  errors: ['unknown-person'],
  load: ({ db, now }, _, c) => rowOf(db, now(), c.req.param('id')),
  refusal,
};

async function rowOf(db: Queries, now: Date, id: string | undefined): Promise<StaffRow | null> {
  return z.uuid().safeParse(id).success ? staffRow(db, now, String(id)) : null;
}
