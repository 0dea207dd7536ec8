import type { Context } from 'hono';
import { z } from 'zod';
import { type StaffRow, staffRow } from '../../../db/people/staff.ts';
import { mayAbout } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';
import type { HttpEnv } from '../../deps.ts';

/** The person an address names by `:id`. Who may not see them is not told that they exist. */
export const person: ObjectAccess<StaffRow> = {
  kind: 'person',
  errors: ['unknown-person'],
  async load({ db, now }, viewer, c: Context<HttpEnv>) {
    const id = z.uuid().safeParse(c.req.param('id'));
    const row = id.success ? await staffRow(db, now(), id.data) : null;
    return row !== null && mayAbout(viewer, 'person.see', row) ? row : null;
  },
  refusal: (viewer, doing, row) => (mayAbout(viewer, doing, row) ? null : 'forbidden'),
};
