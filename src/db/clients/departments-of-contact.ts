import type { DepartmentKey } from '../../domain/department.ts';
import type { Queries } from '../db.ts';
import { named } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const cc = named(schema.contactClient, 'cc');
const o = named(schema.ownership, 'o');
const d = named(schema.department, 'd');
const c = named(schema.conversation, 'c');

const find = statement<{ key: DepartmentKey; owns: boolean }>(
  `select ${d.key} as key, true as owns from ${cc} join ${o} on ${o.clientId} = ${cc.clientId} and ${o.until} is null
     join ${d} on ${d.id} = ${o.departmentId} where ${cc.contactId} = $1::text::uuid and ${cc.until} is null
   union select ${d.key}, false from ${c} join ${d} on ${d.id} = ${c.departmentId} where ${c.contactId} = $1::text::uuid`,
);

/** Lists departments that own a client of a contact; where none does, those that have talked with them. */
export async function departmentsOfContact(db: Queries, contact: string): Promise<readonly DepartmentKey[]> {
  const found = await find(db, [contact]);
  const owners = found.filter(({ owns }) => owns);
  return (owners.length > 0 ? owners : found).map(({ key }) => key);
}
