import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type Viewer, viewerOf } from '../db/people/sign-in.ts';
import type { NewPlace } from '../people/sign-in.ts';
import type { HttpDeps } from './deps.ts';
import { HttpError } from './errors.ts';
import { isMac, mac } from './keys.ts';

const cookieName = 'okno_session';

/** Days a session of the desk lasts. */
const sessionDays = 14;
const daySeconds = 86_400;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Gives the browser a session, its id signed. */
export async function setSessionCookie({ keys, secure }: HttpDeps, c: Context, session: string): Promise<void> {
  const value = `${session}.${await mac(keys['desk-cookie'], session)}`;
  setCookie(c, cookieName, value, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: sessionDays * daySeconds });
}

export function removeSessionCookie({ secure }: HttpDeps, c: Context): void {
  deleteCookie(c, cookieName, { path: '/', secure });
}

/** The browser a session begins on. */
export function placeOf(c: Context): NewPlace {
  return { agent: c.req.header('user-agent') ?? '', days: sessionDays };
}

/** What a page of this session sends back with every change; other sites cannot read it. */
export function csrfOf({ keys }: HttpDeps, session: string): Promise<string> {
  return mac(keys['desk-csrf'], session);
}

/** The session a browser carries, null without one that we signed; whether it is still good is the database's to say. */
export async function sessionIn({ keys }: HttpDeps, c: Context): Promise<string | null> {
  const [session = '', signature = ''] = (getCookie(c, cookieName) ?? '').split('.');
  return uuid.test(session) && (await isMac(keys['desk-cookie'], session, signature)) ? session : null;
}

/** Finds who asks. 401 without a session, after its end, and for somebody who left. */
export async function signedIn(deps: HttpDeps, c: Context): Promise<Viewer> {
  const session = await sessionIn(deps, c);
  const viewer = session === null ? null : await viewerOf(deps.db, session, deps.now());
  if (viewer === null) throw new HttpError('unauthorized');
  return viewer;
}

/** Finds who asks for a change: signed in, from a page of ours. */
export async function signedInToChange(deps: HttpDeps, c: Context): Promise<Viewer> {
  const viewer = await signedIn(deps, c);
  if (!isOurs(deps, c)) throw new HttpError('cross-site');
  if (!(await isMac(deps.keys['desk-csrf'], viewer.session, c.req.header('x-csrf-token') ?? ''))) throw new HttpError('csrf');
  return viewer;
}

/** Whether a page of ours asks. Browsers tell where a request comes from; what does not tell is left to the token. */
export function isOurs({ publicOrigin }: HttpDeps, c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = c.req.header('origin');
  if (origin === undefined || origin === publicOrigin) return true;
  return URL.parse(origin)?.host === c.req.header('host');
}
