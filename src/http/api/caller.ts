import type { Context } from 'hono';
import { type UsedKey, useKey } from '../../db/api/keys.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Deps } from '../../engine/deps.ts';
import { HttpError } from '../errors.ts';
import { sha256 } from '../keys.ts';

/** A system of the company, known by its key. */
export interface Caller {
  readonly id: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** Requests a key has in a window unless it was made with another number, and the window's length in seconds. */
export const usualLimit = 600;
const windowSeconds = 60;

/** Who calls. 401 without a key that is in force, 429 when it has used up its requests; every answer says how many are left. */
export async function callerOf({ db, now }: Pick<Deps, 'db' | 'now'>, c: Context): Promise<Caller> {
  const [, secret] = /^bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  c.header('www-authenticate', 'Bearer');
  if (secret === undefined) throw new HttpError('token-missing');
  const at = now();
  const used = await useKey(db, await sha256(secret), at, windowSeconds);
  if (used === null) throw new HttpError('key-invalid');
  c.header('www-authenticate', undefined);
  count(c, used, at);
  return { id: used.id, scopes: new Set(used.scopes) };
}

/** The RateLimit fields of draft-ietf-httpapi-ratelimit-headers. */
function count(c: Context, { rateLimit, counted, countedFrom }: UsedKey, at: Date): void {
  const limit = rateLimit ?? usualLimit;
  const seconds = Math.max(1, Math.ceil((countedFrom.getTime() - at.getTime()) / 1000) + windowSeconds);
  c.header('ratelimit-policy', `"key";q=${limit};w=${windowSeconds}`);
  c.header('ratelimit', `"key";r=${Math.max(0, limit - counted)};t=${seconds}`);
  if (counted > limit) throw new HttpError('rate-limited', undefined, { 'retry-after': String(seconds) });
}

export function demand(caller: Caller, scope: Scope): void {
  if (!caller.scopes.has(scope)) throw new HttpError('scope-missing', { scope });
}
