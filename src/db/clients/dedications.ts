import { and, eq, isNull } from 'drizzle-orm';
import type { DepartmentKey } from '../../domain/department.ts';
import type { ClientId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, type Column, named } from '../names.ts';
import { orm } from '../orm.ts';
import { clientDedication, department } from '../schema.ts';
import { statement } from '../statement.ts';

const rc = named(clientDedication, 'rc');
const rd = named(department, 'rd');
const b = bare(clientDedication);

/** Keys of the departments in which a client is dedicated now (R12), as a column; `client`: what names its id. Takes the aliases `rc` and `rd`. */
export const dedicatedIn = (client: string): Column<readonly DepartmentKey[] | null> =>
  `(select json_agg(${rd.key} order by ${rd.key}) from ${rc} join ${rd} on ${rd.id} = ${rc.departmentId}
     where ${rc.clientId} = ${client} and ${rc.until} is null)`;

export interface DedicationEnd {
  readonly client: string;
  readonly departmentId: string;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
}

const end = statement(
  `update ${b} set ${b.until} = $3::text::timestamptz, ${b.loweredBy} = $4::text::uuid, ${b.lowerReason} = $5::text
   where ${b.clientId} = $1::text::uuid and ${b.departmentId} = $2::text::uuid and ${b.until} is null`,
);

/** The client weighs by its size again in this department. */
export async function endDedication(tx: Queries, { client, departmentId, by, reason, at }: DedicationEnd): Promise<void> {
  await end(tx, [client, departmentId, at.toISOString(), by, reason]);
}

/** In which departments, by key, a client is dedicated now, since when and why. */
export async function dedicationsOf(db: Queries, client: string) {
  return orm(db)
    .select({ department: department.key, from: clientDedication.from, reason: clientDedication.reason })
    .from(clientDedication)
    .innerJoin(department, eq(department.id, clientDedication.departmentId))
    .where(and(eq(clientDedication.clientId, client as ClientId), isNull(clientDedication.until)));
}
