import type { Context } from 'hono';
import { z } from 'zod';
import { addSignInLink } from '../../../db/people/sign-in.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import type { Deps } from '../../../engine/deps.ts';
import { signInByLink } from '../../../people/sign-in.ts';
import { desk } from '../../../texts/posted-desk.ts';
import { translator } from '../../../texts/translate.ts';
import { signedLink } from '../../access.ts';
import { sha256 } from '../../keys.ts';
import { preferredLanguage } from '../../language.ts';
import { operation } from '../../operation.ts';
import { sessionDays, setSessionCookie } from '../../session.ts';
import { rememberOnDevice } from './device.ts';

const t = translator(desk);
const hour = 3_600_000;

/** Makes a link's token, good once within `hours`. `random` is 32 unpredictable bytes as text. */
export async function makeSignInToken({ db, now }: Pick<Deps, 'db' | 'now'>, specialist: SpecialistId, hours: number, random: string) {
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + hours * hour);
  await addSignInLink(db, { tokenHash: await sha256(random), specialist, createdAt, expiresAt });
  return random;
}

/** One-time links into the desk. */
export const signInOperations = [
  operation({
    method: 'get',
    path: '/desk/sign-in',
    // What it refuses it says in a page, to a person.
    access: { ...signedLink, errors: [] },
    tag: 'desk',
    summary: 'Sign in with a one-time link',
    description: 'A look ahead (HEAD, or a browser that prefetches) does not use the link up.',
    query: z.object({ token: z.string().default('').describe('The token of the link.') }),
    answer: { status: 303, words: 'Signed in: the cookie is set, the desk is at /desk/.' },
    also: {
      204: 'A look ahead; nothing happened.',
      410: { words: 'The link was used, has expired or never was: a page that says so.', type: 'text/html' },
    },
    async handle(http, { c, query }) {
      if (isLookAhead(c)) return c.body(null, 204);
      const signedIn = await signInByLink(http, await sha256(query.token), sessionDays);
      if (signedIn === null) return c.html(spentPage(c), 410);
      const { specialist, session } = signedIn;
      await setSessionCookie(http, c, session);
      await rememberOnDevice(http, c, specialist);
      http.log.info({ specialist, session }, 'signed in');
      return c.redirect('/desk/', 303);
    },
  }),
] as const;

function isLookAhead(c: Context): boolean {
  const purpose = c.req.header('sec-purpose') ?? c.req.header('purpose') ?? c.req.header('x-moz') ?? '';
  return c.req.method === 'HEAD' || /prefetch|prerender|preview/i.test(purpose);
}

function spentPage(c: Context): string {
  const language = preferredLanguage(c.req.header('accept-language')) ?? 'ru';
  const [title, spent, advice] = (['link.title', 'link.spent', 'link.advice'] as const).map((key) => t(language, key));
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><main><h1>${spent}</h1><p>${advice}</p></main></html>`;
}
