import { z } from 'zod';
import { setting } from './setting.ts';

/** Where the server is reached. */
export const addressSettings = {
  port: setting({
    env: 'PORT',
    doc: 'Port to listen on. 0 takes any free one.',
    expected: 'a whole number from 0 to 65535',
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.int().max(65_535))
      .default(3000),
    default: '3000',
  }),
  host: setting({
    env: 'HOST',
    doc: 'Address to listen on. The default is reached from this machine only: put a reverse proxy with TLS before it, or set `0.0.0.0` inside a container.',
    expected: 'an IP address or a host name',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9.:_-]{1,255}$/)
      .default('127.0.0.1'),
    default: '127.0.0.1',
  }),
  publicUrl: setting({
    env: 'PUBLIC_URL',
    doc: 'Where the world reaches this server, without a path. Links are made from it; with https cookies are marked Secure.',
    expected: 'an http or https address without a path, such as https://desk.example',
    schema: z
      .string()
      .refine(isOrigin)
      .transform((url) => new URL(url).origin)
      .optional(),
    default: '`http://HOST:PORT`',
  }),
} as const;

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}
