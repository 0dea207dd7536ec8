import { base64url } from 'jose';
import { z } from 'zod';
import { HttpError } from '../errors.ts';
import { sha256 } from '../keys.ts';

/** What a list was asked for: a cursor of one list, or of other filters, means nothing in another. */
export type Asked = Readonly<Record<string, unknown>>;

/** What the next page comes after. */
type Place = string | number | readonly [number, string];

const shape = z.tuple([z.string(), z.unknown()]);

/** Where a page ended, opaque to who carries it. */
export async function writeCursor(list: string, asked: Asked, last: Place): Promise<string> {
  return base64url.encode(JSON.stringify([await digest(list, asked), last]));
}

export async function readCursor<Last>(list: string, asked: Asked, cursor: string, last: z.ZodType<Last>): Promise<Last> {
  const [of, place] = shape.safeParse(decode(cursor)).data ?? [];
  const read = last.safeParse(place);
  // Nobody signs a cursor: what no text of ours can be does not come out of one either.
  if (!read.success || String(read.data).includes('\0') || of !== (await digest(list, asked)))
    throw new HttpError('invalid-request', [{ path: 'cursor', message: 'not a cursor of this list' }]);
  return read.data;
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(base64url.decode(cursor)));
  } catch {
    return null;
  }
}

async function digest(list: string, asked: Asked): Promise<string> {
  const { cursor: _, limit: __, ...filters } = asked;
  const sorted = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (await sha256(JSON.stringify([list, sorted]))).slice(0, 16);
}

/** A page out of rows that were asked for with one more than fits. */
export async function pageOf<Row, Shown>(
  list: string,
  asked: Asked & { readonly limit: number },
  rows: readonly Row[],
  place: (row: Row) => Place,
  show: (row: Row) => Shown,
): Promise<{ items: Shown[]; nextCursor: string | null }> {
  const page = rows.slice(0, asked.limit);
  const last = page.at(-1);
  const more = rows.length > asked.limit && last !== undefined;
  return { items: page.map(show), nextCursor: more ? await writeCursor(list, asked, place(last)) : null };
}
