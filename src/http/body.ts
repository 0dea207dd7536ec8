import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { cleanText } from '../domain/content.ts';
import { HttpError } from './errors.ts';

/** Longest body an address takes unless it says otherwise, in bytes. */
export const maxBody = 128 * 1024;

const tooLarge = () => {
  throw new HttpError('too-large');
};
const counted = (maxSize: number) => bodyLimit({ maxSize, onError: tooLarge });

/** The JSON body as the schema has it. Texts are made storable first, so that what is empty then is refused. */
export async function readBody<Schema extends z.ZodType>(c: Context, schema: Schema, most = maxBody): Promise<z.output<Schema>> {
  if (!isJson(c.req.header('content-type'))) throw new HttpError('unsupported-media-type');
  return parseWith(schema, clean(parseJson(await readText(c, most))));
}

/** The body as it came, of at most so many bytes. */
export async function readText(c: Context, most: number): Promise<string> {
  const length = c.req.header('content-length');
  // The server holds senders to the length they announce; without one the bytes are counted as they come.
  if (length === undefined) await counted(most)(c, async () => {});
  else if (Number(length) > most) tooLarge();
  return c.req.text().catch(() => {
    throw brokenOff();
  });
}

/** Longest address, and longest header an operation reads, in characters; what is longer is nothing a client of ours sends. */
const longestUrl = 8192;
const longestHeader = 4096;
const headersRead = ['accept-language', 'authorization', 'if-match', 'if-none-match', 'if-range', 'last-event-id', 'range', 'user-agent'];

/**
 * Refuses what no text of ours can be: NUL (no database stores it), characters that are half of one, and absurd lengths, in the address
 * and in headers. Bodies are made storable as they are read.
 */
export function refuseOddInput(c: Context): void {
  const { url } = c.req;
  if (url.length > longestUrl) throw oddInput('url', `longer than ${longestUrl} characters`);
  // Half a character is sent as bytes that are no UTF-8 (ed a0 80 to ed bf bf).
  if (/%00|%ed%[ab][0-9a-f]%/i.test(url)) throw oddInput('url', 'NUL, or half a character');
  for (const name of headersRead) {
    const value = c.req.header(name);
    if (value !== undefined && value.length > longestHeader) throw oddInput(name, `longer than ${longestHeader} characters`);
  }
}

function oddInput(path: string, message: string): HttpError {
  return new HttpError('invalid-request', [{ path, message }]);
}

/** Whoever sent the body is gone before its end: no failure of ours, and no word that our database is away. */
export function brokenOff(): HttpError {
  return oddInput('body', 'broken off');
}

/** Query parameters as the schema has them. */
export function readQuery<Schema extends z.ZodType>(c: Context, schema: Schema): z.output<Schema> {
  return parseWith(schema, c.req.query());
}

function parseWith<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new HttpError('invalid-request', details);
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /^application\/json\s*(;|$)/i.test(type);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError('bad-json');
  }
}

/** Bodies are hardly nested: what lies deeper than this fits no schema and is left to it. */
const deepest = 4;

function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null || depth === deepest) return value;
  const inside = value as Record<string, unknown>;
  for (const [key, each] of Object.entries(value)) inside[key] = clean(each, depth + 1);
  return value;
}
