import type { MiddlewareHandler } from 'hono';

const preflight = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, last-event-id, x-file-name, x-request-id',
  'access-control-max-age': '86400',
} as const;

/** The chat is called from the company's own site: from any origin, by token, never by cookie. */
export const chatCors: MiddlewareHandler = async (c, next) => {
  c.header('access-control-allow-origin', '*');
  if (c.req.method === 'OPTIONS') return c.body(null, 204, preflight);
  c.header('access-control-expose-headers', 'retry-after, x-request-id');
  await next();
};
