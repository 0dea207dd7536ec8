import { type Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { addSignInLink } from '../../../db/people/sign-in.ts';
import type { SpecialistId } from '../../../domain/ids.ts';
import type { Deps } from '../../../engine/deps.ts';
import { signInByLink } from '../../../people/sign-in.ts';
import { desk } from '../../../texts/posted-desk.ts';
import { translator } from '../../../texts/translate.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { sha256 } from '../../keys.ts';
import { preferredLanguage } from '../../language.ts';
import { cookieName, cookieOf, sessionDays } from './auth.ts';
import { rememberOnDevice } from './session-device.ts';

const t = translator(desk);
const day = 86_400_000;

/** Makes a link's token, good once within `hours`. `random` is 32 unpredictable bytes as text. */
export async function makeSignInToken({ db, now }: Pick<Deps, 'db' | 'now'>, specialist: SpecialistId, hours: number, random: string) {
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + (hours * day) / 24);
  await addSignInLink(db, { tokenHash: await sha256(random), specialist, createdAt, expiresAt });
  return random;
}

/** One-time links into the desk. */
export function signInRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get(
    '/sign-in',
    describe({
      summary: 'Sign in with a one-time link',
      description: 'A look ahead (HEAD, or a browser that prefetches) does not use the link up.',
      tag: 'desk',
      query: { token: 'The token of the link.' },
      answers: {
        204: 'A look ahead; nothing happened.',
        303: 'Signed in: the cookie is set, the desk is at /desk/.',
        410: { words: 'The link was used, has expired or never was: a page that says so.', type: 'text/html' },
      },
    }),
    async (c) => {
      if (isLookAhead(c)) return c.body(null, 204);
      const signedIn = await signInByLink(deps, await sha256(c.req.query('token') ?? ''), sessionDays);
      if (signedIn === null) return c.html(spentPage(c), 410);
      const { specialist, session } = signedIn;
      await setSessionCookie(deps, c, session);
      await rememberOnDevice(deps, c, specialist);
      deps.log.info({ specialist, session }, 'signed in');
      return c.redirect('/desk/', 303);
    },
  );
  return app;
}

export async function setSessionCookie(deps: HttpDeps, c: Context, session: string): Promise<void> {
  setCookie(c, cookieName, await cookieOf(deps, session), {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: deps.secure,
    maxAge: (sessionDays * day) / 1000,
  });
}

function isLookAhead(c: Context): boolean {
  const purpose = c.req.header('sec-purpose') ?? c.req.header('purpose') ?? c.req.header('x-moz') ?? '';
  return c.req.method === 'HEAD' || /prefetch|prerender|preview/i.test(purpose);
}

function spentPage(c: Context): string {
  const language = preferredLanguage(c.req.header('accept-language')) ?? 'ru';
  const [title, spent, advice] = (['link.title', 'link.spent', 'link.advice'] as const).map((key) => t(language, key));
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><main><h1>${spent}</h1><p>${advice}</p></main></html>`;
}
