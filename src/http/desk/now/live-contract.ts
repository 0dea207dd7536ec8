import { z } from 'zod';
import { presences } from '../../../domain/specialist.ts';
import { departmentNamed, personNamed, sample } from '../named.ts';

const moment = z.iso.datetime();

/** A conversation in which something runs out. */
export const waitingRow = z.object({
  conversation: z.uuid(),
  title: z.string(),
  proven: z.boolean().describe('The title is more than what somebody calls themselves.'),
  size: z.string().nullable().describe('Of the client; null: of none.'),
  channel: z.string(),
  department: departmentNamed,
  specialist: personNamed.nullable().describe('Who is in charge; null: nobody yet.'),
  waitingSince: moment.nullable(),
  deadline: z
    .object({
      dueAt: moment,
      kind: z.enum(['first', 'later', 'promise']),
      working: z.array(z.object({ from: moment, until: moment })).describe('Working time from now to then, by which it is counted.'),
    })
    .nullable()
    .describe('Until when an answer is owed; null: nobody owes one.'),
});

const tally = z.object({
  open: z.int(),
  waiting: z.int().describe('Clients who wait for an answer.'),
  late: z.int().describe('Whose deadline is over.'),
  running: z.int().describe('Whose deadline still runs.'),
  queued: z.int().describe('Who wait for a person at all.'),
  waitingSince: moment.nullable(),
  queuedSince: moment.nullable(),
  nextDue: moment.nullable(),
});

const queueWaits = z.object({
  isOpen: z.boolean().describe('The department works now.'),
  opensAt: moment.nullable(),
  able: z.int().describe('How many could have a conversation now.'),
  unable: z.record(z.string(), z.int()).describe('How many could not, by reason.'),
  backAt: moment.nullable().describe('When the first of those who are away is expected.'),
});

const personNow = personNamed.extend({
  department: departmentNamed,
  presence: z.enum(presences),
  backAt: moment.nullable().describe('When they are there again, where that is known.'),
  serves: z.boolean(),
  load: z
    .object({
      open: z.int(),
      waiting: z.int(),
      late: z.int(),
      conversations: z.number().describe('Share 0..1 of their capacity.'),
      portfolio: z.number().describe('Share 0..1 of their capacity.'),
      placesLeft: z.int(),
    })
    .nullable()
    .describe('null: not for the viewer.'),
});

export const nowAnswer = z
  .object({
    asOf: moment,
    of: z.enum(['all', 'departments', 'person']).describe('What the viewer sees: everything, their departments, their own.'),
    total: tally,
    waiting: z.array(waitingRow).describe('The longest first.'),
    deadlines: z.array(waitingRow).describe('The next first; those that are over before all.'),
    queue: z.array(waitingRow).describe('The longest first.'),
    departments: z.array(departmentNamed.extend({ tally, placesLeft: z.int(), queue: queueWaits })),
    people: z.array(personNow),
    channels: z.array(
      z.object({
        channel: z.string(),
        downSince: moment.nullable().describe('Since when it does not answer; null: all is well.'),
        waiting: z.int().describe('Messages that should have left and have not.'),
        failed: z.int().describe('That failed for good in the last 24 hours.'),
      }),
    ),
  })
  .meta({ ref: 'Now' });

export type Now = z.output<typeof nowAnswer>;
export type WaitingNow = z.output<typeof waitingRow>;
export type TallyNow = z.output<typeof tally>;

export const exampleWaiting: WaitingNow = {
  conversation: sample.conversation,
  title: sample.client.name,
  proven: true,
  size: 'small',
  channel: 'webchat',
  department: sample.department,
  specialist: sample.anna,
  waitingSince: sample.at,
  deadline: { dueAt: '2026-03-02T09:19:00.000Z', kind: 'first', working: [{ from: sample.at, until: '2026-03-02T09:19:00.000Z' }] },
};

const exampleTally: TallyNow = {
  open: 3,
  waiting: 1,
  late: 0,
  running: 1,
  queued: 0,
  waitingSince: sample.at,
  queuedSince: null,
  nextDue: '2026-03-02T09:19:00.000Z',
};

export const exampleNow: Now = {
  asOf: sample.at,
  of: 'departments',
  total: exampleTally,
  waiting: [exampleWaiting],
  deadlines: [exampleWaiting],
  queue: [],
  departments: [
    {
      ...sample.department,
      tally: exampleTally,
      placesLeft: 9,
      queue: { isOpen: true, opensAt: null, able: 1, unable: { absent: 1 }, backAt: '2026-03-03T06:00:00.000Z' },
    },
  ],
  people: [
    {
      ...sample.anna,
      department: sample.department,
      presence: 'available',
      backAt: null,
      serves: true,
      load: { open: 3, waiting: 1, late: 0, conversations: 0.25, portfolio: 0.4, placesLeft: 9 },
    },
  ],
  channels: [{ channel: 'webchat', downSince: null, waiting: 0, failed: 0 }],
};
