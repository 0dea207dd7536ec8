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

/**
 * The same for what colleagues hear of anyway, such as whose portfolio moves: that somebody is there is no secret. Their department is the one
 * it is about: where they left clients that are still to be given, else where they work.
 */
export const holder: ObjectAccess<StaffRow> = {
  kind: 'person',
  errors: ['unknown-person'],
  async load({ db, now }, _, c) {
    const row = await rowOf(db, now(), c.req.param('id'));
    return row === null ? null : { ...row, department: row.leftIn ?? row.department };
  },
  refusal,
};

async function rowOf(db: Queries, now: Date, id: string | undefined): Promise<StaffRow | null> {
  return z.uuid().safeParse(id).success ? staffRow(db, now, String(id)) : null;
}
