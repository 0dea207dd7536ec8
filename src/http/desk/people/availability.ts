import { z } from 'zod';
import { type StaffRow, staffRow } from '../../../db/people/staff.ts';
import { availabilities, presenceAt, presences } from '../../../domain/specialist.ts';
import type { Company } from '../../../engine/company.ts';
import { setAvailability } from '../../../people/availability.ts';
import { setOnCall } from '../../../people/calls.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { momentText } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { granted } from './granted.ts';
import { person } from './person.ts';

/** What is set by hand, and what it comes to now: a planned absence, the end of a shift and being nowhere to be seen count more than `available`. */
export const presence = z.object({
  availability: z.enum(availabilities),
  awayUntil: z.iso.datetime().nullable().describe('An `away` that ends by itself.'),
  presence: z.enum(presences),
  engagedUntil: z.iso.datetime().nullable().describe('When the meeting or the call they are at is over.'),
});

export type PresenceOf = z.infer<typeof presence>;

const availabilityWish = z
  .strictObject({ availability: z.enum(availabilities), awayUntil: momentText.nullable().default(null) })
  .refine((each) => each.awayUntil === null || each.availability === 'away', { message: 'only with away', path: ['awayUntil'] });

export type AvailabilityWish = z.input<typeof availabilityWish>;

export const examplePresence = { availability: 'available', awayUntil: null, presence: 'available', engagedUntil: null } as const;
const answer = { status: 200, words: 'Now.', schema: presence.meta({ ref: 'Presence' }), example: examplePresence } as const;
const body = {
  schema: availabilityWish.meta({ ref: 'AvailabilityWish' }),
  example: { availability: 'away', awayUntil: '2026-03-02T12:00:00Z' },
} as const;

/** Whether people take conversations, as they say themselves or somebody says for them. */
export const availabilityOperations = [
  operation({
    method: 'get',
    path: '/desk/api/me/availability',
    access: session('self'),
    tag: 'desk',
    summary: 'Whether one takes conversations',
    answer,
    handle: (http, { viewer }) => presenceNow(http, viewer.id),
  }),

  operation({
    method: 'put',
    path: '/desk/api/me/availability',
    access: session('self'),
    tag: 'desk',
    summary: 'Say whether one takes conversations',
    description: 'At once. Conversations in their charge stay there.',
    body,
    answer,
    errors: ['not-ahead'],
    async handle(http, { viewer, body }) {
      granted(await setAvailability(http, viewer, viewer.id, wishOf(body)));
      return presenceNow(http, viewer.id);
    },
  }),

  operation({
    method: 'put',
    path: '/desk/api/me/call',
    access: session('self'),
    tag: 'desk',
    summary: 'Say that one is on a call, or that it is over',
    description: 'At once. Said again while it lasts, it lasts longer; it ends by itself after as many minutes as the policy says.',
    body: { schema: z.strictObject({ on: z.boolean() }).meta({ ref: 'CallWish' }), example: { on: true } },
    answer,
    async handle(http, { viewer, body }) {
      await setOnCall(http, viewer.id, body.on);
      return presenceNow(http, viewer.id);
    },
  }),

  operation({
    method: 'put',
    path: '/desk/api/staff/:id/availability',
    access: session('person.steer', person),
    tag: 'desk',
    summary: 'Say for somebody whether they take conversations',
    description: 'At once. Conversations in their charge stay there.',
    body,
    answer,
    errors: ['has-left', 'not-ahead'],
    async handle(http, { viewer, object, body }) {
      granted(await setAvailability(http, viewer, object.id, wishOf(body)));
      return presenceNow(http, object.id);
    },
  }),
] as const;

function wishOf({ availability, awayUntil }: z.output<typeof availabilityWish>) {
  return { availability, awayUntil: awayUntil === null ? null : new Date(awayUntil) };
}

async function presenceNow({ db, now, company }: Http, id: string): Promise<PresenceOf> {
  const row = await staffRow(db, now(), id);
  if (row === null) throw new HttpError('unknown-person');
  return presenceOf(row, company(), now());
}

export function presenceOf(row: StaffRow, company: Company, now: Date): PresenceOf {
  const absent = row.absence !== null && new Date(row.absence.from) <= now;
  const onShift = company.people.get(row.id)?.shifts.isOpen(now) ?? true;
  return {
    availability: row.availability,
    awayUntil: row.awayUntil?.toISOString() ?? null,
    engagedUntil: row.engagedUntil?.toISOString() ?? null,
    presence: row.leftAt === null ? presenceAt(row, { absent, onShift, here: row.here, engaged: row.engaged }, now) : 'off',
  };
}
