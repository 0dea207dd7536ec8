import type { Hono } from 'hono';
import type { HttpEnv } from './deps.ts';
import { HttpError } from './errors.ts';

/** Answers 405 where an address exists but not for this method. To be called when every route is there. */
export function refuseOtherMethods(app: Hono<HttpEnv>): void {
  const methods = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === 'ALL') continue;
    const of = methods.get(path) ?? new Set();
    methods.set(path, of.add(method));
    if (method === 'GET') of.add('HEAD');
  }
  for (const [path, of] of methods) {
    const allow = [...of].sort().join(', ');
    app.all(path, () => {
      throw new HttpError('method-not-allowed', undefined, { allow });
    });
  }
}
