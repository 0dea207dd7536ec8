import { type Context, Hono } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { knownPeople } from '../../../db/people/pins.ts';
import { sessionBegan } from '../../../db/people/sign-in.ts';
import { pinTries, removePin, setPin } from '../../../people/pin.ts';
import { endSession, switchPerson } from '../../../people/sign-in.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { cookieName, isOurs, sessionDays, sessionIn, signedInToChange } from './auth.ts';
import * as contract from './contract.ts';
import * as examples from './examples.ts';
import { granted } from './people-answer.ts';
import { forgetOnDevice, peopleOnDevice } from './session-device.ts';
import { setSessionCookie } from './sign-in.ts';

const body = ['bad-json', 'invalid-request', 'too-large', 'unsupported-media-type'] as const;
const signed = ['unauthorized', 'csrf', 'cross-site'] as const;
const pinTrouble = ['pin-needed', 'pin-wrong', 'pin-locked', 'pin-too-soon'] as const;
const change = { tag: 'desk', security: 'deskChange' } as const;

/** A session this young was begun by whoever sits there: they may set a PIN without the old one. In ms. */
const fresh = 10 * 60_000;

/** Sessions on a browser that several people share, and their ends. */
export function sessionRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const withPepper = () => ({ ...deps, pepper: deps.keys['desk-pin'] });

  app.get(
    '/session/people',
    describe({
      summary: 'Who can take over on this browser',
      description: 'Those who signed in on it with a link in the last 90 days, and did not sign out.',
      tag: 'desk',
      security: 'deskDevice',
      answers: {
        200: { words: 'By name.', schema: contract.sessionPeople.meta({ ref: 'SessionPeople' }), example: examples.sessionPeople },
      },
    }),
    async (c) => {
      const people = await knownPeople(deps.db, await peopleOnDevice(deps, c));
      return c.json({
        people: people.map(({ id, name, email, misses }) => ({ id, name, email, pin: misses !== null, locked: (misses ?? 0) >= pinTries })),
      });
    },
  );

  app.post(
    '/session/switch',
    describe({
      summary: 'Another person takes over on this browser',
      description: 'By their PIN, if they have signed in here before. The session that was open ends. Five wrong PINs need a link.',
      tag: 'desk',
      security: 'deskDevice',
      body: { schema: contract.switchWish.meta({ ref: 'SwitchWish' }), example: examples.switchWish },
      answers: { 204: 'The cookie of the new session is set: read `me` again.' },
      errors: [...body, 'cross-site', 'not-known-here', ...pinTrouble],
    }),
    async (c) => {
      if (!isOurs(deps, c)) throw new HttpError('cross-site');
      const wish = await readBody(c, contract.switchWish);
      const here = { people: await peopleOnDevice(deps, c), session: await sessionIn(deps, c) };
      const { specialist, session } = granted(await switchPerson(withPepper(), here, wish, sessionDays));
      await setSessionCookie(deps, c, session);
      deps.log.info({ specialist, session }, 'switched');
      return c.body(null, 204);
    },
  );

  app.post(
    '/session/lock',
    describe({
      ...change,
      summary: 'Leave the screen to whoever comes next',
      description: 'The session ends; the browser still knows its people, who come back with their PINs.',
      answers: { 204: 'The session is over.' },
      errors: signed,
    }),
    (c) => end(c, 'session-locked'),
  );

  app.post(
    '/sign-out',
    describe({
      ...change,
      summary: 'End the session',
      description: 'The browser forgets the person: they come back with a link.',
      answers: { 204: 'The session is over, here and at the server.' },
      errors: signed,
    }),
    (c) => end(c, 'signed-out'),
  );

  const end = async (c: Context, action: 'signed-out' | 'session-locked') => {
    const viewer = await signedInToChange(deps, c);
    await endSession(deps, viewer, action);
    deleteCookie(c, cookieName, { path: '/', secure: deps.secure });
    if (action === 'signed-out') await forgetOnDevice(deps, c, viewer.id);
    return c.body(null, 204);
  };

  app.put(
    '/me/pin',
    describe({
      ...change,
      summary: 'Set the PIN by which one takes over on a shared browser',
      description: 'Where there is one, `current` is needed, unless the session is younger than ten minutes.',
      body: { schema: contract.pinWish.meta({ ref: 'PinWish' }), example: examples.pinWish },
      answers: { 204: 'Set.' },
      errors: [...body, ...signed, ...pinTrouble, 'pin-too-simple'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { pin, current = null } = await readBody(c, contract.pinWish);
      const began = await sessionBegan(deps.db, viewer.session);
      const isFresh = began !== null && deps.now().getTime() - began.getTime() < fresh;
      granted(await setPin(withPepper(), viewer.id, { pin, current, fresh: isFresh }));
      return c.body(null, 204);
    },
  );

  app.delete('/me/pin', describe({ ...change, summary: 'Have no PIN', answers: { 204: 'There is none.' }, errors: signed }), async (c) => {
    await removePin(deps, (await signedInToChange(deps, c)).id);
    return c.body(null, 204);
  });

  return app;
}
