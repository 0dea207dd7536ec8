import { z } from 'zod';
import { type AbsenceRow, findAbsence } from '../../../db/people/absences.ts';
import { type StaffRow, staffRow } from '../../../db/people/staff.ts';
import { mayAbout } from '../../../people/access.ts';
import type { ObjectAccess } from '../../access.ts';

interface AbsenceOf {
  readonly absence: AbsenceRow;
  readonly person: StaffRow;
}

/** The absence an address names by `:id`: its person decides. Who may not see them is not told that it exists. */
export const absence: ObjectAccess<AbsenceOf> = {
  kind: 'absence',
  errors: ['unknown-absence'],
  async load({ db, now }, viewer, c) {
    const id = z.uuid().safeParse(c.req.param('id'));
    const absence = id.success ? await findAbsence(db, id.data) : null;
    const person = absence === null ? null : await staffRow(db, now(), absence.specialistId);
    if (absence === null || person === null || !mayAbout(viewer, 'person.see', person)) return null;
    return { absence, person };
  },
  refusal: (viewer, doing, { person }) => (mayAbout(viewer, doing, person) ? null : 'forbidden'),
};
