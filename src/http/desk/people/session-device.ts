import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { base64url } from 'jose';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { isMac, mac } from '../../keys.ts';

const deviceCookie = 'okno_device';

/** After so many days without a link somebody is a stranger to the browser again. */
const daysKnown = 90;
const day = 86_400_000;
/** A desk that more people share signs in with links. */
const most = 12;

/** Who signed in with a link on this browser, and when, in ms; the newest first. */
const known = z.array(z.tuple([z.uuid(), z.int()]));
type Known = z.infer<typeof known>;

/** Ids of the people this browser knows. Signed, so that nobody can add themselves. */
export async function peopleOnDevice(deps: HttpDeps, c: Context): Promise<string[]> {
  return (await read(deps, c)).map(([id]) => id);
}

export async function rememberOnDevice(deps: HttpDeps, c: Context, specialist: string): Promise<void> {
  const others = (await read(deps, c)).filter(([id]) => id !== specialist);
  await write(deps, c, [[specialist, deps.now().getTime()], ...others].slice(0, most) as Known);
}

export async function forgetOnDevice(deps: HttpDeps, c: Context, specialist: string): Promise<void> {
  await write(
    deps,
    c,
    (await read(deps, c)).filter(([id]) => id !== specialist),
  );
}

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
