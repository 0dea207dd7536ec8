import { base64url } from 'jose';
import { z } from 'zod';
import type { ListPosition } from '../../db/conversations/list.ts';
import { HttpError } from '../errors.ts';
import { placeInList } from '../whole.ts';

const shape = z.tuple([z.string(), z.int().min(0).max(1), placeInList, z.uuid()]);

/** Where a page ended, opaque to who carries it. `list` names what was listed: a cursor of one list means nothing in another. */
export function writeCursor(list: string, { group, key, id }: ListPosition): string {
  return base64url.encode(JSON.stringify([list, group, key, id]));
}

export function readCursor(list: string, cursor: string): ListPosition {
  const [of, group, key, id] = decode(cursor);
  if (of !== list) throw wrong();
  return { group, key, id };
}

/** A page of rows of which one more than its `limit` was read, and where the next one begins; null: this is the last. */
export function pageOf<Row>(
  list: string,
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => Omit<ListPosition, 'group'> & { readonly group?: number },
): { readonly page: readonly Row[]; readonly nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, nextCursor: rows.length > limit && last !== undefined ? writeCursor(list, { group: 0, ...place(last) }) : null };
}

function decode(cursor: string): z.infer<typeof shape> {
  try {
    return shape.parse(JSON.parse(new TextDecoder().decode(base64url.decode(cursor))));
  } catch {
    throw wrong();
  }
}

const wrong = () => new HttpError('invalid-request', [{ path: 'cursor', message: 'not a cursor of this list' }]);
