import { z } from 'zod';
import { type AbsenceRow, absencesAfter } from '../../../db/people/absences.ts';
import { cancelAbsence, planAbsence } from '../../../people/absences.ts';
import { session } from '../../access.ts';
import { momentText } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { personNamed, sample } from '../named.ts';
import { absence } from './absence.ts';
import { granted } from './granted.ts';
import { person } from './person.ts';
import { namedPerson } from './staff-member.ts';

const shownAbsence = z
  .object({
    id: z.uuid(),
    specialist: personNamed,
    from: z.iso.datetime(),
    until: z.iso.datetime(),
    reason: z.string(),
    deputy: personNamed.nullable(),
    cancelledAt: z.iso.datetime().nullable(),
  })
  .meta({ ref: 'Absence' });

export type Absence = z.infer<typeof shownAbsence>;

const newAbsence = z
  .strictObject({
    from: momentText,
    until: momentText,
    reason: z.string().trim().min(1).max(500),
    deputy: z.uuid().nullable().default(null),
  })
  .refine((each) => Date.parse(each.from) < Date.parse(each.until), { message: 'until must be after from', path: ['until'] });

const holiday = { from: '2026-07-06T06:00:00.000Z', until: '2026-07-20T06:00:00.000Z', reason: 'Holiday' };
const boris = { id: sample.id(11), name: 'Boris Lazarev' };
const example = { id: sample.id(12), specialist: sample.anna, ...holiday, deputy: boris, cancelledAt: null };

/** Planned absences, in which nothing is assigned to somebody. */
export const absenceOperations = [
  operation({
    method: 'get',
    path: '/desk/api/staff/:id/absences',
    access: session('person.see', person),
    tag: 'desk',
    summary: 'Absences that are on or to come',
    answer: {
      status: 200,
      words: 'The earliest first.',
      schema: z.object({ absences: z.array(shownAbsence) }).meta({ ref: 'Absences' }),
      example: { absences: [example] },
    },
    async handle({ db, now }, { object }) {
      return { absences: (await absencesAfter(db, [object.id], now())).map(inWords) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/staff/:id/absences',
    access: session('absence.plan', person),
    tag: 'desk',
    summary: 'Plan an absence',
    description: 'While it lasts nothing is assigned to them; the deputy stands in.',
    body: { schema: newAbsence.meta({ ref: 'NewAbsence' }), example: { ...holiday, deputy: boris.id } },
    answer: { status: 201, words: 'The absence.', schema: shownAbsence, example },
    errors: ['has-left', 'unknown-deputy', 'deputy-elsewhere', 'not-ahead'],
    async handle(http, { viewer, object, body: { from, until, reason, deputy } }) {
      const wish = { from: new Date(from), until: new Date(until), reason, deputyId: deputy };
      return inWords(granted(await planAbsence(http, viewer, object, wish)));
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/absences/:id/cancel',
    access: session('absence.plan', absence),
    tag: 'desk',
    summary: 'Cancel an absence',
    description: 'It stays on record. Cancelling again changes nothing; also ends one that is on.',
    body: { schema: z.strictObject({}).meta({ ref: 'Nothing' }), example: {} },
    answer: { status: 200, words: 'The absence.', schema: shownAbsence, example },
    errors: ['not-ahead'],
    async handle(http, { viewer, object }) {
      return inWords(granted(await cancelAbsence(http, viewer, object.absence)));
    },
  }),
] as const;

function inWords(row: AbsenceRow): Absence {
  return {
    id: row.id,
    specialist: { id: row.specialistId, name: row.specialistName },
    from: row.from.toISOString(),
    until: row.until.toISOString(),
    reason: row.reason,
    deputy: namedPerson(row.deputyId, row.deputyName),
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
  };
}
