import type { Context } from 'hono';
import { HttpError } from '../errors.ts';
import { sha256 } from '../keys.ts';

/** The version of something, from all that is in it, also what this caller is not shown. */
export async function etagOf(whole: unknown): Promise<string> {
  return `"${(await sha256(JSON.stringify(whole))).slice(0, 32)}"`;
}

function names(header: string, etag: string): boolean {
  return header.split(',').some((each) => each.trim() === etag || each.trim() === '*');
}

/** Refuses a change of something that is not as the caller last saw it. Without If-Match the last change wins. */
export async function demandMatch(c: Context, whole: unknown): Promise<void> {
  const header = c.req.header('if-match');
  if (header !== undefined && !names(header, await etagOf(whole))) throw new HttpError('precondition-failed');
}

export function isKnown(c: Context, etag: string): boolean {
  const header = c.req.header('if-none-match');
  return header !== undefined && names(header.replaceAll('W/', ''), etag);
}
