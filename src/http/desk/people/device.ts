import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { base64url } from 'jose';
import { z } from 'zod';
import type { Access } from '../../access.ts';
import type { HttpDeps } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { isMac, mac } from '../../keys.ts';
import { isOurs } from '../../session.ts';

const deviceCookie = 'okno_device';

/** After so many days without a link somebody is a stranger to the browser again. */
const daysKnown = 90;
const day = 86_400_000;
/** A desk that more people share signs in with links. */
const most = 12;

/** Who signed in with a link on this browser, and when, in ms; the newest first. */
const known = z.array(z.tuple([z.uuid(), z.int()]));
type Known = z.infer<typeof known>;

/** A browser, with the ids of those who have signed in on it; nobody need be signed in now. A change comes from a page of ours. */
export const device: Access<{ readonly known: readonly string[] }> = {
  by: 'device',
  errors: [],
  async admit(http, c) {
    if (c.req.method === 'POST' && !isOurs(http, c)) throw new HttpError('cross-site');
    return { known: (await read(http, c)).map(([id]) => id) };
  },
};

export async function rememberOnDevice(deps: HttpDeps, c: Context, specialist: string): Promise<void> {
  const others = (await read(deps, c)).filter(([id]) => id !== specialist);
  await write(deps, c, [[specialist, deps.now().getTime()], ...others].slice(0, most) as Known);
}

export async function forgetOnDevice(deps: HttpDeps, c: Context, specialist: string): Promise<void> {
  const others = (await read(deps, c)).filter(([id]) => id !== specialist);
  await write(deps, c, others);
}

/** Reads whom this browser knows. The cookie is signed, so that nobody can add themselves. */
async function read({ keys, now }: HttpDeps, c: Context): Promise<Known> {
  const [text = '', signature = ''] = (getCookie(c, deviceCookie) ?? '').split('.');
  if (text === '' || !(await isMac(keys['desk-device'], text, signature))) return [];
  const parsed = known.safeParse(JSON.parse(new TextDecoder().decode(base64url.decode(text))));
  const oldest = now().getTime() - daysKnown * day;
  return (parsed.data ?? []).filter(([, at]) => at > oldest);
}

async function write({ keys, secure }: HttpDeps, c: Context, people: Known): Promise<void> {
  if (people.length === 0) return void deleteCookie(c, deviceCookie, { path: '/desk', secure });
  const text = base64url.encode(JSON.stringify(people));
  // Lax: a link followed from elsewhere must find who is known here already, or it would make the browser forget them.
  const value = `${text}.${await mac(keys['desk-device'], text)}`;
  setCookie(c, deviceCookie, value, { httpOnly: true, sameSite: 'Lax', path: '/desk', secure, maxAge: (daysKnown * day) / 1000 });
}
