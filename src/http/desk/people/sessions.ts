import { z } from 'zod';
import { openSessionsOf, type SessionRow } from '../../../db/people/sessions.ts';
import { endOwnSession, endSessionsEverywhere } from '../../../people/sessions.ts';
import { session } from '../../access.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { sample } from '../named.ts';
import { person } from './person.ts';

const shownSession = z.object({
  id: z.uuid(),
  begunAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  begunBy: z.enum(['link', 'pin']).nullable().describe('Null for one that began before this was kept.'),
  agent: z.string().nullable().describe('What the browser calls itself.'),
  here: z.boolean().describe('The session that asks.'),
});

const deskSessions = z.object({ sessions: z.array(shownSession) });
const ended = z.object({ ended: z.int() });
const nothing = z.strictObject({}).meta({ ref: 'Nothing' });

export type DeskSessions = z.output<typeof deskSessions>;

const exampleSession = {
  id: sample.id(21),
  begunAt: sample.at,
  expiresAt: '2026-03-16T09:15:00.000Z',
  begunBy: 'link' as const,
  agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/147.0',
  here: true,
};

const endedAnswer = { status: 200, words: 'How many ended.', schema: ended.meta({ ref: 'EndedSessions' }), example: { ended: 2 } } as const;

/** Sessions of one person over all browsers: seen, and ended one by one or everywhere. */
export const sessionsOperations = [
  operation({
    method: 'get',
    path: '/desk/api/me/sessions',
    access: session('self'),
    tag: 'desk',
    summary: 'Where I am signed in',
    answer: {
      status: 200,
      words: 'The newest first.',
      schema: deskSessions.meta({ ref: 'DeskSessions' }),
      example: { sessions: [exampleSession] },
    },
    async handle({ db, now }, { viewer }) {
      const rows = await openSessionsOf(db, viewer.id, now());
      return { sessions: rows.map((row) => shown(row, viewer.session)) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/me/sessions/:id/end',
    access: session('self'),
    tag: 'desk',
    summary: 'Sign out on another browser',
    body: { schema: nothing, example: {} },
    answer: { status: 204, words: 'It is over.' },
    errors: ['not-found'],
    async handle(http, { c, viewer, params }) {
      const id = z.uuid().safeParse(params.id);
      if (!id.success || !(await endOwnSession(http, viewer, id.data))) throw new HttpError('not-found');
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/me/sessions/end',
    access: session('self'),
    tag: 'desk',
    summary: 'Sign out everywhere else',
    description: 'The session that asks goes on. Sign-in links that nobody has used yet are worth nothing any more.',
    body: { schema: nothing, example: {} },
    answer: endedAnswer,
    handle: async (http, { viewer }) => ({ ended: await endSessionsEverywhere(http, viewer, viewer.id, viewer.session) }),
  }),

  operation({
    method: 'post',
    path: '/desk/api/staff/:id/sessions/end',
    access: session('link.issue', person),
    tag: 'desk',
    summary: 'Sign somebody out everywhere',
    description: 'For a lost phone. They come back with a new link; their PIN still works where they signed in before.',
    body: { schema: nothing, example: {} },
    answer: endedAnswer,
    handle: async (http, { viewer, object }) => ({
      ended: await endSessionsEverywhere(http, viewer, object.id, object.id === viewer.id ? viewer.session : null),
    }),
  }),
] as const;

function shown({ id, begunAt, expiresAt, begunBy, agent }: SessionRow, here: string): DeskSessions['sessions'][number] {
  return { id, begunAt: begunAt.toISOString(), expiresAt: expiresAt.toISOString(), begunBy, agent, here: id === here };
}
