import type { MiddlewareHandler } from 'hono';
import type { NewId } from '../../domain/ids.ts';
import type { HttpEnv } from '../deps.ts';

const sane = /^[A-Za-z0-9._-]{8,128}$/;

/** Every request has a name, the sender's own where it can be trusted to stand in a log. */
export function requestId(newId: NewId): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const given = c.req.header('x-request-id');
    const id = given !== undefined && sane.test(given) ? given : newId<'request'>();
    c.set('requestId', id);
    c.header('x-request-id', id);
    await next();
  };
}
