import { z } from 'zod';
import { knownPeople } from '../../../db/people/pins.ts';
import { hasPin, pinTries } from '../../../people/pin.ts';
import { endSession } from '../../../people/sessions.ts';
import { switchPerson } from '../../../people/sign-in.ts';
import { session } from '../../access.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';
import { placeOf, removeSessionCookie, sessionIn, setSessionCookie } from '../../session.ts';
import { personNamed, sample } from '../named.ts';
import { device, forgetOnDevice } from './device.ts';
import { granted } from './granted.ts';
import { pin, pinErrors, withPepper } from './pin.ts';
import { email } from './staff-member.ts';

const sessionPeople = z.object({
  people: z.array(
    personNamed.extend({
      email: z.string(),
      pin: z.boolean().describe('Whether they can be switched to here.'),
      locked: z.boolean().describe('Too many misses: a sign-in link unlocks.'),
    }),
  ),
});

export type SessionPeople = z.infer<typeof sessionPeople>;

const switchWish = z.strictObject({ email, pin });

const anna = { ...sample.anna, email: 'anna@company.example' };

/** Sessions on a browser that several people share, and their ends. */
export const sessionOperations = [
  operation({
    method: 'get',
    path: '/desk/api/session/people',
    access: device,
    tag: 'desk',
    summary: 'Who can take over on this browser',
    description: 'Those who signed in on it with a link in the last 90 days, and did not sign out.',
    answer: {
      status: 200,
      words: 'By name.',
      schema: sessionPeople.meta({ ref: 'SessionPeople' }),
      example: { people: [{ ...anna, pin: true, locked: false }] },
    },
    async handle({ db }, { known }) {
      const people = await knownPeople(db, known);
      return {
        people: people.map(({ id, name, email, misses }) => ({ id, name, email, pin: misses !== null, locked: (misses ?? 0) >= pinTries })),
      };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/session/switch',
    access: device,
    tag: 'desk',
    summary: 'Another person takes over on this browser',
    description: 'By their PIN, if they have signed in here before. The session that was open ends. Five wrong PINs need a link.',
    body: { schema: switchWish.meta({ ref: 'SwitchWish' }), example: { email: anna.email, pin: '407182' } },
    answer: { status: 204, words: 'The cookie of the new session is set: read `me` again.' },
    errors: ['cross-site', 'not-known-here', 'address-limited', ...pinErrors],
    async handle(http, { c, known, body }) {
      const here = { people: known, session: await sessionIn(http, c) };
      const forget = http.throttle.count('signIns', c);
      const { specialist, session } = granted(await switchPerson(withPepper(http), here, body, placeOf(c)));
      forget();
      await setSessionCookie(http, c, session);
      http.log.info({ specialist, session }, 'switched');
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/session/lock',
    access: session('self'),
    tag: 'desk',
    summary: 'Leave the screen to whoever comes next',
    description:
      'The session ends; the browser still knows its people, who come back with their PINs. Who has none is asked to set one first: otherwise only a new link would let them back.',
    answer: { status: 204, words: 'The session is over.' },
    errors: ['no-pin'],
    async handle(http, { c, viewer }) {
      if (!(await hasPin(http, viewer.id))) throw new HttpError('no-pin');
      await endSession(http, viewer, 'session-locked');
      removeSessionCookie(http, c);
      return c.body(null, 204);
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/sign-out',
    access: session('self'),
    tag: 'desk',
    summary: 'End the session',
    description: 'The browser forgets the person: they come back with a link.',
    answer: { status: 204, words: 'The session is over, here and at the server.' },
    async handle(http, { c, viewer }) {
      await endSession(http, viewer, 'signed-out');
      removeSessionCookie(http, c);
      await forgetOnDevice(http, c, viewer.id);
      return c.body(null, 204);
    },
  }),
] as const;
