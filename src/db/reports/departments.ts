import type { Queries } from '../db.ts';
import { columns, named, type RowOf } from '../names.ts';
import { department } from '../schema.ts';
import { statement } from '../statement.ts';

const d = named(department, 'd');
const shape = { id: d.id, key: d.key };
const read = statement<RowOf<typeof shape>>(`select ${columns(shape)} from ${d}`);

/** Keys of departments by their ids. */
export async function departmentKeys(tx: Queries): Promise<ReadonlyMap<string, string>> {
  return new Map((await read(tx)).map(({ id, key }) => [id, key]));
}
