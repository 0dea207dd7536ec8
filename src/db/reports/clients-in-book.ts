import type { SizeClass } from '../../domain/client.ts';
import { uuids } from '../arrays.ts';
import { clientProven } from '../clients/proven.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { client } from '../schema.ts';
import { statement } from '../statement.ts';

const cl = named(client, 'cl');

const shape = {
  id: expression<string>(cl.id),
  name: cl.name,
  proven: expression<boolean>(clientProven('cl')),
  size: expression<SizeClass>(cl.size),
};

const read = statement<RowOf<typeof shape>>(`select ${columns(shape)} from ${cl} where ${cl.id} in (select unnest($1::text::uuid[]))`);

/** Reads what clients are called and how large they are. */
export function clientsInBook(db: Queries, ids: readonly string[]): Promise<RowOf<typeof shape>[]> {
  return read(db, [uuids(ids)]);
}
