import type { MiddlewareHandler } from 'hono';
import { NONCE, secureHeaders } from 'hono/secure-headers';

const self = ["'self'"];

/** For the pages: nothing but what we serve ourselves runs, is shown or is asked. */
export function pageHeaders(secure: boolean): MiddlewareHandler {
  return secureHeaders({ ...pagePolicy(secure), contentSecurityPolicy: { ...pageSources, scriptSrc: self, styleSrc: self } });
}

/**
 * For the page of a sign-in link: it has no script, and its style stands in it. Its form says where it comes from, which a page that
 * sends no referrer at all does not.
 */
export function signInHeaders(secure: boolean): MiddlewareHandler {
  const sources = { ...pageSources, styleSrc: [NONCE] };
  return secureHeaders({ ...pagePolicy(secure), contentSecurityPolicy: sources, referrerPolicy: 'same-origin' });
}

const pageSources = {
  defaultSrc: ["'none'"],
  imgSrc: ["'self'", 'data:'],
  mediaSrc: self,
  fontSrc: self,
  connectSrc: self,
  manifestSrc: self,
  formAction: self,
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

function pagePolicy(secure: boolean): Parameters<typeof secureHeaders>[0] {
  return {
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    referrerPolicy: 'no-referrer',
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
    xFrameOptions: 'DENY',
    xXssProtection: false,
  };
}

/** The widget runs on the company's own site, so its script may be loaded from anywhere. */
export const widgetHeaders: MiddlewareHandler = async (c, next) => {
  c.header('access-control-allow-origin', '*');
  c.header('cross-origin-resource-policy', 'cross-origin');
  c.header('x-content-type-options', 'nosniff');
  await next();
};

/** For what programs read: nothing is kept, guessed at or framed. */
export const apiHeaders: MiddlewareHandler = async (c, next) => {
  c.header('cache-control', 'no-store');
  c.header('x-content-type-options', 'nosniff');
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  await next();
};

/** For a page that nobody but who asked may ever be shown. */
export const noStore: MiddlewareHandler = async (c, next) => {
  c.header('cache-control', 'no-store');
  await next();
};
