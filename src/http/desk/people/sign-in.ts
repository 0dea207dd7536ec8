import type { Context } from 'hono';
import { z } from 'zod';
import { addSignInLink } from '../../../db/people/sign-in.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import type { Deps } from '../../../engine/deps.ts';
import { lookAtLink, signInByLink } from '../../../people/sign-in.ts';
import { signedLink } from '../../access.ts';
import { readText } from '../../body.ts';
import { HttpError } from '../../errors.ts';
import { sha256 } from '../../keys.ts';
import { operation } from '../../operation.ts';
import { isOurs, placeOf, setSessionCookie } from '../../session.ts';
import { rememberOnDevice } from './device.ts';
import { signInPage, spentPage } from './sign-in-page.ts';

const hour = 3_600_000;

/** Makes a link's token, good once within `hours`. `random` is 32 unpredictable bytes as text. */
export async function makeSignInToken({ db, now }: Pick<Deps, 'db' | 'now'>, specialist: SpecialistId, hours: number, random: string) {
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + hours * hour);
  await addSignInLink(db, { tokenHash: await sha256(random), specialist, createdAt, expiresAt });
  return random;
}

/** The longest form that carries a token, in bytes. */
const longestForm = 4096;

const spent = { words: 'The link was used, has expired or never was: a page that says so.', type: 'text/html' } as const;

/** One-time links into the desk. Opening one shows a page with a button; only the button uses it up. */
export const signInOperations = [
  operation({
    method: 'get',
    path: '/desk/sign-in',
    // What it refuses it says in a page, to a person.
    access: { ...signedLink, errors: [] },
    tag: 'desk',
    summary: 'Where a one-time link leads',
    description: 'Messengers and mail filters open what stands in a message: reading never uses a link up, and signs nobody in.',
    query: z.object({ token: z.string().default('').describe('The token of the link.') }),
    answer: { status: 200, words: 'A page that says whose link it is, with a button.', type: 'text/html' },
    also: { 410: spent },
    async handle(http, { c, query: { token } }) {
      const link = await lookAtLink(http, await sha256(token));
      return link === null ? c.html(spentPage(c), 410) : c.html(signInPage(c, { token, ...link, company: http.company().profile.name }));
    },
  }),

  operation({
    method: 'post',
    path: '/desk/sign-in',
    access: { ...signedLink, errors: [] },
    tag: 'desk',
    summary: 'Sign in with a one-time link',
    description: 'What the button of the page sends: a form with `token`. From pages of this server only.',
    body: { type: 'application/x-www-form-urlencoded' },
    answer: { status: 303, words: 'Signed in: the cookie is set, the desk is at /desk/.' },
    also: { 410: spent },
    errors: ['cross-site', 'too-large', 'address-limited'],
    async handle(http, { c }) {
      // Another site could sign somebody in as whom it likes, and read on what they then write.
      if (!isOurs(http, c)) throw new HttpError('cross-site');
      const token = await tokenIn(c);
      const forget = http.throttle.count('signIns', c);
      const signedIn = await signInByLink(http, await sha256(token), placeOf(c));
      if (signedIn === null) return c.html(spentPage(c), 410);
      forget();
      const { specialist, session } = signedIn;
      await setSessionCookie(http, c, session);
      await rememberOnDevice(http, c, specialist);
      http.log.info({ specialist, session }, 'signed in');
      return c.redirect('/desk/', 303);
    },
  }),
] as const;

async function tokenIn(c: Context): Promise<string> {
  return new URLSearchParams(await readText(c, longestForm)).get('token') ?? '';
}
