import { z } from 'zod';
import { type Arranged, arrangeMeeting } from '../../../clients/meetings/arrange.ts';
import { moveMeeting } from '../../../clients/meetings/move.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { findTask, meetingsOfConversation, type TaskRow } from '../../../db/work/tasks.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/language.ts';
import { mayIn } from '../../../people/access.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { momentText } from '../../moment.ts';
import { operation } from '../../operation.ts';
import { conversation } from '../conversations/conversation.ts';
import { meetingMinutes } from '../fields.ts';
import { inLanguage, languageOf } from '../language.ts';
import { exampleTask, task, taskInWords, taskShown } from './task.ts';

const minutes = meetingMinutes.optional().describe('As long as the policy says, when absent.');
const specialist = z.uuid().optional().describe('Somebody of sales.');

const newMeeting = z.strictObject({
  id: z.uuid().describe('Minted by the desk: the same again is a repeat.'),
  startsAt: momentText.nullable().default(null).describe('null: to be agreed yet.'),
  minutes,
  text: z.string().trim().max(1000).default(''),
  specialist: specialist.describe('Whoever makes it, of sales, when absent; else the client’s salesperson; else somebody is found.'),
});

const moved = z.strictObject({ startsAt: momentText, minutes, specialist });

const arranged = z.object({ meeting: taskShown, overlaps: z.int().describe('Meetings its person has in the same time.') });

export type MeetingArranged = z.output<typeof arranged>;

const exampleMeeting = {
  ...exampleTask,
  kind: 'meeting',
  title: 'Meet the client',
  startsAt: '2026-03-04T09:00:00.000Z',
  endsAt: '2026-03-04T10:00:00.000Z',
};
const answer = { schema: arranged.meta({ ref: 'MeetingArranged' }), example: { meeting: exampleMeeting, overlaps: 0 } } as const;

/** Meetings with clients: sales go to them, and are away while they last (R4, R16). */
export const meetingOperations = [
  operation({
    method: 'get',
    path: '/desk/api/conversations/:id/meetings',
    access: session('conversation.read', conversation),
    tag: 'desk',
    summary: 'Meetings about it that are to come',
    query: inLanguage,
    answer: {
      status: 200,
      words: 'The nearest first, then those without a time; `may`: the viewer may move and end it.',
      schema: z.object({ meetings: z.array(taskShown.extend({ may: z.boolean() })) }).meta({ ref: 'Meetings' }),
      example: { meetings: [{ ...exampleMeeting, may: true }] },
    },
    async handle({ db }, { c, viewer, object }) {
      const rows = await meetingsOfConversation(db, viewer, object.id);
      return { meetings: rows.map((row) => ({ ...taskInWords(row, languageOf(c, viewer)), may: mayMove(viewer, row) })) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/conversations/:id/meetings',
    access: session('conversation.join', conversation),
    tag: 'desk',
    summary: 'Arrange a meeting with the client',
    description: 'A task of sales, who alone go to meetings; there may be several about one conversation.',
    body: {
      schema: newMeeting.meta({ ref: 'NewMeeting' }),
      example: { id: exampleTask.id, startsAt: '2026-03-04T09:00:00Z', text: 'A demo' },
    },
    answer: { status: 201, words: 'Arranged.', ...answer },
    errors: ['only-sales-meet', 'meeting-passed', 'unknown-department'],
    async handle(http, { c, viewer, object, body }) {
      const { id, startsAt, minutes: length = null, text, specialist: named = null } = body;
      const at = startsAt === null ? null : new Date(startsAt);
      const wish = { id, conversation: object.id, startsAt: at, minutes: length, text, specialist: named as SpecialistId | null };
      return shown(http, viewer, await arrangeMeeting(http, viewer, wish), languageOf(c, viewer));
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/tasks/:id/move',
    access: session('task.do', task),
    tag: 'desk',
    summary: 'Agree when a meeting is, or move it',
    description: 'Also while it lasts. Its person is reminded of it anew.',
    body: { schema: moved.meta({ ref: 'MeetingMoved' }), example: { startsAt: '2026-03-05T09:00:00Z', minutes: 90 } },
    answer: { status: 200, words: 'Agreed.', ...answer },
    errors: ['only-sales-meet', 'meeting-passed', 'meeting-over', 'not-a-meeting'],
    async handle(http, { c, viewer, object, body }) {
      const { startsAt, minutes: length = null, specialist: named = null } = body;
      const wish = { startsAt: new Date(startsAt), minutes: length, specialist: named as SpecialistId | null };
      return shown(http, viewer, await moveMeeting(http, object.id, wish), languageOf(c, viewer));
    },
  }),
] as const;

/** Whether a meeting is this viewer's to move and to end: whose it is, whose word made it, and sales (as `task` in `task.ts`). */
function mayMove(viewer: Viewer, { specialist_id: specialist, created_by: by, department }: TaskRow): boolean {
  return specialist === viewer.id || by === viewer.id || mayIn(viewer, 'task.do', department);
}

async function shown({ db }: Http, viewer: Viewer, arranged: Arranged, language: Language): Promise<MeetingArranged> {
  if (arranged.type === 'refused') throw new HttpError(arranged.code);
  const row = await findTask(db, viewer, arranged.id);
  if (row === null) throw new HttpError('not-found');
  return { meeting: taskInWords(row, language), overlaps: arranged.overlaps };
}
